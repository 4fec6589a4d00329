"""What can be seen to be wrong with a page without knowing what it is about."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
FORM = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  return {
    headings: document.querySelectorAll("h1").length,
    repeated: [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))],
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    dangling: [...document.querySelectorAll("[aria-describedby]")].flatMap((element) =>
      element.getAttribute("aria-describedby").split(/\\s+/).filter((id) => id && !document.getElementById(id))),
  };
}"""

axe = Axe()


def faults_of(page: Page) -> list[str]:
    """Everything wrong with the page as it stands: its title, its skeleton, its width, and what axe-core finds."""
    form = page.evaluate(FORM)
    faults = []
    if not page.title().endswith(" – Wegwijzer"):
        faults.append(f"title {page.title()!r}")
    if form["headings"] != 1:
        faults.append(f"{form['headings']} headings of level 1")
    faults += [f"id {name} more than once" for name in form["repeated"]]
    faults += [f"described by {name}, which is not there" for name in form["dangling"]]
    if form["wider"] > 0:
        faults.append(f"scrolls {form['wider']} pixels sideways")
    return faults + [
        f"{violation['id']}: {_where(node)}"
        for violation in axe.run(page, options=RULES).response["violations"]
        for node in violation["nodes"]
    ]


def _where(node: dict[str, Any]) -> str:
    return f"{node['target'][0]} {node['html'][:120]}"
