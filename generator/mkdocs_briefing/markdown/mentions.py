"""Links the names of known actors in running text to their pages, each at first mention."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import BLOCK_LEVEL_ELEMENTS, HTML_PLACEHOLDER_RE, STX, HtmlStash
from mkdocs_briefing.model.entities import Actor

_SHORTEST: Final = 2

# Names


_TOKEN: Final = re.compile(r"\w+|\s+|.", re.DOTALL)
_ADDRESS: Final = r"https?://[^\s\x02]+"
_ALIKE: Final = {"\u2019": "'", "\u2010": "-", "\u2011": "-"}
"""How texts and names spell the apostrophe and the hyphen, and what they are matched as."""

_WITHIN_WORDS: Final = frozenset("_\u00ad\u200c\u200d")
"""Characters inside words that are no letters: soft hyphen, zero-width joiners."""

_REACH: Final = 64
"""How many characters around a stretch of text may decide where its words begin and end."""


class Mention(NamedTuple):
    """A name found in a text; ``actor`` is ``None`` where it fits more than one."""

    start: int
    end: int
    actor: Actor | None


@dataclass(slots=True, eq=False)
class _Branch:
    """What may follow in a name, token by token, and whom the name so far names."""

    following: "dict[str, _Branch]" = field(default_factory=dict)
    actors: set[Actor] = field(default_factory=set)


class Names:
    """Every spelling of every actor, to be found in text; built once, used for every page.

    Names match letter by letter and as whole words: ``who`` is not WHO. They may run over
    the end of a line, and an apostrophe or a hyphen may be any of its kind. The possessive
    is not part of a name (Russia's), nor is a compound a name that it begins or ends with,
    unless its other part is written small: UN-backed names the UN, but Guinea-Bissau is
    not Guinea, and N'Djamena is not Djamena.

    The time to find them grows with the text, not with the number of names: they are kept
    as a tree of words, not as one long pattern.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._tree = _Branch()
        for actor in actors:
            for name in actor.names:
                self._add(name, actor)
        self._start = _start_of(self._tree.following)

    def _add(self, name: str, actor: Actor) -> None:
        name = " ".join(name.split())
        if len(name) < _SHORTEST:
            return
        # Both forms, rather than a normalised text, so that no text is ever changed.
        for form in {unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)}:
            branch = self._tree
            for token in _TOKEN.findall(form):
                branch = branch.following.setdefault(_ALIKE.get(token, token), _Branch())
            branch.actors.add(actor)

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
        """The names in a stretch of a text, the longest at each place; none overlap.

        What stands before and after the stretch only decides where words begin and end.
        """
        end = len(text) if end is None else end
        following = self._tree.following
        while match := self._start.search(text, start, end):
            start = match.end()
            token = match[1]
            # Most capitals begin no name: this is what they cost.
            if token is None or _ALIKE.get(token, token) not in following:
                continue
            if _is_edge_before(text, match.start()):
                mention = self._longest(text, match.start(), end)
                if mention is not None:
                    start = mention.end
                    yield mention

    def _longest(self, text: str, start: int, end: int) -> Mention | None:
        branch, at, found = self._tree, start, None
        while token := _TOKEN.match(text, at, end):
            word = token[0]
            key = " " if word.isspace() else _ALIKE.get(word, word)
            if (following := branch.following.get(key)) is None:
                break
            branch, at = following, token.end()
            if branch.actors and _is_edge_after(text, at):
                only = next(iter(branch.actors)) if len(branch.actors) == 1 else None
                found = Mention(start, at, only)
        return found


def _start_of(tokens: Iterable[str]) -> re.Pattern[str]:
    """Finds, as its group, what may be one of the tokens that names begin with.

    What looks like a bare address on the web is passed over in one go.
    """
    first = {token[0] for token in tokens}
    first |= {letter for letter, plain in _ALIKE.items() if plain in first}
    of_words = {letter for letter in first if re.fullmatch(r"\w", letter)}
    forms = [
        f"[{re.escape(''.join(sorted(letters)))}]{rest}"
        for letters, rest in ((of_words, r"\w*"), (first - of_words, ""))
        if letters
    ]
    return re.compile(rf"{_ADDRESS}|(?<!\w)({'|'.join(forms) or '(?!)'})")


def _is_edge_before(text: str, at: int) -> bool:
    """Whether a name may begin here: not within a word, nor as a part of a compound name."""
    if at == 0:
        return True
    before = _ALIKE.get(text[at - 1], text[at - 1])
    if _is_of_word(before):
        return False
    if before not in "'-" or at == 1 or not _is_of_word(text[at - 2]):
        return True
    first = at - 2
    while first > 0 and _is_of_word(text[first - 1]):
        first -= 1
    return before == "-" and _is_small(text[first])


def _is_edge_after(text: str, at: int) -> bool:
    """Whether a name may end here."""
    after, first, second = (text[place : place + 1] for place in range(at, at + 3))
    after = _ALIKE.get(after, after)
    if not first or not _is_of_word(first) or after not in {"'", "-"}:
        return not after or not _is_of_word(after)
    if after == "-":
        return _is_small(first)
    return first in "sS" and not (second and _is_of_word(second))


def _is_of_word(letter: str) -> bool:
    # Vowel signs and accents of their own are marks (M), which \w does not cover.
    return letter.isalnum() or letter in _WITHIN_WORDS or unicodedata.category(letter)[0] == "M"


def _is_small(letter: str) -> bool:
    """Whether a word that begins so is no name; of scripts without capitals none is known to be."""
    return letter.isalpha() and not letter.isupper()


# Pages

_PART: Final = re.compile("\x02[^\x03]*\x03?|[^\x02]+")
"""Text, or what Python-Markdown keeps elsewhere and has a placeholder for."""

_RAW_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
_BLOCKS: Final = frozenset({*BLOCK_LEVEL_ELEMENTS, "br", "img"})
"""Elements at whose edges every word ends."""

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CODE: Final = frozenset({"code", "kbd", "math", "pre", "samp", "script", "style", "svg", "var"})
_ACTIVE: Final = frozenset({"a", "button", "label", "summary", "textarea"})
_CLOSED: Final = _HEADINGS | _CODE | _ACTIVE
"""Elements whose text is no running text, or that already do something when clicked."""

_MATHS: Final = "arithmatex"
"""The class of what a script will typeset: links would break it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Stretch:
    """Text between two tags: an element's own, or that which follows one of its children.

    ``element`` is ``None`` at the edge of a block, where every word ends.
    """

    element: Element | None
    child: Element | None
    text: str
    closed: bool


_EDGE: Final = _Stretch(None, None, "\n", closed=True)


def _stretches(element: Element, *, closed: bool = False) -> Iterator[_Stretch]:
    """All text of a page in the order in which it is read."""
    closed = closed or element.tag in _CLOSED or _MATHS in element.get("class", "").split()
    block = element.tag in _BLOCKS
    if block:
        yield _EDGE
    yield _Stretch(element, None, element.text or "", closed)
    for child in element:
        yield from _stretches(child, closed=closed)
        yield _Stretch(element, child, child.tail or "", closed)
    if block:
        yield _EDGE


def _with_context(stretches: Iterable[_Stretch]) -> Iterator[tuple[_Stretch, str, str]]:
    """Each stretch with what is read just before and just after it."""
    listed = list(stretches)
    after = [""]
    for stretch in reversed(listed):
        after.append((stretch.text[:_REACH] + after[-1])[:_REACH])
    after.reverse()
    before = ""
    for stretch, following in zip(listed, after[1:], strict=True):
        yield stretch, before, following
        before = (before + stretch.text[-_REACH:])[-_REACH:]


class _RawTags:
    """Knows, from one placeholder to the next, whether inline raw HTML is open."""

    def __init__(self, stash: HtmlStash) -> None:
        self._stash = stash
        self._open: Counter[str] = Counter()

    def pass_over(self, placeholder: str) -> None:
        match = HTML_PLACEHOLDER_RE.fullmatch(placeholder)
        if match is None or int(match[1]) >= len(self._stash.rawHtmlBlocks):
            return
        html = self._stash.rawHtmlBlocks[int(match[1])]
        if not isinstance(html, str) or (tag := _RAW_TAG.match(html)) is None:
            return
        name = tag[2].lower()
        if not tag[1]:
            if name not in _VOID and not html.endswith("/>") and f"</{name}" not in html.lower():
                self._open[name] += 1
        elif self._open[name] > 1:
            self._open[name] -= 1
        else:
            del self._open[name]

    def close(self) -> None:
        self._open.clear()

    @property
    def are_open(self) -> bool:
        return bool(self._open)


class MentionsTreeprocessor(Treeprocessor):
    """Works on one page, once everything in it that is not plain text is an element."""

    def __init__(
        self, md: Markdown, names: Names, href: Callable[[Actor], str], skip: Actor | None
    ) -> None:
        super().__init__(md)
        self._names = names
        self._href = href
        self._skip = skip

    def run(self, root: Element) -> None:
        """Link each actor where it is first named."""
        linked = {self._skip}
        raw = _RawTags(self.md.htmlStash)
        # The page changes while it is walked: _with_context has listed it by then.
        for stretch, before, after in _with_context(_stretches(root)):
            if stretch.element is None:
                raw.close()
            elif not stretch.closed and stretch.text and not stretch.text.isspace():
                links: list[tuple[int, int, Element]] = []
                for start, end, actor in self._mentions(stretch.text, before, after, raw):
                    if actor is not None and actor not in linked:
                        linked.add(actor)
                        links.append((start, end, self._anchor(actor)))
                _insert(links, stretch.element, stretch.child, stretch.text)

    def _mentions(self, text: str, before: str, after: str, raw: _RawTags) -> Iterator[Mention]:
        whole = f"{before}{text}{after}"
        skipped = len(before)
        for part in _PART.finditer(text):
            if part[0].startswith(STX):
                raw.pass_over(part[0])
            elif not raw.are_open:
                begin, end = part.start() + skipped, part.end() + skipped
                for mention in self._names.mentions(whole, begin, end):
                    yield Mention(mention.start - skipped, mention.end - skipped, mention.actor)

    def _anchor(self, actor: Actor) -> Element:
        return Element("a", {"class": "actor", "href": self._href(actor)})


def _insert(
    links: Sequence[tuple[int, int, Element]], element: Element, child: Element | None, text: str
) -> None:
    """Cut a stretch of text at its links: each takes its name in, and the rest behind it."""
    if not links:
        return
    if child is None:
        place = 0
        element.text = text[: links[0][0]]
    else:
        place = list(element).index(child) + 1
        child.tail = text[: links[0][0]]
    ends = [*(start for start, _, _ in links[1:]), len(text)]
    for number, ((start, end, link), rest_end) in enumerate(zip(links, ends, strict=True)):
        link.text = text[start:end]
        link.tail = text[end:rest_end]
        element.insert(place + number, link)


class MentionsExtension(Extension):
    """Lets Python-Markdown link the actors that one page names.

    Attributes:
        names: of all actors, for all pages.
        href: the address of an actor's page as seen from this page.
        skip: the actor whose own page this is.
    """

    def __init__(
        self, names: Names, href: Callable[[Actor], str], skip: Actor | None = None
    ) -> None:
        super().__init__()
        self.names = names
        self.href = href
        self.skip = skip

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Come last of all: after glossary terms and escaped letters have become text, and
        after the host has resolved the links to files that contributors wrote.
        """
        processor = MentionsTreeprocessor(md, self.names, self.href, self.skip)
        md.treeprocessors.register(processor, "mentions", -10)
