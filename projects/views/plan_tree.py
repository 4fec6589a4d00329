"""The lines of a plan on one page: who does what, when, and how far; and the place where they are typed in."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from projects import access
from projects.access import Can
from projects.actions import objective_tree as lines
from projects.forms.objective_series import SeriesForm
from projects.forms.plan_tree import PlanTreeFilterForm
from projects.models import Level, Node, OutlineChapter, Plan, Tree, outline_of, read_book, read_tree
from wegwijzer.ui.editing import form_page, refusals_in
from wegwijzer.ui.listing import ReadListing

EVERYTHING = 1_000_000


@require_safe
def plan_tree(request: HttpRequest, pk: int) -> HttpResponse:
    """All lines, those that fit the filters, or one branch (`tak`); `lijn` is the one that was just worked on."""
    plan = access.plan_for(request.user, pk)
    book = read_book(plan)
    listing = ReadListing(
        request,
        list(book.tree.walk()),
        filters=PlanTreeFilterForm(request.GET, book=book),
        noun=(_("lijn"), _("lijnen")),
        per_page=EVERYTHING,
    )
    branch, line = node_asked(request, book.tree, "tak"), node_asked(request, book.tree, "lijn")
    chapters = outline_of(
        book.tree,
        found=listing.rows if listing.is_narrowed else None,
        branch=branch,
        line=line,
        is_whole=request.GET.get("alles") == "ja",
    )
    may_edit = access.can(request.user, Can.EDIT_PLAN, plan)
    if may_edit and not (listing.is_narrowed or branch or any(chapter.key == 0 for chapter in chapters)):
        chapters = [OutlineChapter(None, []), *chapters]  # there has to be a place to type the first one
    context = {
        "plan": plan,
        "book": book,
        "listing": listing,
        "chapters": chapters,
        "branch": branch,
        "whole_link": listing.link(alles="ja"),
        "is_folded": any(row.folded for chapter in chapters for row in chapter.rows),
        "may_edit": may_edit,
        "said": _said(line) if line else "",
        "standing": book.standing(),
    }
    return render(request, "projects/plan_tree.html", context)


def node_asked(request: HttpRequest, tree: Tree, name: str) -> Node | None:
    """The line of this plan whose key the address gives under `name`."""
    asked = request.GET.get(name, "")
    return tree.nodes.get(int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None


def _said(node: Node) -> str:
    level = Level(node.objective.level).label
    return _("‘%(title)s’ is %(code)s, %(level)s.") % {
        "title": node.objective.title,
        "code": node.code or _("een stap"),
        "level": level,
    }


def tree_url(request: HttpRequest, plan: Plan, line: int | None = None) -> str:
    """The outline of the plan, at that line, in the branch from where the form was sent."""
    branch = request.POST.get("tak", "")
    asked = {"tak": branch if branch.isascii() and branch.isdigit() and len(branch) < 19 else "", "lijn": line or ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    path = reverse("projects:plan_tree", args=[plan.pk])
    return f"{path}?{query}#lijn-{line}" if line else f"{path}?{query}" if query else path


@require_http_methods(["GET", "HEAD", "POST"])
def plan_series(request: HttpRequest, pk: int) -> HttpResponse:
    """Many lines at once, as somebody types them from paper: first what we read in it, then it is kept."""
    plan = access.plan_for(request.user, pk, Can.EDIT_PLAN)
    tree = read_tree(plan)
    asked = request.GET.get("plaats", "thema-0")
    form = SeriesForm(request.POST, tree=tree) if request.method == "POST" else SeriesForm(tree=tree, asked=asked)
    if form.is_bound and form.is_confirmed:
        with refusals_in(form):
            made = lines.add_series(plan, by=request.user, lines=form.lines, place=form.cleaned_data["place"])
            said = ngettext("%s lijn is toegevoegd.", "%s lijnen zijn toegevoegd.", len(made)) % len(made)
            messages.success(request, said)
            return redirect(tree_url(request, plan, made[0].pk))
    return form_page(
        request,
        form.shown_again() if form.is_bound else form,
        template="projects/plan_series.html",
        plan=plan,
        rows=form.rows,
        is_checked=form.is_bound and not form.errors,
        cancel_url=tree_url(request, plan),
    )
