import copy
import subprocess
from collections.abc import Callable, Iterable

import pytest

from wegwijzer.accounts.models import User
from wegwijzer.reports import registry, render
from wegwijzer.reports.models import Report, ReportState
from wegwijzer.reports.registry import Annex, UnknownReport
from wegwijzer.reports.request import request_report
from wegwijzer.reports.tests.sample import TEMPLATES, sample


@pytest.fixture(autouse=True)
def sample_templates(settings):
    """The templates beside these tests can be found too."""
    engines = copy.deepcopy(settings.TEMPLATES)
    engines[0]["DIRS"].append(TEMPLATES)
    settings.TEMPLATES = engines


@pytest.fixture(autouse=True)
def own_child(monkeypatch):
    """Here the child itself is looked at, from its start."""
    monkeypatch.setattr(render, "subprocess", subprocess)


@pytest.fixture
def page_of() -> Callable[[str], str]:
    """A whole document around a piece of HTML, as a template would give it."""
    return lambda body, head="": (
        f'<!doctype html><html lang="nl"><head><title>Proef</title>{head}</head>'
        f"<body><h1>Proef</h1>{body}</body></html>"
    )


@pytest.fixture
def readers() -> set[User]:
    """Who may see what the samples are about; a test adds and takes away."""
    return set()


@pytest.fixture(autouse=True)
def sample_kind(monkeypatch, readers):
    """A kind "sample": its ref is the number of action points, and "weg" is not there."""

    def build(ref):
        if ref == "weg":
            raise UnknownReport("Er is geen vergadering met nummer weg.")
        return sample(int(ref))

    monkeypatch.setattr(registry, "kinds", kinds := dict(registry.kinds))
    for module in ("models", "access"):
        monkeypatch.setattr(f"wegwijzer.reports.{module}.kinds", kinds)
    registry.register("sample", build=build, may_see=lambda user, ref, asked_at: user in readers, label="proefverslag")


@pytest.fixture
def secretary(db, readers) -> User:
    user = User.objects.create_user("secretary@example.org", "Secretaris")
    readers.add(user)
    return user


@pytest.fixture
def stranger(db) -> User:
    return User.objects.create_user("stranger@example.org", "Vreemde")


@pytest.fixture
def queued(secretary):
    return request_report("sample", "4", by=secretary, scope=None, title="Vergadering van 14 september")


@pytest.fixture(scope="session")
def laid_out() -> Callable[..., render.Rendered]:
    """The layout, which works once on each text: the same text gives the same bytes (test_render asks for that)."""
    known: dict[str, render.Rendered] = {}
    convert = render._convert

    def look_up(
        html: str, on_page: render.Progress, annexes: Iterable[Annex] = (), words: Iterable[str] = ()
    ) -> render.Rendered:
        if annexes or words:
            return convert(html, on_page, annexes, words)
        if html not in known:
            known[html] = convert(html, on_page)
        return known[html]

    return look_up


@pytest.fixture
def made(queued, laid_out, monkeypatch) -> Report:
    """A report with its file, for tests of what comes after: how it is made is seen in test_build and test_render."""
    from wegwijzer.reports.tasks import build_report

    monkeypatch.setattr(render, "_convert", laid_out)
    build_report(queued.pk)
    queued.refresh_from_db()
    assert queued.state == ReportState.DONE, queued.error
    return queued


@pytest.fixture
def broken(secretary):
    """A report whose subject is gone, after it was tried."""
    from wegwijzer.reports.tasks import build_report

    report = request_report("sample", "weg", by=secretary, scope=None)
    build_report(report.pk)
    report.refresh_from_db()
    return report
