"""One section of an organisation: refining it, deciding after a new edition, own sections, translations."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onboarding.access import Can
from onboarding.access import refinement as texts
from onboarding.actions import local_text as actions
from onboarding.forms.local_section_decide import DecideForm
from onboarding.forms.local_text import OwnSectionEditForm, OwnSectionForm, RefineForm
from onboarding.forms.regional_text import TranslationForm, words_of
from onboarding.models import LocalSection, LocalText, Stance
from onboarding.models.edition_content import FACTS, content_of
from onboarding.models.language_guard import Loss, loss_of
from onboarding.models.refinement import LocalPart, latest_edition, local_part, read_local
from onboarding.views.local_text import local_crumbs, local_page
from onboarding.views.preview import may_save, preview_of
from onboarding.views.section import checked, said_in, translation_page
from wegwijzer.ui.editing import form_page, posted, pressed, refusals_in
from wegwijzer.wording import difference


@require_http_methods(["GET", "HEAD", "POST"])
def local_section_refine(request: HttpRequest, pk: int, organisation: int, section: int) -> HttpResponse:
    """What one organisation makes of a section of text `pk`."""
    local = texts.local_text_for(request.user, pk, organisation, Can.REFINE)
    reading = read_local(local)
    found = next((part for part in reading.parts if section and part.key == section and part.part), None)
    if found is None or found.part is None or reading.edition is None:
        raise Http404
    if not found.may_refine:
        raise PermissionDenied
    row, loss = found.row, loss_of(local.text, found)
    source = row if row is not None and row.body else found.part
    start = words_of(source) | {
        "stance": found.stance if row else Stance.ADAPTS,
        "reason": row.reason if row else "",
        "version": row.version if row else 0,
        "edition": reading.edition.number,
    }
    form = RefineForm(posted(request), text=local.text, known=reading.public_texts, initial=start)
    if may_save(request, form):
        with refusals_in(form):
            regional = texts.section_for(request.user, section)
            actions.refine(local, regional, by=request.user, **form.cleaned_data)
            messages.success(request, _("Bewaard: uw bestuur doet zo met ‘%s’.") % found.part.title)
            if form.cleaned_data["stance"] == Stance.ADAPTS:
                _warn_of(request, loss)
            return redirect(local_page(local))
    return form_page(
        request,
        form,
        template="onboarding/local_section_refine.html",
        title=_("Op maat van %s") % local.organisation,
        lead=found.part.title,
        button=_("Bewaar uw keuze"),
        local=local,
        found=found,
        loss=loss,
        cancel_url=local_page(local),
        crumbs=local_crumbs(local, found.part.title),
        **preview_of(form, local.text, reading=reading),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def local_section_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """What the region changed under local section `pk`, and what becomes of it."""
    row = texts.local_section_for(request.user, pk, Can.REFINE)
    latest = latest_edition(row.text)
    if latest is None or row.section_id is None:
        raise Http404
    found = local_part(content_of(latest).by_key.get(row.section_id), row, latest)
    if not found.is_affected:
        messages.info(request, _("Hier is niets meer te beslissen."))
        return redirect(local_page(row.local))
    merges = {name: merged for name, merged in found.merges().items() if row.text.is_procedure or name not in FACTS}
    start, loss = {"version": row.version, "edition": latest.number}, loss_of(row.text, found)
    known = _public(request, row.local)
    form = DecideForm(posted(request), merges=merges, options=_options(found), known=known, initial=start)
    if form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            actions.decide(
                row, said["what"], by=request.user, version=said["version"], edition=said["edition"], **form.values()
            )
            messages.success(request, _("Beslist: ‘%s’ is weer bij.") % found.title)
            if said["what"] == "merge":
                _warn_of(request, loss)
            return redirect(_next_page(row.local))
    return form_page(
        request,
        form,
        template="onboarding/local_section_decide.html",
        title=_("Wat de regio wijzigde"),
        lead=found.title,
        button=_("Bewaar uw beslissing"),
        found=found,
        row=row,
        latest=latest,
        loss=loss,
        region=_differences(found),
        merges=[(name, merged) for name, merged in merges.items() if any(p.base or p.text for p in merged.pieces)],
        cancel_url=local_page(row.local),
        crumbs=local_crumbs(row.local, found.title),
    )


def _next_page(local: LocalText) -> str:
    """The next section that waits for a decision; without any the whole text."""
    waiting = read_local(local).affected
    return reverse("onboarding:local_section_decide", args=[waiting[0].row.pk]) if waiting else local_page(local)


def _public(request: HttpRequest, local: LocalText) -> list[str]:
    """What may stand in a text that was sent: no number in it is somebody's own."""
    return read_local(local).public_texts if request.method == "POST" else []


def _warn_of(request: HttpRequest, loss: Loss) -> None:
    """Which languages have to follow now."""
    if loss.dropped:
        words = _("Vertaal uw tekst nu ook zelf: zonder dat is er geen druk meer in het %s.")
        messages.warning(request, words % ", ".join(loss.dropped))
    if loss.outdated:
        messages.warning(request, _("Werk nu uw vertaling bij in het %s.") % ", ".join(loss.outdated))


def _options(found: LocalPart) -> list[str]:
    if found.part is not None and not found.may_refine:
        return ["take"]
    if found.part is None or found.stance == Stance.DROPS:
        return ["keep", "take"]
    return ["merge", "take", "keep"]


def _differences(found: LocalPart) -> list[tuple[str, object]]:
    """Per field what the region changed."""
    base, part = (one.says if one else {} for one in (found.base, found.part))
    names = dict.fromkeys((*base, *part))
    pairs = ((name, base.get(name, ""), part.get(name, "")) for name in names)
    return [(name, difference(was, now)) for name, was, now in pairs if was != now]


@require_http_methods(["GET", "HEAD", "POST"])
def local_section_add(request: HttpRequest, pk: int, organisation: int) -> HttpResponse:
    """An own section of an organisation in text `pk`."""
    local = texts.local_text_for(request.user, pk, organisation, Can.REFINE)
    form = OwnSectionForm(posted(request), text=local.text, after=_after(local), known=_public(request, local))
    if may_save(request, form):
        with refusals_in(form):
            actions.add(local, by=request.user, **form.cleaned_data)
            messages.success(request, _("Uw eigen sectie staat erbij."))
            return redirect(local_page(local))
    title = _("Voeg een eigen sectie toe")
    return form_page(
        request,
        form,
        template="onboarding/section_form.html",
        title=title,
        lead=local,
        button=title,
        cancel_url=local_page(local),
        crumbs=local_crumbs(local, title),
        **preview_of(form, local.text, reading=read_local(local)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def local_section_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Own section `pk`."""
    row = _own(request, pk)
    start = words_of(row) | {"position": row.position, "version": row.version}
    known = _public(request, row.local)
    form = OwnSectionEditForm(posted(request), text=row.text, after=_after(row.local), known=known, initial=start)
    if may_save(request, form):
        with refusals_in(form):
            actions.change(row, by=request.user, **form.cleaned_data)
            messages.success(request, _("Uw eigen sectie is bewaard."))
            return redirect(local_page(row.local))
    return form_page(
        request,
        form,
        template="onboarding/section_form.html",
        title=_("Wijzig uw eigen sectie"),
        lead=row,
        button=_("Bewaar de sectie"),
        cancel_url=local_page(row.local),
        crumbs=local_crumbs(row.local, row),
        **preview_of(form, row.text, reading=read_local(row.local)),
    )


@require_POST
def local_section_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = texts.local_section_for(request.user, pk, Can.REFINE)
    return pressed(request, row, actions.remove, local_page(row.local), done=_("‘%s’ is weggenomen.") % row)


@require_http_methods(["GET", "HEAD", "POST"])
def local_section_translate(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The own words of local section `pk` in another language; starts from the region's translation."""
    row = texts.local_section_for(request.user, pk, Can.REFINE)
    checked(row.text, language)
    if row.stance not in (Stance.ADAPTS, Stance.ADDS):
        raise Http404
    start = said_in(row, language)
    if row.section is not None and not start["body"]:
        start |= {name: getattr(row.section, name).get(language, "") for name in ("title", "body")}
    form = TranslationForm(posted(request), language=language, initial=start)
    back = local_page(row.local)
    if may_save(request, form):
        with refusals_in(form):
            actions.translate(row, language, by=request.user, **form.cleaned_data)
            messages.success(request, _("De vertaling is bewaard."))
            return redirect(back)
    return translation_page(request, form, row, row.text, back, read_local(row.local))


def _own(request: HttpRequest, pk: int) -> LocalSection:
    row = texts.local_section_for(request.user, pk, Can.REFINE)
    if row.stance != Stance.ADDS:
        raise Http404
    return row


def _after(local: LocalText) -> list[tuple[int, str]]:
    latest = latest_edition(local.text)
    parts = content_of(latest).parts if latest else ()
    return [(place, str(part.title)) for place, part in enumerate(parts, start=1)]
