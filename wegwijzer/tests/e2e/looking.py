"""What can be seen to be wrong with a page without knowing what it is about."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 320, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 900}
SCREENS = {"desk": DESK, "phone": PHONE}
RULES: dict[str, object] = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
FORM = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  const named = (element) => element.labels?.length || element.getAttribute("aria-label")
    || element.getAttribute("aria-labelledby") || element.title;
  const says = (element) => named(element) || element.textContent.trim()
    || element.querySelector("img[alt]:not([alt=''])");
  const typed = document.querySelectorAll("input:not([type=hidden]):not([type=submit]), select, textarea");
  const pressed = document.querySelectorAll("button, a[href]");
  return {
    nameless: [...[...typed].filter((field) => !named(field)), ...[...pressed].filter((element) => !says(element))]
      .map((element) => element.outerHTML.slice(0, 120)),
    headings: document.querySelectorAll("h1").length,
    repeated: [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))],
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    dangling: [...document.querySelectorAll("[aria-describedby]")].flatMap((element) =>
      element.getAttribute("aria-describedby").split(/\\s+/).filter((id) => id && !document.getElementById(id))),
  };
}"""
# The ring of what has the focus: on the element itself, or on what stands for it in its label. An outline lies over the
# shadow of the same element, so a shadow counts as far as it comes out from under it.
FOCUS = """() => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((first, second) => first - second);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const rings = (style) => {
    const found = style.outlineStyle === "none" ? [] : [style.outlineColor];
    const [near, wide] = found.length ? [style.outlineOffset, style.outlineWidth].map(parseFloat) : [0, 0];
    const shadow = style.boxShadow.match(/^(rgba?\\([^)]*\\)) 0px 0px 0px ([\\d.]+)px$/);
    if (shadow && (near > 0 || Number(shadow[2]) > near + wide)) found.push(shadow[1]);
    return found;
  };
  const ringed = (element) => {
    const style = getComputedStyle(element);
    const clear = rings(style).some((ring) => contrast(numbers(ring), behind(element)) >= 3);
    return clear && style.opacity !== "0";
  };
  const inSight = (element) => {
    const box = element.getBoundingClientRect();
    const parts = [0.02, 0.5, 0.98];
    element.style.pointerEvents = "auto"; // a button that the mouse passes by is there to see
    const seen = parts.some((down) => parts.some((along) => {
      const top = document.elementFromPoint(box.left + box.width * along, box.top + box.height * down);
      return top !== null && element.contains(top);
    }));
    element.style.pointerEvents = "";
    return seen;
  };
  const focused = document.activeElement;
  focused.scrollIntoView({ block: "nearest", behavior: "instant" }); // where the browser is on its way to
  const labels = [...(focused.labels ?? [])];
  const shown = [focused, ...labels, ...labels.flatMap((label) => [...label.children])].filter(ringed);
  if (!shown.length) return "no ring that stands out";
  return shown.some(inSight) ? "" : "something lies over it";
}"""

# What a page is made of: each element with what it stands in, by what decides how it looks and what it is.
SHAPES = """() => {
  const shape = (element) => [element.tagName, ...[...element.classList].sort(), element.type ?? "",
    element.getAttribute("role") ?? "", ...element.getAttributeNames().filter((name) => name.startsWith("aria-")),
  ].join(" ");
  const all = document.querySelectorAll("body *");
  return [...new Set([...all].map((element) => `${shape(element.parentElement)} > ${shape(element)}`))];
}"""

# Only what is wrong comes back: to send over all that axe-core looked at takes longer than to look.
AXE = """(rules) => axe.run(rules).then((found) => found.violations.flatMap((violation) =>
  violation.nodes.map((node) => `${violation.id}: ${node.target[0]} ${node.html.slice(0, 120)}`)))"""


# On the other screen only that can differ which depends on how wide the page is; the rest was looked at already.
LAYOUT_RULES: dict[str, object] = {
    "resultTypes": ["violations"],
    "runOnly": [
        *("target-size", "scrollable-region-focusable", "link-in-text-block", "aria-hidden-focus"),
        *("button-name", "link-name", "label", "aria-allowed-attr"),  # of what shows on this screen alone
    ],
}


def axe_faults(page: Page, rules: dict[str, object] = RULES) -> list[str]:
    """What axe-core finds on the page as it stands, "rule: where"."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return list(page.evaluate(AXE, rules))


def faults_on_both(page: Page, known: set[str] | None = None) -> list[str]:
    """Everything wrong with the page on a desk and, without going there again, what is wrong on a phone alone.

    `known` is what pages were made of that axe-core looked at before, and learns of this one: a page that holds nothing
    else is looked at without it, for that takes longer than everything else.
    """
    shapes = set(page.evaluate(SHAPES))
    is_new = known is None or not shapes <= known
    found = []
    for screen, viewport in SCREENS.items():
        page.set_viewport_size(viewport)
        rules = LAYOUT_RULES if screen == "phone" else RULES
        found += [f"{screen}: {fault}" for fault in faults_of(page, rules if is_new else None)]
    if known is not None:
        known |= shapes
    return found


def is_too_wide(page: Page) -> bool:
    """Whether the page has to be scrolled from side to side; waits for its style sheets, without which many have."""
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def faults_of(page: Page, rules: dict[str, object] | None = RULES) -> list[str]:
    """Everything wrong with the page as it stands: its title, its skeleton, its width, and what axe-core finds.

    Without `rules` axe-core is not asked.
    """
    page.wait_for_load_state()
    form = page.evaluate(FORM)
    faults = []
    if not page.title().endswith(" – Wegwijzer"):
        faults.append(f"title {page.title()!r}")
    if form["headings"] != 1:
        faults.append(f"{form['headings']} headings of level 1")
    faults += [f"without a name: {element}" for element in form["nameless"]]
    faults += [f"id {name} more than once" for name in form["repeated"]]
    faults += [f"described by {name}, which is not there" for name in form["dangling"]]
    if form["wider"] > 0:
        faults.append(f"scrolls {form['wider']} pixels sideways")
    return faults + (axe_faults(page, rules) if rules else [])


def focus_fault(page: Page) -> str:
    """Why who works by keyboard can not see where they are (WCAG 2.4.7, 2.4.11 and 1.4.11); "" when they can."""
    return str(page.evaluate(FOCUS))
