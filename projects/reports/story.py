"""The story of a project as a document."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from governance.models import Partnership
from projects.models import Project, StoryRef, Tie, read_story
from wegwijzer.reports.registry import Printout, UnknownReport


def story(ref: str) -> Printout:
    """What the reference says; without partnerships in it, as on the command line, all that have something tied.

    Raises UnknownReport when there is no such project.
    """
    asked = StoryRef.read(ref)
    rows = Project.objects.select_related("partnership__organisation", "lead", "managing_authority", "coordinator")
    project = rows.filter(pk=asked.project).first() if asked else None
    if asked is None or project is None:
        raise UnknownReport(_("Er is geen project met nummer %(number)s.") % {"number": ref})
    told = read_story(project, asked.partnerships or _all_tied(project))
    return Printout(
        template="projects/report/story.html",
        context={"project": project, "story": told, "funders": project.funders.select_related("organisation")},
        title=_("Het verhaal van %s") % project.name,
        file_name=f"verhaal-{slugify(project.name)}.pdf",
        publisher=project.partnership.name,
        subject=project.name,
    )


def _all_tied(project: Project) -> list[int]:
    ties = Tie.objects.filter(project=project)
    ways = (
        "meeting__body__partnership",
        "item__body__partnership",
        "decision__body__partnership",
        "round__partnership",
    )
    found = {project.partnership.pk} | {key for keys in ties.values_list(*ways) for key in keys if key is not None}
    return list(Partnership.objects.filter(pk__in=found).values_list("pk", flat=True))
