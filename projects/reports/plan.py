"""A plan as the document that councils approve: cover, contents, analysis, objectives, budget, step plan, annexes."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _

from projects.models import Alignment, Finding, FindingKind, Plan, PlanStep, ProgressNote
from projects.reports.plan_governance import agreements, gathered, matrix_of, seats_in
from projects.reports.plan_tables import PrintedTree
from wegwijzer.reports.registry import Printout, UnknownReport

SWOT = (FindingKind.STRENGTH, FindingKind.WEAKNESS, FindingKind.OPPORTUNITY, FindingKind.THREAT)


@dataclass
class Part:
    """A numbered part of the document; `template` draws it, `subs` are its own headings for the contents."""

    template: str
    title: str
    number: int = 0
    subs: list[Any] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        return f"deel-{self.number}"


@dataclass
class Sub:
    """A heading inside a part, with what stands under it."""

    name: str
    data: dict[str, Any] = field(default_factory=dict)
    number: str = ""
    anchor: str = ""


def plan(ref: str) -> Printout:
    """The plan as it stands now. Raises UnknownReport when there is none with this number."""
    if not (ref.isascii() and ref.isdigit() and len(ref) < 19):
        raise UnknownReport(_("Zo'n plan bestaat niet: %(ref)s.") % {"ref": ref})
    rows = Plan.objects.select_related("partnership__organisation", "project", "part_of", "steered_by")
    row = rows.filter(pk=int(ref)).first()
    if row is None:
        raise UnknownReport(_("Er is geen plan met nummer %(ref)s.") % {"ref": ref})
    printed = PrintedTree(row)
    parts = _numbered([part for build in PARTS if (part := build(row, printed)) is not None])
    versions = list(row.versions.select_related("round"))
    return Printout(
        template="projects/report/plan.html",
        context={
            "plan": row,
            "owners": [owner.name for owner in row.owners.all()],
            "funders": [funder.in_full for funder in _funders(row)],
            "version": versions[0] if versions else None,
            "versions": versions,
            "parts": parts,
        },
        title=row.title,
        file_name=f"{slugify(row.title)[:80] or 'plan'}.pdf",
        publisher=", ".join(owner.name for owner in row.owners.all()) or row.partnership.name,
        subject=capfirst(row.get_kind_display()),
    )


def _funders(row: Plan) -> list[Any]:
    return list(row.project.funders.select_related("organisation")) if row.project else []


def _numbered(parts: list[Part]) -> list[Part]:
    for number, part in enumerate(parts, start=1):
        part.number = number
        for place, sub in enumerate(part.subs, start=1):
            sub.number, sub.anchor = f"{number}.{place}", f"deel-{number}-{place}"
    return parts


def _texts(template: str, title: str, **texts: str) -> Part | None:
    """A part out of the plan's own texts, those that are written."""
    subs = [Sub(name.replace("_", " "), {"text": text}) for name, text in texts.items() if text]
    return Part(template, title, subs=subs) if subs else None


def _mission(row: Plan, printed: PrintedTree) -> Part | None:
    return _texts("texts", _("Missie en visie"), **{_("Missie"): row.mission, _("Visie"): row.vision})


def _analysis(row: Plan, printed: PrintedTree) -> Part | None:
    """The profile, what was found per theme, and what exists per theme."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in row.findings.select_related("theme", "target_group"):
        findings[_theme(finding.theme)].append(finding)
    sheets: dict[str, list[Any]] = defaultdict(list)
    filled = row.sheets.filled_in().select_related("theme", "target_group")
    for sheet in filled.order_by("theme__name", "target_group__name", "name"):
        sheets[_theme(sheet.theme)].append(sheet)
    subs = [Sub(_("Profiel"), {"text": row.analysis})] if row.analysis else []
    for name in sorted({*findings, *sheets}):
        found = findings.get(name, [])
        swot = [(kind.label, [one for one in found if one.kind == kind]) for kind in SWOT]
        subs.append(
            Sub(
                name,
                {
                    "swot": swot if any(rows for _label, rows in swot) else [],
                    "observations": [one for one in found if one.kind == FindingKind.OBSERVATION],
                    "sheets": sheets.get(name, []),
                },
            )
        )
    return Part("analysis", _("Omgevingsanalyse"), subs=subs) if subs else None


def _theme(theme: Any) -> str:
    return capfirst(str(theme)) if theme else _("Over alle thema’s heen")


def _objectives(row: Plan, printed: PrintedTree) -> Part | None:
    chapters = printed.chapters()
    return Part("objectives", _("Doelstellingen"), subs=list(chapters)) if chapters else None


def _budget(row: Plan, printed: PrintedTree) -> Part | None:
    budgets = printed.budgets()
    return Part("budget", _("Budget per jaar"), data={"budgets": budgets}) if budgets else None


def _steps(row: Plan, printed: PrintedTree) -> Part | None:
    steps: list[PlanStep] = list(row.steps.prefetch_related("partners"))
    subs = [Sub(step.title, {"step": step}) for step in steps]
    return Part("steps", _("Stappenplan"), subs=subs) if subs else None


def _tasks(row: Plan, printed: PrintedTree) -> Part | None:
    """The protocols by which boards divide the tasks, with which organ approved them when."""
    subs = [Sub(one.title, {"agreement": one}) for one in agreements(row)]
    return Part("tasks", _("Samenwerking en taakverdeling"), subs=subs) if subs else None


def _steering(row: Plan, printed: PrintedTree) -> Part | None:
    """Who follows the plan up, and when: the rhythm that was promised beside the days on which it met."""
    body = row.steered_by
    if body is None:
        return None
    data = {"body": body, "seats": seats_in(body), "years": gathered(row, body)}
    return Part("steering", _("Opvolging"), subs=[Sub(body.name, data)])


def _telling(row: Plan, printed: PrintedTree) -> Part | None:
    matrix = matrix_of(row.steered_by) if row.steered_by else None
    subs = [Sub(_("Communicatie"), {"text": row.communication})] if row.communication else []
    subs += [Sub(_("Communicatiematrix"), {"matrix": matrix})] if matrix else []
    subs += [Sub(_("Participatie"), {"text": row.participation})] if row.participation else []
    return Part("telling", _("Communicatie en participatie"), subs=subs) if subs else None


def _alignment(row: Plan, printed: PrintedTree) -> Part | None:
    """Which lines of other plans answer to objectives of this one, per plan."""
    links = Alignment.objects.filter(objective__plan=row).select_related("line__plan")
    plans: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    order = {pk: place for place, pk in enumerate(node.pk for node in printed.tree.walk())}
    for link in sorted(links, key=lambda link: (link.line.plan.title, order.get(link.objective_id, 0), link.pk)):
        node = printed.tree.nodes[link.objective_id]
        plans[link.line.plan.title].append((link.line.title, node.code, node.objective.title, link.note))
    subs = [Sub(title, {"rows": rows}) for title, rows in plans.items()]
    return Part("alignment", _("Afstemming met andere plannen"), subs=subs) if subs else None


def _sectors(row: Plan, printed: PrintedTree) -> Part | None:
    """Plans that are part of this one, each whole."""
    subs = [Sub(part.title, {"chapters": PrintedTree(part).chapters()}) for part in row.parts.all()]
    return Part("sectors", _("Bijlage: sectorplannen"), subs=subs) if subs else None


def _done(row: Plan, printed: PrintedTree) -> Part | None:
    """What has been realised, against the objectives."""
    notes: dict[int, list[ProgressNote]] = defaultdict(list)
    for note in ProgressNote.objects.filter(objective__plan=row).order_by("on", "pk"):
        notes[note.objective_id].append(note)
    lines = [(node.code, node.objective.title, notes[node.pk]) for node in printed.tree.walk() if node.pk in notes]
    return Part("done", _("Bijlage: wat gerealiseerd is"), data={"lines": lines}) if lines else None


PARTS: tuple[Callable[[Plan, PrintedTree], Part | None], ...] = (
    _mission, _analysis, _objectives, _budget, _tasks, _steering, _steps, _telling, _alignment, _sectors, _done,
)  # fmt: skip
