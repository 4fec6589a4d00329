"""Which deliverables a milestone waits for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onboarding import access
from onboarding.access import Can
from onboarding.actions import milestone_wait as waits
from onboarding.forms.milestone_wait import MilestoneWaitForm
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def milestone_wait(request: HttpRequest, pk: int) -> HttpResponse:
    milestone = access.milestone_for(request.user, pk, Can.EDIT_TYPES)
    now = access.wait_of(milestone)
    form = MilestoneWaitForm(
        posted(request),
        types=access.types_of(milestone.project),
        organisations=access.organisations_asked(milestone.project),
        initial={"type": now.type_id, "organisation": now.organisation_id, "number": now.number} if now else {},
    )
    back = f"{reverse('projects:project_timeline', args=[milestone.project_id])}#milestone-{milestone.pk}"
    if form.is_valid():
        with refusals_in(form):
            waits.set_wait(milestone, by=request.user, **form.cleaned_data)
            messages.success(request, _("“%s” is bewaard.") % milestone)
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Laat de mijlpaal wachten op resultaten"),
        lead=milestone.name,
        button=_("Bewaar waarop de mijlpaal wacht"),
        cancel_url=back,
        crumbs=[
            (_("Projecten"), reverse("projects:project_list")),
            (milestone.project.name, back),
            (_("Wachten op resultaten"), None),
        ],
    )
