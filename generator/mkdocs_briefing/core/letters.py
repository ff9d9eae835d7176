"""Says which characters of a name are the same letter, which are none, and which are accents.

Judgements that no standard makes for us:

- An accent is folded away on Latin, Greek and Cyrillic letters: newsrooms write both Türkiye
  and Turkiye. Points and hamza of Arabic, Hebrew and Syriac are folded as well, because
  they are written or left out by habit. In every other script a mark makes another letter:
  Japanese voicing marks, Indic virama and nukta, Thai tones and vowels.
- Vietnamese is written in Latin letters, but its marks make other words. A name is
  Vietnamese if one of its words has the form of a Vietnamese syllable and a mark that is
  used on vowels in Vietnamese only: horn, hook above, dot below, or a circumflex or breve
  with a tone. Such a name keeps all of its Latin marks. The form of the syllable tells it
  from Yoruba and Igbo, which have dots below vowels too (Ọbasanjọ is Obasanjo). A name with
  none of these marks (Tô Lâm) is folded like French.
- Yeh and kaf are one letter each, whether typed on a keyboard of Arabic or of Persian.
- A backtick, a prime and the half rings of transliterated Arabic are apostrophes, and the en
  dash and the minus sign are hyphens: keyboards and word processors put one for the other. The
  em dash is not.
- The stroke of ł, ø and ħ is an accent, and so is the missing dot of a Turkish i: newsrooms
  write Lodz, and a capital I has no dot to tell the two apart. That of đ is none: in Vietnamese
  it makes another letter.
- The stroke that stretches an Arabic word (tatweel) is none of its letters.
"""

import re
import unicodedata
from typing import Final

APOSTROPHES: Final = "'\u2019\u02bc\u02bb\u02be\u02bf\u2018\u201b\u2032\u02b9\uff07`\u00b4"
HYPHENS: Final = "-\u2010\u2011\u2012\u2013\u2212\u058a\ufe63\uff0d"

MIXED: Final = re.compile(
    "[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]"
)
"""A Latin letter beside a Greek or Cyrillic one, as in no word: one of them only looks right."""

COMMA: Final = re.compile("[,\u060c\u3001\uff0c]")
"""The comma, also as Arabic, Chinese and Japanese write it."""

SAME_LETTER: Final[dict[int, str]] = {
    **dict.fromkeys(map(ord, APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, HYPHENS), "-"),
    # Keyboards of Arabic and of Persian have other letters for the same sounds.
    **dict.fromkeys(map(ord, "\u064a\u0649"), "\u06cc"),
    0x0643: "\u06a9",
    **dict(zip(map(ord, "\u0131łøħ"), "iloh", strict=True)),
    0x0640: "",
    # Voicing marks that stand alone would become spaces with a mark.
    0x309B: "\u3099",
    0x309C: "\u309a",
}
"""The letter that a character stands for, as :meth:`str.translate` takes it."""

JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Cannot be seen, but belong to the spelling of Persian or Hindi words."""

INVISIBLE_CLASS: Final = (
    "["
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f"
    "]"
)
"""The characters that nobody sees, joiners included, as a regular expression.

The format characters (category Cf), the grapheme joiner and the Hangul fillers. It is written
out because looking through all of Unicode would take a tenth of a second at each start.
"""
_INVISIBLE: Final = re.compile(INVISIBLE_CLASS)

CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]"
)
"""Characters that YAML, HTML or XML forbid, and those that override the direction of text: they
let a name and the words after it read backwards (Unicode Technical Report 36). Languages written
from right to left need none of them; their marks and isolates are allowed."""

_DIRECTION: Final = re.compile("[\u202a-\u202c\u2066-\u2069]")
_ENDS_EMBEDDING: Final = "\u202c"
_ENDS_ISOLATE: Final = "\u2069"

_VARIATION_SELECTORS: Final = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Choose how a letter is drawn; keyboards add them, so nobody is told of them."""

MOST_MARKS: Final = 30
"""Marks on one letter; no language needs more (Unicode Standard Annex 15, stream-safe text).

To put marks in order takes Python time that grows with the square of their number.
"""
_LONG_RUN: Final = re.compile(rf"[^\x00-\x7f]{{{MOST_MARKS + 1}}}")
_MAY_BE_MARKS: Final = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS + 1},}}")

_ACCENTED_SCRIPTS: Final = frozenset({"LATIN", "GREEK", "CYRILLIC", "COPTIC"})
_POINTED_SCRIPTS: Final = frozenset({"ARABIC", "HEBREW", "SYRIAC"})

_LATIN_WORD: Final = re.compile(r"(?<!\w)[a-zđ\u0300-\u036f]+(?!\w)")
_VIETNAMESE_VOWEL: Final = re.compile(
    "[aeiouy](?:[\u0302\u0306]?[\u031b\u0309\u0323]"
    "|[\u0302\u0306][\u0300\u0301\u0303]|[\u0300\u0301\u0303][\u0302\u0306])"
)
_VIETNAMESE_SYLLABLE: Final = re.compile(
    "(?:ngh?|[cgkpt]h|gi|tr|qu|[bcdđghklmnpqrstvx])?"
    "(?:a[iouy]?|e[ou]?|i(?:eu?|[au])?|o(?:a[ioy]?|eo?|[io])?"
    "|u(?:[aeiu]|a[ouy]|eu|o[iu]?|y[aeu]?)?|y(?:eu?)?)"
    "(?:ng|nh|ch|[cmnptk])?"
)


RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters of scripts that are written from right to left: the blocks that Unicode keeps for
them (UAX #9, DerivedBidiClass)."""


def unended_direction(text: str) -> tuple[str, str] | None:
    """Find the beginning of a direction of writing that nothing in the text ends.

    On a page it would reach beyond the text, and move the words behind it.

    Returns:
        The character that begins it and the one that would end it, or ``None``.
    """
    if not _DIRECTION.search(text):
        return None
    begun: list[str] = []
    isolates = 0
    for sign in _DIRECTION.findall(text):
        if sign == _ENDS_EMBEDDING:
            # Within an isolate, it ends nothing that is around it.
            if begun and not _is_isolate(begun[-1]):
                begun.pop()
        elif sign == _ENDS_ISOLATE:
            # An isolate ends with all that was begun within it.
            if isolates:
                isolates -= 1
                while not _is_isolate(begun.pop()):
                    pass
        else:
            isolates += _is_isolate(sign)
            begun.append(sign)
    if not begun:
        return None
    return begun[0], _ENDS_ISOLATE if _is_isolate(begun[0]) else _ENDS_EMBEDDING


def _is_isolate(sign: str) -> bool:
    return sign >= "\u2066"


def split_invisible(name: str) -> tuple[str, tuple[str, ...]]:
    """Return a name without the characters that nobody sees, and the codes of these.

    These are the format characters (category Cf) and fillers. A joiner stays inside a word
    of a script that needs it: not at the edge of a word, and not between Latin letters.

    Returns:
        The visible name, and each code once, such as ``U+200B``.
    """
    if not _INVISIBLE.search(name):
        return name, ()
    following = ""
    followed_by: list[str] = []
    for letter in reversed(name):
        followed_by.append(following)
        following = following if _INVISIBLE.match(letter) else letter
    visible: list[str] = []
    codes: dict[str, None] = {}
    base = ""
    for letter, following in zip(name, reversed(followed_by), strict=True):
        is_joining = letter in JOINERS and joins(base, following)
        if _INVISIBLE.match(letter) and not is_joining:
            codes[f"U+{ord(letter):04X}"] = None
            continue
        visible.append(letter)
        base = base if is_mark(letter) else letter
    return "".join(visible), tuple(codes)


def joins(base: str, following: str) -> bool:
    """Whether a joiner between two letters stands inside a word whose script needs it.

    Args:
        base: the letter before it, without the marks on that.
        following: what can be seen behind it.
    """
    return (
        base.isalpha()
        and _script(base) not in _ACCENTED_SCRIPTS
        and (following.isalpha() or is_mark(following))
        and not _INVISIBLE.match(following)
    )


def is_mark(letter: str) -> bool:
    """Whether a character is a mark on the letter before it, such as an accent."""
    return bool(letter) and unicodedata.category(letter)[0] == "M"


def too_many_marks(text: str) -> int | None:
    """Return the offset of the first mark of a run that is too long; ``None`` if none is."""
    # In most texts, to look for this takes a fraction of the time: a run that is too long holds
    # one of the letters that are that far apart.
    if text[MOST_MARKS :: MOST_MARKS + 1].isascii() or _LONG_RUN.search(text) is None:
        return None
    for match in _MAY_BE_MARKS.finditer(text):
        start = match.start()
        for offset in range(*match.span()):
            if not unicodedata.combining(text[offset]):
                start = offset + 1
            elif offset - start >= MOST_MARKS:
                return start
    return None


def decomposed(text: str) -> str:
    """Return a text with each mark behind its letter, without variation selectors."""
    return _VARIATION_SELECTORS.sub("", unicodedata.normalize("NFKD", text))


def without_accents(text: str) -> str:
    """Return a decomposed text in lower case without the marks that make no other letter."""
    keeps_latin = _is_vietnamese(text)
    kept: list[str] = []
    base = ""
    for letter in text:
        if not is_mark(letter):
            base = letter
        elif unicodedata.combining(letter) and not _makes_letter(base, keeps_latin=keeps_latin):
            continue
        kept.append(letter)
    return "".join(kept)


def without_marks(text: str) -> str:
    """Return a decomposed text without any mark that combines with a letter."""
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def _makes_letter(base: str, *, keeps_latin: bool) -> bool:
    """Whether a mark on this letter makes another letter of it."""
    script = _script(base)
    if script == "LATIN":
        return keeps_latin
    return base.isalpha() and script not in _ACCENTED_SCRIPTS | _POINTED_SCRIPTS


def _script(letter: str) -> str:
    # The first word of a letter's name is its script: LATIN SMALL LETTER A.
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def _is_vietnamese(text: str) -> bool:
    return any(
        _VIETNAMESE_VOWEL.search(word) and _VIETNAMESE_SYLLABLE.fullmatch(without_marks(word))
        for word in _LATIN_WORD.findall(text)
    )
