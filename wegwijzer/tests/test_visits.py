"""Everything there is to visit is visited: a list, or a filter of it, that nobody put in LISTS fails the build."""

import ast
import inspect

import pytest
from django.urls import URLResolver, get_resolver

from wegwijzer.testing.world import build_world
from wegwijzer.tests import house
from wegwijzer.tests.access_matrix import MATRIX
from wegwijzer.tests.visits import LISTS, pages_of
from wegwijzer.ui.listing import Listing


def kinds_of_list(kind=Listing):
    """The names of Listing and of all that are made of it."""
    return {kind.__name__}.union(*(kinds_of_list(special) for special in kind.__subclasses__()))


def called(function):
    """What a function calls, by its last name."""
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


def listing(trees):
    """The functions of {module: tree} that make a list, themselves or through another function of a view."""
    known = {
        (module, node.name): called(node)
        for module, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    found = set()
    while True:
        making = kinds_of_list() | {name for _module, name in found}
        more = {place for place, calls in known.items() if calls & making}
        if more == found:
            return found
        found = more


def views(resolver, namespace=""):
    """(name of the URL, module and name of its view) for all below this resolver."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from views(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        else:
            view = inspect.unwrap(entry.callback)
            yield f"{namespace}{entry.name}", (view.__module__, view.__name__)


def module_of(path):
    return ".".join(path.relative_to(house.ROOT).with_suffix("").parts)


def test_every_page_with_a_list_is_in_lists():
    making = listing({module_of(path): house.tree(path) for path in house.modules("views")})
    pages = {name for name, view in views(get_resolver()) if view in making}
    assert len(pages) > 10
    assert pages - LISTS.keys() == set()


def test_a_list_that_is_made_by_another_function_is_found_too():
    planted = ast.parse(
        "def shown(request):\n    return ReadListing(request, [])\n\ndef nouns(request):\n    shown(request)"
    )
    assert listing({"views": planted}) == {("views", "shown"), ("views", "nouns")}
    assert listing({"views": ast.parse("def noun(request):\n    return render(request)")}) == set()


@pytest.fixture
def made(monkeypatch):
    """The lists that were made, with what they were made of."""
    found, begin = [], Listing.__init__

    def remember(self, *args, **options):
        begin(self, *args, **options)
        found.append(self)

    monkeypatch.setattr(Listing, "__init__", remember)
    return found


def test_every_filter_of_a_list_is_tried(cast, as_user, made):
    pages = pages_of(cast, build_world(cast.a))
    for name, tried in LISTS.items():
        may = MATRIX[name].methods["GET"].may
        made.clear()
        answer = as_user(cast.personas["coordinator" if "coordinator" in may else "administrator"]).get(pages[name])
        assert answer.status_code == 200, name
        asked = {field for one in made if one.filters is not None for field in one.filters.fields}
        assert asked - tried.keys() == set(), name
