"""Refuses texts that would cost more to turn into a page than their length can excuse.

Python-Markdown, Python's HTML parser and the sanitizer take linear time over what people
write, but not over everything: the cells of a table, the paragraphs in which an open element
is opened again, or brackets that are looked for to the end of a paragraph multiply. One
measure adds up what all of them cost. It is called work; one unit is about ten microseconds
of Python-Markdown 3.11. The work of a text may not exceed :func:`work_allowed`, so that five
megabytes of texts take two processors less than a minute.

The measure is rather too high than exact: it does not parse, and code counts like text.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from mkdocs_briefing.markdown.text_problems import TextProblem, place_in

MAX_LENGTH: Final = 200_000
"""Characters of a text, twice as many as in a newsroom's longest article.

It bounds whatever is quadratic in the whole text by a small factor.
"""
MAX_DEPTH: Final = 20
"""Lists and quotations within each other; with more, Python-Markdown exceeds Python's
recursion limit."""


class Cost(NamedTuple):
    """One reason for which a text takes time.

    Attributes:
        work: how much, in units.
        offset: where most of it begins in the text.
        what: what there is too much of, and what to do about it.
    """

    work: float
    offset: int
    what: str


ORDINARY_WORK: Final = 0.5
"""The work that the weight of a text covers, for each character; real texts have half of it."""


def text_work(body: str, *, exact: bool = False) -> Cost:
    """Measure the work of a text, or of its beginning if it is too long.

    Args:
        body: Markdown.
        exact: whether to measure an ordinary text, too. Of most texts it is enough to know that
            their weight covers their work.

    Returns:
        All of it, with the place and the name of what costs most; for an ordinary text at least
        all of it.
    """
    text = _Text(body[:MAX_LENGTH])
    most = _most_work(text)
    if most.work <= ORDINARY_WORK * len(body) and not exact:
        return most
    costs = [measure(text) for measure in _MEASURES]
    _, offset, what = max(costs)
    return Cost(sum(cost.work for cost in costs), offset, what)


def exceeded_limits(body: str, first_line: int, work: Cost) -> Iterator[TextProblem]:
    """Yield why no page can be made of a text.

    Args:
        body: Markdown.
        first_line: the line of the file on which it begins, from 1.
        work: of the text.
    """
    if len(body) > MAX_LENGTH:
        yield TextProblem(
            place_in(body, MAX_LENGTH, first_line),
            "too-large",
            f"the text has {len(body):,} characters; the limit is {MAX_LENGTH:,}. Divide it into "
            "several files, and put tables into files of their own and link to them",
        )
        return
    if work.work > work_allowed(len(body)):
        yield TextProblem(
            place_in(body, work.offset, first_line),
            "too-tangled",
            f"it would take too long to make a page of this text: {work.what}",
        )
    # Python's HTML parser, which MkDocs uses, stops with an assertion (seen in 3.11.7).
    if (section := _SECTION.search(body)) is not None:
        yield TextProblem(
            place_in(body, section.start(), first_line),
            "too-tangled",
            "<![ begins an SGML section, which no page may contain; write &lt;![ for the "
            "characters",
        )


def work_allowed(length: int) -> float:
    """Return how much work a text of this many characters may be, in units."""
    return 2 * length + 500


_SECTION: Final = re.compile(
    r"<!\[(?!(?:temp|cdata|ignore|include|rcdata|if|else|endif)(?![-\w.]))",
    re.IGNORECASE | re.ASCII,
)
"""All names but those that ``_markupbase.ParserBase.parse_marked_section`` accepts."""


_SIGNS: Final = b"\"#$&'(*+!:<=>@[\\]^_`{|}~"
_LONGER_SIGNS: Final = (b"  \n", b"--", b"...")
"""What has a meaning in Markdown, or in an extension of it."""
_OPENING_SIGNS: Final = b"\"$&'(*+!<=@[\\^_`{~"
_LONGER_OPENING_SIGNS: Final = (b"  \n", b"://")
"""Those that something begins with."""
_NO_SIGNS: Final = bytes(set(range(256)).difference(_SIGNS))
_ITEM: Final = re.compile(r"[ \t>]*(?:[*+:-][ \t]|\d+\.[ \t]|#|=|-+[ \t]*\Z|!!!)")
_HEADING: Final = re.compile(r"^[ \t>]*(?:#|(?:=+|-+)[ \t]*$)|<h[1-6]", re.MULTILINE)
_END_OF_BLOCK: Final = re.compile(r"\n(?:[ \t]*\n)+")


class _Text:
    """A text, and what several measures ask of it.

    Attributes:
        lines: without their ends.
        ascii: a byte for each character; those outside ASCII are question marks.
        signs: the single signs, in their order: in most texts they are few.
        items: how many lines begin an item of a list, or are a heading.
        blocks: where each run of lines without an empty one begins and ends.
    """

    def __init__(self, body: str) -> None:
        self.body = body
        self.lines = body.split("\n")
        self.ascii = body.encode("ascii", "replace")
        # To delete all others takes a third of the time of counting each.
        self.signs = self.ascii.translate(None, _NO_SIGNS)
        self.items = sum(map(_is_item, self.lines))
        self.blocks: list[tuple[int, int]] = []
        start = 0
        for match in _END_OF_BLOCK.finditer(body):
            if match.start() > start:
                self.blocks.append((start, match.start()))
            start = match.end()
        if len(body) > start:
            self.blocks.append((start, len(body)))


def _sum(parts: Iterable[tuple[float, int]], what: str) -> Cost:
    """Add up parts of one kind, each with its offset; the cost begins at the largest."""
    total, largest, at = 0.0, 0.0, 0
    for work, offset in parts:
        total += work
        if work > largest:
            largest, at = work, offset
    return Cost(total, at, what)


def _elements(text: _Text) -> Cost:
    """Everything that may begin an element costs a little, wherever it is."""
    signs = len(text.signs) + sum(map(text.ascii.count, _LONGER_SIGNS))
    blocks = len(text.blocks) + text.items
    return Cost(
        1.5 * signs + 6 * blocks + 0.5 * (len(text.lines) - 1),
        0,
        f"it has {blocks:,} paragraphs and items and {signs:,} signs such as * and ` in only "
        f"{len(text.body):,} characters; leave some out",
    )


def _is_item(line: str) -> bool:
    # Most lines begin with a letter, and to see that takes a fraction of the time.
    return not line[:1].isalpha() and _ITEM.match(line) is not None


_REST_IS_COPIED: Final = re.compile(r"\n[ ]{0,3}[#:]")
"""Headings and definitions: with each, the rest of its block is a block again."""


def _long_blocks(text: _Text) -> Cost:
    """Each sign is looked for, or copied, to the end of its paragraph."""
    body = text.body
    may_be_copied = _REST_IS_COPIED.search(body) is not None
    longer = [sign for sign in _LONGER_OPENING_SIGNS if sign in text.ascii]

    def parts() -> Iterator[tuple[float, int]]:
        for start, end in text.blocks:
            block = text.ascii[start:end]
            signs = len(block) - len(block.translate(None, _OPENING_SIGNS))
            signs += sum(map(block.count, longer))
            if may_be_copied:
                signs += 10 * len(_REST_IS_COPIED.findall(body, start, end))
            yield signs * (end - start) / 5000, start

    return _sum(
        parts(),
        "too many signs such as * and `, or headings, without an empty line; divide them",
    )


_BRACKET: Final = re.compile(r"[\[\]()]")
_OPENING: Final = {"]": "[", ")": "("}


def _brackets(text: _Text) -> Cost:
    """The end of each bracket is looked for, at most to the end of the paragraph."""
    body = text.body

    def parts() -> Iterator[tuple[float, int]]:
        if b"[" not in text.signs and b"(" not in text.signs:
            return
        for begin, end in text.blocks:
            if body.find("[", begin, end) < 0 and body.find("(", begin, end) < 0:
                continue
            open_brackets: dict[str, list[int]] = {"[": [], "(": []}
            for match in _BRACKET.finditer(body, begin, end):
                sign, at = match[0], match.start()
                if sign in open_brackets:
                    open_brackets[sign].append(at)
                elif offsets := open_brackets[_OPENING[sign]]:
                    start = offsets.pop()
                    yield (at - start) / 100, start
            for offsets in open_brackets.values():
                yield from (((end - start) / 100, start) for start in offsets)

    return _sum(parts(), "too many brackets are open here; close or remove them")


_TAG: Final = re.compile(r"<(?:!--|!\[cdata\[|[a-z/!?])", re.IGNORECASE)
_END_OF_TAG: Final = {"<!--": "-->", "<![cdata[": "]]>"}


def _tags(text: _Text) -> Cost:
    """The end of each tag is looked for, at most to the end of the text."""
    body = text.body

    def parts() -> Iterator[tuple[float, int]]:
        if b"<" not in text.signs:
            return
        ends: dict[str, int] = {}
        for match in _TAG.finditer(body):
            sign = _END_OF_TAG.get(match[0].lower(), ">")
            if ends.get(sign, -1) < match.end():
                found = body.find(sign, match.end())
                ends[sign] = found if found >= 0 else len(body)
            yield (ends[sign] - match.start()) / 500, match.start()

    return _sum(parts(), "too many tags are open here; close them, or write &lt; for the character")


_ELEMENT: Final = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.IGNORECASE)
_NO_END_TAG: Final = frozenset(
    (
        *("area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link"),
        *("meta", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr"),
        *("track", "wbr"),
    )
)
"""Elements that are empty or may be left open (HTML standard, "Optional tags")."""
_FORMATTING: Final = frozenset(
    (
        "a",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "nobr",
        "s",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
    )
)
"""Elements that a browser opens again in each block until they are closed, with all their
attributes (HTML standard, "The list of active formatting elements")."""


def _open_elements(text: _Text) -> Cost:
    """Each open element counts at each tag and line that follows it."""
    body = text.body

    def parts() -> Iterator[tuple[float, int]]:
        if b"<" not in text.signs:
            return
        open_elements: dict[str, list[float]] = {}
        total = 0.0
        before = 0
        for match in _ELEMENT.finditer(body):
            yield total * (1 + body.count("\n", before, match.start())), before
            before = match.start()
            name = match[2].lower()
            if not match[1] and name not in _NO_END_TAG:
                open_elements.setdefault(name, []).append(_weight(body, match))
                total += open_elements[name][-1]
            elif match[1] and open_elements.get(name):
                total -= open_elements[name].pop()
        yield total * body.count("\n", before), before

    return _sum(
        parts(), "too many HTML elements are open here; close each of them in its paragraph"
    )


_REST_OF_TAG: Final = re.compile(r"""(?>"[^"]*"|'[^']*'|[^"'>])*>""")
_LONG_TAG: Final = 500


def _weight(body: str, tag: re.Match[str]) -> float:
    if tag[2].lower() not in _FORMATTING:
        return 0.02
    longest = tag.end() + _LONG_TAG
    if rest := _REST_OF_TAG.match(body, tag.end(), longest):
        return (rest.end() - tag.start()) / 4
    end = body.find(">", longest, longest + 20_000)
    if end < 0 and longest + 20_000 >= len(body):
        # Without an end there is no element.
        return 0
    return (end - tag.start() if end >= 0 else 20_000) / 4


def _cells(text: _Text) -> Cost:
    """A table has as many cells in each row as in its first."""
    body = text.body

    def parts() -> Iterator[tuple[float, int]]:
        if b"|" not in text.signs:
            return
        for start, end in text.blocks:
            if body.find("|", start, end) < 0:
                continue
            lines = body[start:end].split("\n")
            columns = max((_columns(line) for line in lines if _is_rule(line)), default=0)
            yield 2.5 * columns * len(lines), start

    return _sum(parts(), "this table has too many columns for its rows; divide it")


def _is_rule(line: str) -> bool:
    """Whether a line may be the one between the head and the rows of a table."""
    return "|" in line and set(line) <= set("|:-> \t*+.0123456789")


def _columns(rule: str) -> int:
    rule = rule.strip(" \t>")
    return max(1, rule.count("|") + 1 - rule.startswith("|") - rule.endswith("|"))


def _contents(text: _Text) -> Cost:
    """Each table of contents repeats all headings."""
    body = text.body
    tables = body.count("[TOC]")
    headings = len(_HEADING.findall(body)) if tables else 0
    return Cost(
        10 * tables * headings, body.find("[TOC]"), "[TOC] is there too often; write it once"
    )


_DEFINITION: Final = re.compile(r"(\*?)\[([^\[\]]*)\] ?:(.*(?:\n.*){0,2})")
_IN_BRACKETS: Final = re.compile(r"\[([^\[\]]*)\]")


def _definitions(text: _Text) -> Cost:
    """A definition is copied to each place that uses it."""
    body = text.body

    def parts() -> Iterator[tuple[float, int]]:
        if b"]:" not in text.signs:
            return
        uses = Counter(map(_name, _IN_BRACKETS.findall(body)))
        abbreviations: dict[str, tuple[int, int]] = {}
        for match in _DEFINITION.finditer(body):
            name = _name(match[2])
            if match[1]:
                abbreviations[match[2].strip()] = (len(match[3]), match.start())
                # All of them are looked for everywhere.
                yield len(body) / 200, match.start()
            elif name.startswith("^"):
                # The ids of all earlier uses are tried for each.
                yield uses[name] ** 2 / 10, match.start()
            else:
                yield uses[name] * len(match[3]) / 15, match.start()
        if len(abbreviations) < MAX_ABBREVIATIONS:
            for name, (length, offset) in abbreviations.items():
                yield body.count(name) * length / 15, offset

    return _sum(parts(), "what is defined here is long or used very often; define less")


MAX_ABBREVIATIONS: Final = 1000
"""More of them are too much work in any text."""


def _name(name: str) -> str:
    return " ".join(name.split()).lower()


_FENCE: Final = re.compile(r"^(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)


def _fences(text: _Text) -> Cost:
    """The end of each block of code is looked for, at most to the end of the text."""
    body = text.body
    may_have_fences = b"```" in text.signs or b"~~~" in text.signs
    found = _FENCE.finditer(body) if may_have_fences else ()
    fences = [(match.start(), match[1], match[2]) for match in found]
    last = {fence: start for start, fence, rest in fences if not rest.strip(" ")}
    return _sum(
        (
            ((len(body) - start) / 300, start)
            for start, fence, _ in fences
            if last.get(fence, -1) <= start
        ),
        "too many blocks of code are open here; close them",
    )


_PREFIX: Final = re.compile(r"[ \t>*+:\d.-]*")
_LIST_ITEM: Final = re.compile(r"[*+:-][ \t]|\d\.[ \t]")


def _depth(text: _Text) -> Cost:
    """What is in lists and quotations is read again at each level."""
    may_be_wide = b"   " in text.ascii

    def parts() -> Iterator[tuple[float, int]]:
        depth = offset = 0
        for line in text.lines:
            match = None if line[:1].isalpha() else _PREFIX.match(line)
            prefix = match[0] if match else ""
            # A line of one sign is a line across the page.
            if (prefix and set(line) - {" "} not in ({"*"}, {"-"})) or (
                may_be_wide and "   " in line.strip()
            ):
                expanded = line.expandtabs(4)
                indent = (len(expanded) - len(expanded.lstrip())) // 4
                depth = min(indent, depth + 1) + prefix.count(">")
                depth += len(_LIST_ITEM.findall(prefix))
                yield (math.inf if depth > MAX_DEPTH else depth * (1 + len(line) / 100)), offset
            elif line:
                depth = 0
            offset += len(line) + 1

    return _sum(
        parts(),
        f"lists and quotations are more than {MAX_DEPTH} deep, or there are too many within each "
        "other; write fewer levels",
    )


_ANYTHING_ELSE: Final = (b"<", b"|", b"]:", b"```", b"~~~")
"""Of what the signs of a text are that has more than paragraphs, headings, lists and links."""


def _most_work(text: _Text) -> Cost:
    """Return more than the work of a text of paragraphs, headings, lists and links.

    It takes a third of the time of all measures. The work of any other text is infinite here.
    """
    elements = _elements(text)
    if any(sign in text.signs for sign in _ANYTHING_ELSE) or "[TOC]" in text.body:
        return Cost(math.inf, 0, elements.what)
    longest = max((end - start for start, end in text.blocks), default=0)
    colons = text.signs.count(b":")
    # See _long_blocks and _brackets, as if all of it were in the longest block.
    looked_for = len(text.signs) + text.ascii.count(b"  \n") + colons + 10 * (text.items + colons)
    brackets = text.signs.count(b"[") + text.signs.count(b"(")
    in_blocks = looked_for * longest / 5000 + brackets * longest / 100
    return Cost(elements.work + in_blocks + _depth(text).work, 0, elements.what)


_MEASURES: Final[tuple[Callable[[_Text], Cost], ...]] = (
    *(_elements, _long_blocks, _brackets, _tags, _open_elements, _cells, _contents),
    *(_definitions, _fences, _depth),
)
