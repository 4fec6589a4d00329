"""Questions to funders and partners, and their answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance import access
from governance.access import Can
from governance.actions import question as questions
from governance.forms.question import AnswerForm, QuestionChangeForm, QuestionFilterForm, QuestionForm
from governance.models import Question
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of
from wegwijzer.ui.listing import Listing


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    listing = Listing(
        request,
        access.questions_for(request.user),
        sorts={"gevraagd": "-asked_on", "tegen": "due_on", "aan": ("addressee", "-asked_on")},
        search=("text", "addressee", "answer"),
        filters=QuestionFilterForm(request.GET, partnerships=access.partnership_names(request.user)),
        noun=(_("vraag"), _("vragen")),
    )
    for question in listing:
        question.may_edit = access.can(request.user, Can.EDIT_QUESTION, question)
    context = {
        "listing": listing,
        "name": _("Vragen"),
        "may_add_in": access.partnerships_where(request.user, Can.EDIT_QUESTION),
    }
    return render(request, "governance/question_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def question_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A question of partnership `pk`."""
    partnership = access.partnership_for(request.user, pk, Can.EDIT_QUESTION)
    bodies = access.bodies_for(request.user).filter(partnership=partnership)
    form = QuestionForm(posted(request), bodies=bodies, initial={"asked_on": today()})
    if form.is_valid():
        with refusals_in(form):
            question = questions.ask(partnership, by=request.user, **form.cleaned_data)
            messages.success(request, _("De vraag staat op de lijst."))
            return redirect(_home(question))
    return form_page(
        request,
        form,
        title=_("Noteer een vraag"),
        lead=partnership,
        button=_("Zet op de lijst"),
        cancel_url=reverse("governance:question_list"),
        crumbs=_crumbs(_("Nieuwe vraag")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def question_edit(request: HttpRequest, pk: int) -> HttpResponse:
    question = access.question_for(request.user, pk, Can.EDIT_QUESTION)
    bodies = access.bodies_for(request.user).filter(partnership=question.partnership)
    start = values_of(question, QuestionChangeForm)
    form = QuestionChangeForm(posted(request), bodies=bodies, initial=start)
    if form.is_valid():
        with refusals_in(form):
            questions.change(question, by=request.user, **form.cleaned_data)
            messages.success(request, _("De vraag is bewaard."))
            return redirect(_home(question))
    return form_page(
        request,
        form,
        title=_("Wijzig de vraag"),
        button=_("Bewaar de vraag"),
        cancel_url=_home(question),
        crumbs=_crumbs(_("Wijzig een vraag")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def question_answer(request: HttpRequest, pk: int) -> HttpResponse:
    question = access.question_for(request.user, pk, Can.EDIT_QUESTION)
    start = {
        "version": question.version,
        "answer": question.answer,
        "answered_on": question.answered_on or today(),
    }
    form = AnswerForm(posted(request), initial=start)
    if form.is_valid():
        with refusals_in(form):
            questions.answer(question, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het antwoord is bewaard."))
            return redirect(_home(question))
    return form_page(
        request,
        form,
        title=_("Noteer het antwoord"),
        lead=question.text,
        button=_("Bewaar het antwoord"),
        cancel_url=_home(question),
        crumbs=_crumbs(_("Antwoord")),
    )


def _home(question: Question) -> str:
    return reverse("governance:question_list") + f"?progress=alle#vraag-{question.pk}"


def _crumbs(here: str) -> list[tuple[object, str | None]]:
    return [(_("Vragen"), reverse("governance:question_list")), (here, None)]
