"""How somebody works on a page: by mouse, or with nothing but a keyboard."""

from typing import Protocol

from playwright.sync_api import Locator, Page

from wegwijzer.tests.e2e.looking import focus_fault

FARTHEST = 400  # presses of Tab: more than there are places to stop on any page


class Hands(Protocol):
    page: Page

    def press(self, target: Locator) -> None:
        """Use a link, a button or the head of something that opens."""

    def write(self, field: Locator, text: str) -> None:
        """Put this text in a field; a day is written 12-12-2030, an hour 09:30."""

    def choose(self, group: Locator, answer: str) -> None:
        """Take one answer of a group of radio buttons."""

    def pick(self, field: Locator, option: str) -> None:
        """Take one option of a list that folds out."""


class Mouse:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()

    def write(self, field: Locator, text: str) -> None:
        day = field.get_attribute("type") == "date"
        field.fill("-".join(reversed(text.split("-"))) if day else text)

    def choose(self, group: Locator, answer: str) -> None:
        group.get_by_text(answer, exact=True).click()

    def pick(self, field: Locator, option: str) -> None:
        field.select_option(label=option)


class Keyboard:
    """Tab, Enter, Space, arrows and letters; a target that Tab does not reach, or not in sight, fails the test."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        self._reach(target)
        self.page.locator(":focus").press("Enter")  # which waits for the page that this leads to, as a click does

    def write(self, field: Locator, text: str) -> None:
        self._reach(field)
        kind = field.get_attribute("type")
        if kind in ("date", "time"):
            # An "a" for the morning, which a clock of twenty-four hours lets pass.
            self.page.keyboard.type(text.replace("-", "").replace(":", "") + ("a" if kind == "time" else ""))
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)

    def choose(self, group: Locator, answer: str) -> None:
        wanted = group.get_by_role("radio", name=answer, exact=True)
        self._reach(group.get_by_role("radio"))
        self.page.keyboard.press("Space")
        for _press in range(group.get_by_role("radio").count()):
            if wanted.is_checked():
                return self._see(wanted)
            self.page.keyboard.press("ArrowRight")
        raise AssertionError(f"arrows do not reach {answer}")

    def pick(self, field: Locator, option: str) -> None:
        self._reach(field)
        self.page.keyboard.press("Home")
        for _press in range(field.locator("option").count()):
            if field.evaluate("list => list.selectedOptions[0].label") == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"arrows do not reach {option}")

    def _reach(self, targets: Locator) -> None:
        """Tab on until one of the targets has the focus."""
        self.page.wait_for_load_state()
        targets.first.wait_for()
        for _press in range(FARTHEST):
            if targets.evaluate_all("found => found.includes(document.activeElement)"):
                return self._see(targets)
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {targets}")

    def _see(self, target: Locator) -> None:
        assert not focus_fault(self.page), f"focus on {target}: {focus_fault(self.page)}"
