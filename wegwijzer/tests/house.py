"""Looks at the house from outside: its files, its syntax trees, its imports."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("governance", "projects", "onboarding")
PACKAGES = ("wegwijzer", *APPS)


@cache
def modules(part: str = "") -> list[Path]:
    """Our Python files outside tests and migrations; only those below a folder named `part`, when it is given."""
    found = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    outside = {"tests", "migrations", "testing"}
    kept = [path for path in found if not outside & set(path.relative_to(ROOT).parts)]
    return [path for path in kept if not part or part in path.relative_to(ROOT).with_suffix("").parts]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Every function and method of a file, inner ones too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            yield node


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))
