"""The colours of a picture on the screen and on paper, to hold beside each other."""

import re
from pathlib import Path

from django.conf import settings

Rules = dict[str, dict[str, str]]
CSS = Path(settings.BASE_DIR) / "static" / "css"


def tokens() -> dict[str, str]:
    """The light colours of the look by their names."""
    light = (CSS / "tokens.css").read_text().partition("@media")[0]
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]+);", light))


def rules(name: str, prefix: str, kind: str) -> Rules:
    """Selector (without `prefix`) and declarations of every rule about a picture: classes that begin with `kind`."""
    text = re.sub(r"/\*.*?\*/", "", (CSS / name).read_text(), flags=re.S).partition("@media print")[0]
    found: Rules = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        for one in selectors.split(","):
            selector = one.strip().removeprefix(prefix)
            if re.fullmatch(rf"[.\w -]*\.{kind}-[\w-]+", selector) and (not prefix or one.strip().startswith(prefix)):
                found.setdefault(selector, {}).update(
                    (part.split(":")[0].strip(), part.split(":")[1].strip()) for part in body.split(";") if part.strip()
                )
    return found


def filled_in(screen: Rules) -> Rules:
    """The rules of the screen as paper has to have them: each colour by what it is; the one of a tone is inherited."""
    colours = tokens()

    def colour(match: re.Match[str]) -> str:
        return colours.get(match[1], "currentColor")

    return {
        selector: {name: re.sub(r"var\(--([a-z-]+)\)", colour, value) for name, value in body.items()}
        for selector, body in screen.items()
    }
