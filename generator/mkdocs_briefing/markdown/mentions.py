"""Links names of known actors in running text to their pages, each at its first mention."""

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
from mkdocs_briefing.core.letters import APOSTROPHES, HYPHENS, INVISIBLE_CLASS, JOINERS
from mkdocs_briefing.core.names import visible
from mkdocs_briefing.model.entities import Actor

_SHORTEST_NAME: Final = 2
_MOST_TOKENS: Final = 40
"""Words of a name and the spaces between them. A longer name is not linked: at each place in a
text, as much of it as is there would be read again."""

# Names


_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Hiragana and Han characters.

Katakana has no spaces, either, but stands between other letters."""

_LETTER: Final = rf"[^\W\u02b9\u02bb\u02bc{_UNSPACED}]"
"""A character of a word; some apostrophes are letters to Unicode. Where no spaces part the words,
each character is a token of its own, and a name may begin and end at each."""

_WITHOUT_SPACES: Final = re.compile(f"[{_UNSPACED}]")

_TOKEN: Final = re.compile(rf"{_LETTER}+|\s+|.", re.DOTALL)
_TOKEN_AND_REST: Final = re.compile(
    rf"({_LETTER}+)((?:{INVISIBLE_CLASS}+{_LETTER}+)*)|\s+|.", re.DOTALL
)
"""A token, and the rest of its word where characters that nobody sees divide it."""
_URL_AFTER_H: Final = r"ttps?://[^\s\x02]+"
_PLAIN: Final = dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-")
"""Apostrophes and hyphens, and the plain characters that they match."""

_JOINTS: Final = dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys("-\u2010\u2011", "-")
"""What makes one word of two. Not the dash, which stands between two names: UN\u2013Libya."""

_INVISIBLE: Final = re.compile(INVISIBLE_CLASS)
_JOINERS: Final = frozenset(f"_\u00ad{JOINERS}")
"""Characters inside words that are not letters: soft hyphen, zero-width joiners."""


class Mention(NamedTuple):
    """A name found in a text; ``actor`` is ``None`` if several actors have that name."""

    start: int
    end: int
    actor: Actor | None


@dataclass(slots=True, eq=False)
class _TrieNode:
    """The tokens that may come next in a name, and the actors whose name ends here."""

    next: "dict[str, _TrieNode]" = field(default_factory=dict)
    actors: set[Actor] = field(default_factory=set)


class Names:
    """Finds every spelling of every actor in a text; built once, used for every page.

    Names match exactly and as whole words: ``who`` is not WHO. In scripts without spaces between
    words they match anywhere. They may contain line breaks,
    characters that nobody sees, and any kind of apostrophe or hyphen. A possessive matches
    without its ``'s`` (Russia's). A part of a compound matches only if the other part is in
    lower case: UN-backed names the UN, but Guinea-Bissau is not Guinea, and N'Djamena is not
    Djamena.

    The names are kept in a trie, so the time to find them does not grow with their number.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._trie = _TrieNode()
        for actor in actors:
            for name in actor.names:
                self._add(name, actor)
        self._first_token = _first_token_pattern(self._trie.next)

    def _add(self, name: str, actor: Actor) -> None:
        name = " ".join(visible(name).split())
        if len(name) < _SHORTEST_NAME:
            return
        # Both forms are added: normalizing the text instead would change it.
        for form in {unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)}:
            node = self._trie
            tokens = _TOKEN.findall(form)
            if len(tokens) > _MOST_TOKENS:
                continue
            for token in tokens:
                node = node.next.setdefault(_PLAIN.get(token, token), _TrieNode())
            node.actors.add(actor)

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
        """Yield the names between two offsets of a text, the longest at each; none overlap.

        The text before and after only decides where words begin and end.
        """
        end = len(text) if end is None else end
        while match := self._first_token.search(text, start, end):
            start = match.end()
            if self._may_begin_with(match, text) and _may_begin_at(text, match.start()):
                mention = self._longest(text, match.start(), end)
                if mention is not None:
                    start = mention.end
                    yield mention

    def _may_begin_with(self, match: re.Match[str], text: str) -> bool:
        """Whether a name may begin with a token: most capitals begin none."""
        if match[1] is None:
            return False
        if match[0] in self._trie.next or match[0] in _PLAIN:
            return True
        return _INVISIBLE.match(text, match.end()) is not None

    def _longest(self, text: str, start: int, end: int) -> Mention | None:
        node, position, longest = self._trie, start, None
        while match := _TOKEN_AND_REST.match(text, position, end):
            token = match[0]
            key = " " if token.isspace() else _PLAIN.get(token, token)
            if match[2]:
                # One word if there is such a name, else two.
                key = visible(token)
                if key not in node.next:
                    key, token = match[1], match[1]
            if (next_node := node.next.get(key)) is not None:
                node, position = next_node, position + len(token)
                if node.actors and _may_end_at(text, position):
                    actor = next(iter(node.actors)) if len(node.actors) == 1 else None
                    longest = Mention(start, position, actor)
            elif node is not self._trie and _INVISIBLE.match(token):
                position += 1
            else:
                break
        return longest


def _first_token_pattern(tokens: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of tokens that some name may begin with; its group is all but a letter.

    It matches a URL as a whole and without the group, so that no name is found in one. It begins
    with letters, which Python looks for much faster than for anything else.
    """
    first = {token[0] for token in tokens}
    first |= {letter for letter, plain in _PLAIN.items() if plain in first}
    if not first:
        return re.compile("(?!)")
    letters = re.escape("".join(sorted(first)))
    token = f"(?<=[{letters}])(?<!{_LETTER}.)((?:(?<={_LETTER}){_LETTER}*)?)"
    return re.compile(rf"[h{letters}](?:(?<=h){_URL_AFTER_H}|{token})", re.DOTALL)


def _may_begin_at(text: str, at: int) -> bool:
    """Whether a name may begin here: not inside a word, nor inside a compound name."""
    if at == 0 or text[at - 1] == " ":
        return True
    before = _JOINTS.get(text[at - 1], text[at - 1])
    if _WITHOUT_SPACES.match(before) or _WITHOUT_SPACES.match(text[at]):
        return True
    if _is_word_character(before):
        return False
    if before not in "'-" or at == 1 or not _is_word_character(text[at - 2]):
        return True
    first = at - 2
    while first > 0 and _is_word_character(text[first - 1]):
        first -= 1
    return before == "-" and _is_lower_case(text[first])


def _may_end_at(text: str, at: int) -> bool:
    """Whether a name may end here."""
    after = text[at : at + 1]
    # Most names are followed by one of these.
    if after in " \n.,":
        return True
    first, second = text[at + 1 : at + 2], text[at + 2 : at + 3]
    if _WITHOUT_SPACES.match(after) or _WITHOUT_SPACES.match(text[at - 1]):
        # A vowel sign or a tone belongs to the letter before it.
        return unicodedata.category(after)[0] != "M"
    after = _JOINTS.get(after, after)
    if not first or not _is_word_character(first) or after not in {"'", "-"}:
        return not _is_word_character(after)
    if after == "-":
        return _is_lower_case(first)
    return first in "sS" and not (second and _is_word_character(second))


def _is_word_character(letter: str) -> bool:
    # Vowel signs and combining accents are marks (M), which \w does not match.
    return letter.isalnum() or letter in _JOINERS or unicodedata.category(letter)[0] == "M"


def _is_lower_case(letter: str) -> bool:
    """Whether a word with this first letter is no name; in scripts without case, any word."""
    return letter.isalpha() and not letter.isupper()


# Pages

_PART: Final = re.compile("\x02[^\x03]*\x03?|[^\x02]+")
"""A text, or a placeholder of something that Python-Markdown has stored elsewhere."""

_RAW_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
_BLOCKS: Final = frozenset({*BLOCK_LEVEL_ELEMENTS, "br", "img"})
"""Elements that no word continues across."""

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CODE: Final = frozenset({"code", "kbd", "math", "pre", "samp", "script", "style", "svg", "var"})
_ACTIVE: Final = frozenset({"a", "button", "label", "summary", "textarea"})
_UNLINKED: Final = _HEADINGS | _CODE | _ACTIVE
"""Elements whose text is not running text, or that already react to clicks."""

_MATHS: Final = "arithmatex"
"""The class of formulas that a script typesets: links would break them."""


class _TextRun(NamedTuple):
    """Text between two tags: the text of an element, or the tail of one of its children.

    Attributes:
        element: the element whose text it is; ``None`` at the edge of a block.
        child: the child whose tail it is, if any.
        unlinked: whether names in it stay without links.
    """

    element: Element | None
    child: Element | None
    text: str
    unlinked: bool


_EDGE: Final = _TextRun(None, None, "\n", unlinked=True)


def _text_runs(element: Element, *, unlinked: bool = False) -> Iterator[_TextRun]:
    """Yield all text of a page in reading order."""
    unlinked = unlinked or element.tag in _UNLINKED or _MATHS in element.get("class", "").split()
    block = element.tag in _BLOCKS
    if block:
        yield _EDGE
    yield _TextRun(element, None, element.text or "", unlinked)
    for child in element:
        yield from _text_runs(child, unlinked=unlinked)
        yield _TextRun(element, child, child.tail or "", unlinked)
    if block:
        yield _EDGE


class _RawTags:
    """Keeps track of the raw inline HTML that is open, from placeholder to placeholder."""

    def __init__(self, stash: HtmlStash) -> None:
        self._stash = stash
        self._open: Counter[str] = Counter()

    def read(self, placeholder: str) -> None:
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

    def close_all(self) -> None:
        self._open.clear()

    @property
    def are_open(self) -> bool:
        return bool(self._open)


class MentionsTreeprocessor(Treeprocessor):
    """Links names on one page, once Markdown has parsed everything else."""

    def __init__(
        self, md: Markdown, names: Names, href: Callable[[Actor], str], skip: Actor | None
    ) -> None:
        super().__init__(md)
        self._names = names
        self._href = href
        self._skip = skip

    def run(self, root: Element) -> None:
        """Link each actor at its first mention."""
        linked = {self._skip}
        raw = _RawTags(self.md.htmlStash)
        runs = list(_text_runs(root))
        text, end = "".join(run.text for run in runs), 0
        for run in runs:
            start, end = end, end + len(run.text)
            if run.element is None:
                raw.close_all()
            elif not run.unlinked and run.text and not run.text.isspace():
                links: list[tuple[int, int, Element]] = []
                for mention in self._mentions(text, start, end, raw):
                    actor = mention.actor
                    if actor is not None and actor not in linked:
                        linked.add(actor)
                        links.append(
                            (mention.start - start, mention.end - start, self._link(actor))
                        )
                _insert(links, run.element, run.child, run.text)

    def _mentions(self, text: str, start: int, end: int, raw: _RawTags) -> Iterator[Mention]:
        """Yield the names in a run of the text of a page."""
        for part in _PART.finditer(text, start, end):
            if part[0].startswith(STX):
                raw.read(part[0])
            elif not raw.are_open:
                yield from self._names.mentions(text, part.start(), part.end())

    def _link(self, actor: Actor) -> Element:
        return Element("a", {"class": "actor", "href": self._href(actor)})


def _insert(
    links: Sequence[tuple[int, int, Element]], element: Element, child: Element | None, text: str
) -> None:
    """Move each name into its link, and the text up to the next link behind it."""
    if not links:
        return
    if child is None:
        index = 0
        element.text = text[: links[0][0]]
    else:
        index = list(element).index(child) + 1
        child.tail = text[: links[0][0]]
    ends = [*(start for start, _, _ in links[1:]), len(text)]
    for number, ((start, end, link), rest_end) in enumerate(zip(links, ends, strict=True)):
        link.text = text[start:end]
        link.tail = text[end:rest_end]
        element.insert(index + number, link)


class MentionsExtension(Extension):
    """Makes Python-Markdown link the actors that a page names.

    Attributes:
        names: the names of all actors.
        href: returns the address of an actor's page, relative to this page.
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
        """Run last: after glossary terms and escaped letters are text, and after MkDocs has
        resolved the links to files.
        """
        processor = MentionsTreeprocessor(md, self.names, self.href, self.skip)
        md.treeprocessors.register(processor, "mentions", -10)
