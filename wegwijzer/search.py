"""Finding words in Dutch text: `column__says="raad"` also finds "raden", "gemeenteraad" and "RAAD".

One lookup for both databases. PostgreSQL searches full text with its own Dutch dictionary; SQLite has none, so there a
function of ours compares the stems of the words. Both also find the typed letters inside a longer word. Only the two
ends of the question differ; what counts as a form of a word is settled here.
"""

import re
from functools import lru_cache
from typing import Any

import snowballstemmer
from django.db import models
from django.db.backends.signals import connection_created

WORD = re.compile(r"\w+", re.UNICODE)
LINE_END = r"\n"  # as JSON spells it in the columns of LocalisedText
SAYS = "__says"  # to put after the name of a column
VOICED = {"f": "v", "s": "z"}  # brief, brieven; huis, huizen

_stemmer = snowballstemmer.stemmer("dutch")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What the forms of a Dutch word have in common (Kraaij-Pohlmann): "raden" and "raad" give "raad"."""
    found: str = _stemmer.stemWord(word.lower())
    return found


def forms(word: str) -> list[str]:
    """The word, its stem, and the plural in which the last letter of the stem is voiced."""
    base = stem(word)
    voiced = base[:-1] + VOICED[base[-1]] + "en" if base and base[-1] in VOICED else base
    return list(dict.fromkeys([word.lower(), base, voiced]))


def says(text: str | None, word: str | None) -> bool:
    """Whether the text holds the word, in any form or inside a longer one. For SQLite, which calls it per row."""
    if not text or not word:
        return False
    text, word = text.replace(LINE_END, " ").lower(), word.lower()
    if word in text:
        return True
    wanted = stem(word)
    return any(stem(found) == wanted for found in WORD.findall(text))


@models.CharField.register_lookup
@models.TextField.register_lookup
class Says(models.Lookup):
    """`<column>__says`: the right-hand side is one word."""

    lookup_name = "says"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        return f"wegwijzer_says({left}, %s)", [*params, self.rhs]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Full text for the forms, and the letters themselves for a part of a word; % and _ mean themselves."""
        left, params = self.process_lhs(compiler, connection)
        words = forms(str(self.rhs))
        wanted = " || ".join(["plainto_tsquery('dutch', %s)"] * len(words))
        letters = re.sub(r"([\\%_])", r"\\\1", str(self.rhs))
        sql = f"(to_tsvector('dutch', replace({left}::text, '{LINE_END}', ' ')) @@ ({wanted}) OR {left}::text ILIKE %s)"
        return sql, [*params, *words, *params, f"%{letters}%"]


def _teach(connection: Any, **_context: Any) -> None:
    """Give a new connection to SQLite the function that the lookup calls."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("wegwijzer_says", 2, says, deterministic=True)


connection_created.connect(_teach, dispatch_uid="wegwijzer.search")
