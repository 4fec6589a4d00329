"""The time line in a real browser: dragged, walked through by keyboard, on a phone, and drawn as on paper."""

import datetime as dt
import re
import subprocess
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import expect

from governance.tests import factories as make
from projects.tests import factories as plans
from projects.timeline.page import TimelinePage
from projects.timeline.sources import Reading
from wegwijzer.reports import render
from wegwijzer.tests.e2e.looking import DESK, PHONE, faults_of, focus_fault

pytestmark = [pytest.mark.e2e, pytest.mark.once]


@pytest.fixture
def project(cast, transactional_db):
    """Two phases of which the second waits and slipped, and milestones; the year is 2016."""
    days = {"from_on": dt.date(2016, 1, 1), "until_on": dt.date(2016, 12, 31)}
    project = plans.ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer", running=True, **days)
    first = plans.PhaseFactory(
        project=project,
        name="Voorbereiding",
        planned_from_on=dt.date(2016, 2, 1),
        planned_until_on=dt.date(2016, 5, 31),
    )
    second = plans.PhaseFactory(
        project=project,
        name="Uitvoering",
        planned_from_on=dt.date(2016, 5, 1),
        planned_until_on=dt.date(2016, 9, 30),
        from_on=dt.date(2016, 6, 1),
        until_on=dt.date(2016, 11, 30),
    )
    plans.DependencyFactory(project=project, earlier_phase=first, later_milestone=None, later_phase=second)
    plans.MilestoneFactory(
        project=project, name="Start", planned_on=dt.date(2016, 2, 1), reached_on=dt.date(2016, 2, 9)
    )
    plans.MilestoneFactory(project=project, name="Brochure", planned_on=dt.date(2016, 10, 3))
    meeting = make.MeetingFactory(body=cast.a.body, approved=True)
    begin = dt.datetime(2016, 4, 12, 14, tzinfo=dt.UTC)
    type(meeting).objects.filter(pk=meeting.pk).update(actual_start=begin, actual_end=begin)
    plans.TieFactory(project=project, meeting=meeting)
    return project


def address(project, query=""):
    return reverse("projects:project_timeline", args=[project.pk]) + query


def drag(page, mark, pixels):
    box = mark.locator(".tl-shape").bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 6)
    page.mouse.down()
    page.mouse.move(box["x"] + 4 + pixels / 2, box["y"] + 6)
    page.mouse.move(box["x"] + 4 + pixels, box["y"] + 6)
    page.mouse.up()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_time_line_has_no_fault_and_scrolls_in_its_own_box(project, cast, browse, viewport):
    page = browse(cast.a.coordinator, viewport)
    page.goto(address(project))
    assert faults_of(page) == []
    box = page.locator("[data-timeline]")
    wider = box.evaluate("box => box.scrollWidth - box.clientWidth")
    assert (wider > 0) == (viewport == PHONE)
    table = page.get_by_role("table")
    assert table.bounding_box()["y"] > box.bounding_box()["y"]


def test_keyboard_walks_from_bar_to_bar_and_in_one_key_to_the_table(project, cast, browse):
    page = browse(cast.a.coordinator, DESK)
    page.goto(address(project))
    page.locator("[data-timeline]").focus()
    names = []
    for _ in range(5):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.querySelector('title').textContent.split(':')[0]"))
        assert focus_fault(page) == ""
    assert names == ["Voorbereiding", "Uitvoering", "Start", "Brochure", cast.a.body.name]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("tr:target")).to_contain_text("Brochure")
    page.get_by_role("link", name="Naar de tabel").press("Enter")
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#tabel")


def test_dragged_phase_lands_on_the_page_that_asks_and_moves_nothing_itself(project, cast, browse):
    page = browse(cast.a.coordinator, DESK)
    page.goto(address(project, "?zoom=jaar&op=2016-06-01"))
    phase = project.phases.get(name="Voorbereiding")
    mark = page.locator(f'a[href="#phase-{phase.pk}"]').first
    drag(page, mark, 100)
    page.wait_for_url(f"**{reverse('projects:phase_move', args=[phase.pk])}?dagen=*")
    days = int(page.url.partition("dagen=")[2])
    assert 30 <= days <= 36  # a year is about 1120 pixels wide
    expect(page.get_by_role("cell", name="wo 1 jun 2016 – wo 30 nov 2016")).to_be_visible()
    phase.refresh_from_db()
    assert phase.from_on == dt.date(2016, 2, 1)
    page.get_by_role("button", name="Verschuif dit ook").click()
    expect(page.get_by_role("status").first).to_contain_text("is bewaard")
    phase.refresh_from_db()
    assert phase.from_on == dt.date(2016, 2, 1) + dt.timedelta(days=days)


def touch(page, mark, pixels, *, holds):
    """A finger on the mark, resting there until it holds or not, and then moving; as the screen of a phone says it."""
    box = mark.locator(".tl-shape").bounding_box()
    down = box["y"] + 6
    screen = page.context.new_cdp_session(page)

    def send(kind, *points):
        screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": down} for x in points]})

    send("touchStart", box["x"] + 4)
    if holds:
        expect(mark).to_have_class(re.compile("tl-dragged"))
    for step in range(1, 5):
        send("touchMove", box["x"] + 4 + pixels * step / 4)
    send("touchEnd")


def test_finger_that_holds_a_phase_drags_it_and_one_that_does_not_scrolls(project, cast, browse):
    page = browse(cast.a.coordinator, PHONE, has_touch=True)
    page.clock.install()
    page.goto(address(project, "?zoom=jaar&op=2016-06-01"))
    phase = project.phases.get(name="Voorbereiding")
    mark = page.locator(f'a[href="#phase-{phase.pk}"]').first
    mark.scroll_into_view_if_needed()
    page.clock.pause_at(timezone.now() + dt.timedelta(minutes=1))  # however slow the machine is, it did not hold
    touch(page, mark, -60, holds=False)
    page.wait_for_function("document.querySelector('[data-timeline]').scrollLeft > 0")
    assert "dagen" not in page.url
    page.clock.resume()
    page.goto(address(project, "?zoom=jaar&op=2016-06-01"))  # where nothing rolls on from the first touch
    mark.scroll_into_view_if_needed()
    touch(page, mark, 60, holds=True)
    page.wait_for_url(f"**{reverse('projects:phase_move', args=[phase.pk])}?dagen=*")
    assert int(page.url.partition("dagen=")[2]) > 10


def test_click_without_a_drag_goes_to_the_row_and_who_may_not_move_drags_nothing(project, cast, browse):
    page = browse(cast.a.coordinator, DESK)
    page.goto(address(project))
    page.locator(".tl-mark").first.click()
    expect(page.locator("tr:target")).to_contain_text("Voorbereiding")
    page = browse(cast.a.contact, DESK)
    page.goto(address(project))
    drag(page, page.locator(".tl-mark").first, 100)
    assert "tijdlijn" in page.url


def test_week_later_without_script_asks_as_well(project, cast, browse):
    page = browse(cast.a.coordinator, DESK, java_script_enabled=False)
    page.goto(address(project))
    page.get_by_role("link", name="week later: Voorbereiding").click()
    page.get_by_role("button", name="Alleen dit ene").click()
    expect(page.locator("main")).to_contain_text("staat te vroeg")


# --- the same drawing


def on_paper(drawing):
    """What the PDF engine makes of it, on a page with nothing else."""
    html = f'<!doctype html><html lang="nl"><head><title>Proef</title></head><body>{drawing}</body></html>'
    pdf = render._convert(html, lambda *pages: None).content
    command = ["pdftoppm", "-r", "300", "-png", "-singlefile", "-"]
    return Image.open(BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout))


def shapes_of(picture):
    """Cut to what is drawn, in grey, at one size, and blurred: letters of two engines differ by half a pixel."""
    grey = picture.convert("L")
    box = grey.point(lambda value: 0 if value > 243 else 255).getbbox()
    return grey.crop(box).resize((1120, 340), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(3))


def unlike(one, other):
    """The largest difference between two pictures, of 255."""
    return ImageChops.difference(shapes_of(one), shapes_of(other)).getextrema()[1]


ALIKE, OTHERWISE = 40, 80


def test_drawing_on_paper_is_that_of_the_screen(project, cast, browse):
    page = browse(cast.a.contact, DESK, device_scale_factor=2)
    page.goto(address(project))
    drawing = TimelinePage(Reading(project)).picture
    assert str(drawing) in page.request.get(address(project)).text()
    screen = Image.open(BytesIO(page.locator("svg.timeline").screenshot()))
    assert unlike(screen, on_paper(drawing)) < ALIKE
    project.phases.filter(name="Uitvoering").update(from_on=dt.date(2016, 6, 20))
    assert unlike(screen, on_paper(TimelinePage(Reading(project)).picture)) > OTHERWISE


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_page_that_asks_has_no_fault_before_and_after_an_answer_that_came_too_late(project, cast, browse, viewport):
    page = browse(cast.a.coordinator, viewport)
    phase = project.phases.get(name="Voorbereiding")
    page.goto(f"{reverse('projects:phase_move', args=[phase.pk])}?dagen=30")
    assert faults_of(page) == []
    project.phases.filter(name="Uitvoering").update(from_on=dt.date(2016, 6, 2), version=9)
    page.get_by_role("button", name="Verschuif dit ook").click()
    expect(page.get_by_role("status")).to_be_focused()
    assert faults_of(page) == []
