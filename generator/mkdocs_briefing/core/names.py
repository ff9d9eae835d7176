"""Compares names and words regardless of case, accents and spacing, and suggests known ones."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein
from slugify import slugify

MAX_TYPOS: Final = 2
"""With more typos than these, two spellings are two names."""
SHORTEST_NAME: Final = 5
"""Shorter names are not compared: LNA and GNA differ by one letter, and on purpose."""
_DIGITS: Final = re.compile(r"\d+")
_JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Cannot be printed alone, but belong to the spelling of Persian or Hindi words."""


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """Return the form that all spellings of a name share: no case, accents or extra spaces."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


def nearest(name: str, known: Sequence[str], *, min_similarity: float = 0.7) -> str | None:
    """Return the closest known name, or ``None``; all names are folded.

    Close are names at a distance (Damerau-Levenshtein) of one or two that share seven
    letters in ten: Turky and Turkey, Niger and Nigeria, but not Mali and Malawi.
    """
    match = process.extractOne(
        name, known, scorer=DamerauLevenshtein.distance, score_cutoff=MAX_TYPOS
    )
    if match is None:
        return None
    closest, distance, _ = match
    similarity = 1 - distance / max(len(closest), len(name))
    return closest if similarity >= min_similarity else None


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Return the closest known name of an actor, or ``None``; all names are folded.

    Unlike :func:`nearest` it leaves out short names, and names with other numbers: Brigade
    106 is no typo for Brigade 107.
    """
    if len(name) < SHORTEST_NAME - 1:
        return None
    numbers = _DIGITS.findall(name)
    return nearest(
        name,
        [one for one in known if len(one) >= SHORTEST_NAME and _DIGITS.findall(one) == numbers],
    )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean "…"?`` for the closest known word, or an empty text."""
    by_folded = {folded(spelling): spelling for spelling in known}
    # Words are few and contributors have the list at hand: a looser guess does no harm.
    closest = nearest(folded(word), list(by_folded), min_similarity=0.6)
    return f'; did you mean "{by_folded[closest]}"?' if closest else ""


def one_of(words: Iterable[str]) -> str:
    """Join alternatives: ``a, b or c``."""
    *rest, last = words
    return f"{', '.join(rest)} or {last}" if rest else last


def quoted(text: str, longest: int = 60) -> str:
    """Quote a contributor's text in a message: on one line, printable, and cut if it is long."""
    line = re.sub(r"\s+", " ", text)
    cut = line if len(line) <= longest else line[: longest - 1] + "…"
    printable = "".join(
        letter if letter.isprintable() or letter in _JOINERS else "\N{REPLACEMENT CHARACTER}"
        for letter in cut
    )
    return f'"{printable}"'


@lru_cache(maxsize=65536)
def slug_of(name: str) -> str:
    """Return the name as a part of an address, in ASCII letters; never empty."""
    return slugify(name, max_length=80, word_boundary=True) or "unnamed"
