"""Compares names and words regardless of case, accents and spacing, and suggests known ones."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from mkdocs_briefing.core.addresses import INDEX
from mkdocs_briefing.core.letters import (
    JOINERS,
    SAME_LETTER,
    decomposed,
    split_invisible,
    without_accents,
    without_marks,
)
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein
from slugify import slugify

MAX_TYPOS: Final = 2
"""With more typos than these, two spellings are two names."""
SHORTEST_NAME: Final = 5
"""Shorter names are not compared: LNA and GNA differ by one letter, and on purpose."""
_DIGITS: Final = re.compile(r"\d+")


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """Return the form that all spellings of a name share.

    It has no case, extra spaces, format characters or accents (but see
    :mod:`mkdocs_briefing.core.letters`), and one kind of apostrophe and hyphen.
    """
    return " ".join(without_accents(_letters(name)).split())


@lru_cache(maxsize=65536)
def folded_but_accents(name: str) -> str:
    """Return what :func:`folded` does, with all accents kept."""
    return " ".join(_letters(name).split())


@lru_cache(maxsize=65536)
def unmarked(name: str) -> str:
    """Return a name as somebody types it who has none of its marks on the keyboard.

    Two names with the same unmarked form may be different. Ids and addresses are made from it,
    so it must stay as it is.
    """
    letters = without_marks(unicodedata.normalize("NFKD", name.casefold()))
    return " ".join(letters.casefold().split())


def visible(name: str) -> str:
    """Return a name as it is shown: without the characters that nobody sees."""
    return split_invisible(name)[0].strip()


def invisible_remark(name: str) -> str | None:
    """Return what to tell whoever wrote a name with characters that nobody sees."""
    _, codes = split_invisible(name)
    if not codes:
        return None
    which, them = ("a character", "it") if len(codes) == 1 else ("characters", "them")
    listed = ", ".join(codes)
    return f"{quoted(visible(name))} holds {which} that nobody sees, {listed}; delete {them}"


def _letters(name: str) -> str:
    letters, _ = split_invisible(name)
    # Case folding may compose letters, and decomposing may bring up capitals: so both, twice.
    # Characters that are the same letter may appear before and after.
    once = decomposed(letters.translate(SAME_LETTER).casefold())
    return decomposed(once.translate(SAME_LETTER).casefold())


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
    106 is no typo for Brigade 107. Names that differ only in marks come first: Nguyen Van
    Troi and Nguyễn Văn Trỗi.
    """
    by_bare: dict[str, str] = {}
    for one in known:
        by_bare.setdefault(_bare(one), one)
    bare = _bare(name)
    if bare in by_bare:
        return by_bare[bare]
    if len(bare) < SHORTEST_NAME - 1:
        return None
    numbers = _DIGITS.findall(bare)
    closest = nearest(
        bare,
        [one for one in by_bare if len(one) >= SHORTEST_NAME and _DIGITS.findall(one) == numbers],
    )
    return by_bare[closest] if closest is not None else None


def _bare(form: str) -> str:
    # The stroke of a Vietnamese đ is no mark to Unicode, but goes together with the marks.
    return unmarked(form).replace("đ", "d")


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
        letter if letter.isprintable() or letter in JOINERS else "\N{REPLACEMENT CHARACTER}"
        for letter in cut
    )
    return f'"{printable}"'


@lru_cache(maxsize=65536)
def slug_of(name: str) -> str:
    """Return the name as a part of an address, in ASCII letters; never empty."""
    return slugify(name, max_length=80, word_boundary=True) or "unnamed"


def publisher_slug(name: str) -> str:
    """Return the name of a publisher as the last part of an address; never ``index``.

    No name gives two hyphens in a row, so another publisher has no such address.
    """
    slug = slug_of(name)
    return f"{slug}--publisher" if slug == INDEX else slug
