"""Compares names and words regardless of case, accents and spacing, and suggests known ones."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from mkdocs_briefing.core.addresses import INDEX
from mkdocs_briefing.core.letters import (
    JOINERS,
    SAME_LETTER,
    decomposed,
    is_mark,
    split_invisible,
    without_accents,
    without_marks,
)
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein
from slugify import slugify

MAX_TYPOS: Final = 2
"""With more typos than these, two spellings are two names."""
SHORTEST_NAME: Final = 5
"""Shorter names are not compared: LNA and GNA differ by one letter, and on purpose."""
LONGEST_NAME: Final = 300
"""Letters of a name or a title, which are repeated wherever something is told of them. Longer
words are not compared either: the time that it takes grows with the square of their length."""
MOST_LISTED: Final = 20
"""Longer lists of alternatives help nobody."""
_WORD: Final = re.compile(r"[^\W_]+")
_DIGITS: Final = re.compile(r"\d+")
_TWO_LETTERS: Final = {ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th", ord("đ"): "d"}
"""Letters, and those that people write who have no such key."""


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
    if len(name) > LONGEST_NAME:
        return None
    match = process.extractOne(
        name, known, scorer=DamerauLevenshtein.distance, score_cutoff=MAX_TYPOS
    )
    if match is None:
        return None
    closest, distance, _ = match
    similarity = 1 - distance / max(len(closest), len(name))
    return closest if similarity >= min_similarity else None


class NearWords:
    """Known words, among which the closest to another one is found without comparing all.

    Only words of about the same length are compared, first by a distance that is fast to work
    out. It answers what :func:`nearest` does.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._place: dict[str, int] = {}
        self._by_length: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        for word in known:
            self.add(word)

    def add(self, word: str, group: str = "") -> None:
        """Add a known word; it is only compared with words of the same group."""
        if word not in self._place:
            self._place[word] = len(self._place)
            self._by_length[len(word), group].append(word)

    def _near_length(self, word: str, group: str) -> Iterator[list[str]]:
        if len(word) > LONGEST_NAME:
            return
        for length in range(len(word) - MAX_TYPOS, len(word) + MAX_TYPOS + 1):
            if (length, group) in self._by_length:
                yield self._by_length[length, group]

    def comparisons(self, word: str, group: str = "") -> int:
        """Return how many words are compared to find the one that is closest to a word."""
        return sum(map(len, self._near_length(word, group)))

    def closest(
        self,
        word: str,
        group: str = "",
        *,
        min_similarity: float = 0.7,
        is_known: Callable[[str], bool] = lambda _: True,
    ) -> str | None:
        """Return the closest known word, or ``None``.

        Args:
            word: the word.
            group: that of the words to compare with.
            min_similarity: the share of letters that both have.
            is_known: says of a known word whether it counts.
        """
        found: list[tuple[int, int, str]] = []
        for words in self._near_length(word, group):
            # A transposition is one slip (Damerau), or two (Levenshtein).
            similar = process.extract_iter(
                word, words, scorer=Levenshtein.distance, score_cutoff=2 * MAX_TYPOS
            )
            for one, _, _ in similar:
                distance = DamerauLevenshtein.distance(word, one, score_cutoff=MAX_TYPOS)
                if distance <= MAX_TYPOS and is_known(one):
                    found.append((distance, self._place[one], one))
        if not found:
            return None
        distance, _, closest = min(found)
        similarity = 1 - distance / max(len(closest), len(word))
        return closest if similarity >= min_similarity else None


class NearNames:
    """Known names of actors, among which the closest to another one is found.

    All names are folded. Unlike :func:`nearest` it leaves out short names, and names with other
    numbers: Brigade 106 is no typo for Brigade 107. Names that differ only in marks, or in the
    article before them, come first: Nguyen Van Troi and Nguyễn Văn Trỗi, the UAE and UAE.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._by_bare: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._words = NearWords()
        for name in known:
            self.add(name)

    def add(self, name: str) -> None:
        """Add a known name."""
        bare = _bare(name)
        self._by_bare[bare][name] = None
        if len(bare) >= SHORTEST_NAME:
            self._words.add(bare, _numbers(bare))

    def comparisons(self, name: str) -> int:
        """Return how many names are compared to find the one that is closest to a name."""
        bare = _bare(name)
        return self._words.comparisons(bare, _numbers(bare))

    def closest(self, name: str, is_known: Callable[[str], bool] = lambda _: True) -> str | None:
        """Return the closest known name, or ``None``.

        Args:
            name: the name.
            is_known: says of a known name whether it counts.
        """

        def first_known(bare: str) -> str | None:
            return next(filter(is_known, self._by_bare.get(bare, ())), None)

        bare = _bare(name)
        if (same := first_known(bare)) is not None:
            return same
        if len(bare) < SHORTEST_NAME - 1:
            return None
        closest = self._words.closest(
            bare, _numbers(bare), is_known=lambda one: first_known(one) is not None
        )
        return None if closest is None else first_known(closest)


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Return the closest of a few known names of actors, as :class:`NearNames` does."""
    return NearNames(known).closest(name)


def _numbers(bare: str) -> str:
    return " ".join(_DIGITS.findall(bare))


def _bare(form: str) -> str:
    # The stroke of a Vietnamese đ is no mark to Unicode, but goes together with the marks.
    return unmarked(form).replace("đ", "d").removeprefix("the ")


def without_signs(form: str) -> tuple[str, str]:
    """Return what spellings of a name share that differ in signs and spaces, and its numbers.

    Al-Shabaab and Al Shabaab are one name, and Brigade 1-2 and Brigade 12 are two.

    Args:
        form: the folded name.
    """
    bare = form.translate(_TWO_LETTERS).removeprefix("the ")
    letters = "".join(letter for letter in bare if letter.isalnum() or is_mark(letter))
    return letters or form, _numbers(bare)


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """Return the closest of a few known words, as they are spelled, or ``None``."""
    by_folded = {folded(spelling): spelling for spelling in known}
    # Words are few and contributors have the list at hand: a looser guess does no harm.
    closest = nearest(folded(word), list(by_folded), min_similarity=0.6)
    return by_folded[closest] if closest else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean "…"?`` for the closest known word, or an empty text."""
    closest = nearest_word(word, known)
    return f'; did you mean "{closest}"?{foreign_letter(word)}' if closest else ""


def foreign_letter(word: str) -> str:
    """Return what to tell of a letter that only looks like one of a word's, or an empty text."""
    for letter in word if not word.isascii() else "":
        if not letter.isascii() and not unicodedata.name(letter, "LATIN").startswith("LATIN"):
            return f" The {quoted(letter)} in it is U+{ord(letter):04X}, of another alphabet"
    return ""


def one_of(words: Iterable[str]) -> str:
    """Join alternatives: ``a, b or c``; of very many only the first."""
    *some, last = islice(words, MOST_LISTED + 1)
    if len(some) == MOST_LISTED:
        return f"{', '.join(some)} or another one"
    return f"{', '.join(some)} or {last}" if some else last


def quoted(text: str, longest: int = 60) -> str:
    """Quote a contributor's text in a message: on one line, printable, and cut if it is long."""
    line = re.sub(r"\s+", " ", text)
    cut = line if len(line) <= longest else line[: longest - 1] + "…"
    printable = "".join(
        letter if letter.isprintable() or letter in JOINERS else "\N{REPLACEMENT CHARACTER}"
        for letter in cut
    )
    return f'"{printable}"'


LONGEST_SLUG: Final = 80
"""Letters of a part of an address."""
_SLUG: Final = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


@lru_cache(maxsize=65536)
def slug_of(name: str) -> str:
    """Return the name as a part of an address, of at most 80 letters; never empty.

    It has ASCII letters, also for names in Arabic or Chinese. A word for which there are none, as
    in Tifinagh or N'Ko, keeps its own: without them, two titles would have one address.
    """
    # The names of most files are such a part already, and are asked for at each change.
    if len(name) <= LONGEST_SLUG and _SLUG.fullmatch(name):
        return name
    if not name.isascii():
        words = _WORD.findall(unicodedata.normalize("NFC", name))
        slugs = [slugify(word) for word in words]
        if not all(slugs):
            kept = [slug or word.lower() for slug, word in zip(slugs, words, strict=True)]
            return "-".join(kept)[:LONGEST_SLUG].strip("-")
    return slugify(name, max_length=LONGEST_SLUG, word_boundary=True) or "unnamed"


def is_slug(text: str) -> bool:
    """Whether a text may be a part of an address; a longer one is cut."""
    return text.isascii() and bool(text) and text == slugify(text)


def publisher_slug(name: str) -> str:
    """Return the name of a publisher as the last part of an address; never ``index``.

    No name gives two hyphens in a row, so another publisher has no such address.
    """
    slug = slug_of(name)
    return f"{slug}--publisher" if slug == INDEX else slug
