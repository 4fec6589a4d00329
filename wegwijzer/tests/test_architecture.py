"""Rules of the house that no import checker can see. Each has a planted fault that it must find."""

import ast
import re

import pytest
from django.apps import apps
from django.db import models

from wegwijzer.audit import registry
from wegwijzer.tests import house

# From the bottom up: a relation may point to the own app or further down.
STACK = ["contenttypes", "sessions", "auth", "accounts", "audit", "outbox", "jobs", "reports", "entrance"]
STACK += ["reminders", "ui", "governance", "projects", "onboarding", "home"]


def ours():
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in house.PACKAGES]


def upward(edges):
    """Those of (from app, to app) that point up the stack, or to an app without a place in it."""
    return [
        (source, target)
        for source, target in edges
        if source not in STACK or target not in STACK or STACK.index(target) > STACK.index(source)
    ]


def test_every_relation_points_down_the_stack():
    edges = [
        (model._meta.app_label, field.related_model._meta.app_label)
        for model in ours()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
    ]
    assert upward(edges) == []
    assert upward([("governance", "projects")]) == [("governance", "projects")]


def writes_state(source):
    """Lines that set `.state` or pass `state=` to update(): moves that went round the lifecycle."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [t.lineno for t in targets if isinstance(t, ast.Attribute) and t.attr == "state"]
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("update", "change")
        ):
            found += [node.lineno for keyword in node.keywords if keyword.arg == "state"]
    return found


def test_state_of_a_domain_object_moves_only_through_the_lifecycle():
    guilty = {
        house.name(path): lines
        for app in house.APPS
        for path in house.modules(app)
        if (lines := writes_state(path.read_text()))
    }
    assert guilty == {}
    assert writes_state("meeting.state = 'held'") == [1]
    assert writes_state("Meeting.objects.filter(pk=1).update(state='held')") == [1]


def calls(function):
    """Names that a function calls: `record(...)`, `actions.record(...)` both give `record`."""
    names = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            names.add(node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""))
    return names


def action_files():
    return house.modules("actions")


def unrecorded(trees):
    """Public actions (functions that take `by`) that reach no `record()`, directly or through other functions."""
    known = {
        function.name: calls(function)
        for tree in trees
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
    }
    recording = {"record", "request_report"}  # who asks for a report has that written down by the kernel
    while True:
        more = {name for name, called in known.items() if called & recording} - recording
        if not more:
            break
        recording |= more
    public = [
        function.name
        for tree in trees
        for function in tree.body
        if isinstance(function, ast.FunctionDef)
        and not function.name.startswith("_")
        and "by" in {argument.arg for argument in function.args.kwonlyargs}
    ]
    return sorted(set(public) - recording)


def test_every_action_records_what_it_did():
    assert len(action_files()) > 5
    assert unrecorded([house.tree(path) for path in action_files()]) == []
    planted = ast.parse("def ratify(decision, *, by):\n    decision.save()\n")
    assert unrecorded([planted]) == ["ratify"]


VERB = re.compile(r"(governance|projects|onboarding|entrance|outbox|reports|jobs)\.[a-z_]+\.[a-z_]+")


def verbs_in_code():
    """Every verb of history that the code names, apart from the tables that name them for the screen."""
    for path in house.modules():
        for node in ast.walk(house.tree(path)):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and path.name != "verbs.py" and VERB.fullmatch(node.value):
                yield node.value


def test_verbs_of_history_are_all_used():
    assert sorted(set(registry.verbs) - set(verbs_in_code())) == []


def test_views_have_no_managers():
    guilty = [
        f"{house.name(path)}:{node.lineno}"
        for path in house.modules("views")
        for node in ast.walk(house.tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_base_manager", "_default_manager")
    ]
    assert guilty == []


def test_models_and_forms_do_nothing_behind_your_back():
    guilty = [
        f"{house.name(path)}:{function.lineno} {function.name}"
        for part in ("models", "forms")
        for path in house.modules(part)
        for function in house.functions(path)
        if function.name in ("save", "delete", "full_clean")
        and path.parent.parent.name != "audit"
        and path.name != "models.py"
    ]
    assert guilty == []
    signals = [house.name(path) for path in house.modules() if "django.db.models.signals" in path.read_text()]
    assert signals == []


def repeated_keys(tree):
    """Lines of keys that stand twice in one dictionary: the first of them says nothing."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            keys = [ast.dump(key) for key in node.keys if key is not None]
            found += [node.lineno for key in set(keys) if keys.count(key) > 1]
    return found


def test_no_key_stands_twice_in_a_dictionary():
    guilty = {house.name(path): lines for path in house.modules() if (lines := repeated_keys(house.tree(path)))}
    assert guilty == {}
    assert repeated_keys(ast.parse("{Role.A: 1, Role.A: 2}")) == [1]


def test_weasyprint_is_spoken_to_in_one_room():
    rooms = {
        house.name(path).rsplit("/", 1)[0]
        for path in house.modules()
        if re.search(r"^\s*(from|import) weasyprint", path.read_text(), re.M)
    }
    assert rooms == {"wegwijzer/reports"}


def test_nothing_of_people_is_cached():
    assert [house.name(path) for path in house.modules() if "cache_page" in path.read_text()] == []


# Longer than the habit, with the reason.
LONGER: dict[str, str] = {
    "projects/models/__init__.py": "the list of all that this layer offers",
}
LIMITS = {"file": 300, "function": 40, "template": 120, "test": 400}


def too_long():
    for path in house.modules():
        if (lines := path.read_text().count("\n")) > LIMITS["file"]:
            yield house.name(path), lines
        for function in house.functions(path):
            if (lines := function.end_lineno - function.lineno + 1) > LIMITS["function"]:
                yield f"{house.name(path)}:{function.name}", lines
    for path in house.templates():
        if (lines := path.read_text().count("\n")) > LIMITS["template"]:
            yield house.name(path), lines


def test_files_and_functions_stay_small():
    assert [(place, lines) for place, lines in too_long() if place not in LONGER] == []


def test_models_are_called_by_lower_case_dutch_names():
    for model in ours():
        name = str(model._meta.verbose_name)
        assert name == name.lower() or name.isupper(), name
        for field in model._meta.get_fields():
            if isinstance(field, models.Field) and not field.auto_created:
                word = str(field.verbose_name)
                assert word[0] == word[0].lower() or word.isupper() or word.split("-")[0].isupper(), (model, word)


@pytest.mark.parametrize("app", house.APPS)
def test_migrations_say_what_they_do(app):
    names = [path.stem for path in (house.ROOT / app).glob("migrations/0*.py")]
    assert [name for name in names if "auto" in name] == []
