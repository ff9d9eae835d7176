"""Matches names as people write them: without regard to case, accents or surrounding space."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein
from slugify import slugify

FURTHEST: Final = 2
"""How many slips of the pen are forgiven before two spellings are two words."""
SHORTEST_NAME: Final = 5
"""Shorter names are not compared: LNA and GNA are one letter apart and mean it."""
_DIGITS: Final = re.compile(r"\d+")


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """The form in which two spellings of one name are the same text."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


def nearest(sought: str, forms: Sequence[str], *, alike: float = 0.7) -> str | None:
    """That of the folded forms which the sought one probably stands for, if any is close.

    Close is a distance (Damerau-Levenshtein) of one or two, and seven letters in ten the
    same: Turky and Turkey, Niger and Nigeria, but not Mali and Malawi.
    """
    found = process.extractOne(
        sought, forms, scorer=DamerauLevenshtein.distance, score_cutoff=FURTHEST
    )
    if found is None:
        return None
    form, distance, _ = found
    close = 1 - distance / max(len(form), len(sought)) >= alike
    return form if close else None


def nearest_name(form: str, known: Iterable[str]) -> str | None:
    """That of the folded names of actors which a folded name probably stands for, if any.

    Closer than :func:`nearest` in what it compares: no short names, and none whose numbers
    differ, as Brigade 106 is not a slip of the pen for Brigade 107.
    """
    if len(form) < SHORTEST_NAME - 1:
        return None
    number = _DIGITS.findall(form)
    forms = [one for one in known if len(one) >= SHORTEST_NAME and _DIGITS.findall(one) == number]
    return nearest(form, forms)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean "…"?`` for a word of the vocabulary, or nothing."""
    by_form = {folded(spelling): spelling for spelling in known}
    # Words are few and contributors have the list at hand: a looser guess does no harm.
    near = nearest(folded(word), list(by_form), alike=0.6)
    return f'; did you mean "{by_form[near]}"?' if near else ""


def one_of(words: Iterable[str]) -> str:
    """``a, b or c``."""
    *rest, last = words
    return f"{', '.join(rest)} or {last}" if rest else last


def quoted(text: str, longest: int = 60) -> str:
    """The text in quotation marks, on one line and cut where it is long."""
    line = re.sub(r"\s+", " ", text)
    return f'"{line if len(line) <= longest else line[: longest - 1] + "…"}"'


@lru_cache(maxsize=65536)
def slug_of(name: str) -> str:
    """The name as a part of an address, in plain letters; never empty."""
    return slugify(name, max_length=80, word_boundary=True) or "unnamed"
