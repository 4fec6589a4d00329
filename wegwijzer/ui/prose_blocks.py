"""Longer texts for other readers than a browser: a word processor, or a program that one pastes plain words in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from wegwijzer.ui import prose


@dataclass(frozen=True)
class Run:
    """Words with one look; "\\n" is a line end inside the paragraph."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph. `depth` is how deep it lies in lists and quotes; `bullet` is "•", "3." or "" where none begins."""

    runs: tuple[Run, ...]
    depth: int = 0
    bullet: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def blocks(text: str) -> list[Block]:
    """The paragraphs of `text` (Markdown, see `prose`); what can not be read as such comes line by line."""
    text = str(text or "")
    tokens = prose.parse(text, {})
    if tokens is None:
        return [Block((Run(line),)) for line in text.split("\n") if line.strip()]
    return list(_read(tokens))


def lined(paragraphs: Iterable[Block]) -> str:
    """The same as lines of plain words, with an empty line between paragraphs and none between items of a list."""
    lines: list[str] = []
    for block in paragraphs:
        if lines and not block.bullet:
            lines.append("")
        indent = "  " * max(0, block.depth - 1)
        mark = f"{block.bullet} " if block.bullet else ""
        lines += [f"{indent}{mark if place == 0 else ''}{line}" for place, line in enumerate(block.text.split("\n"))]
    return "\n".join(lines)


def _read(tokens: Sequence[Token]) -> Iterator[Block]:
    lists: list[int | None] = []  # per list that is open the number of its next item, None for bullets
    depth, bullet = 0, ""
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None)
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
            depth -= 1
        elif token.type == "blockquote_open":
            depth += 1
        elif token.type == "blockquote_close":
            depth -= 1
        elif token.type == "list_item_open":
            number = lists[-1]
            bullet = "•" if number is None else f"{number}."
            lists[-1] = None if number is None else number + 1
        elif token.type == "inline":
            yield Block(tuple(_runs(token.children or [])), depth, bullet)
            bullet = ""


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    strong = emphasised = 0
    links: list[tuple[str, str]] = []
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasised += token.nesting
            case "softbreak" | "hardbreak":
                yield Run("\n")
            case "link_open":
                links.append((str(token.attrGet("href") or ""), ""))
            case "link_close":
                href, said = links.pop()
                if said.strip() and said not in (href, href.removeprefix("mailto:")):
                    yield Run(f" ({href})")
            case _:
                if links:
                    links[-1] = (links[-1][0], links[-1][1] + token.content)
                yield Run(token.content, strong > 0, emphasised > 0)
