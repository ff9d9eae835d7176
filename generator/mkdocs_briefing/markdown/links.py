"""Finds links in Markdown, and checks that the files they lead to exist."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from markdown.util import BLOCK_LEVEL_ELEMENTS
from mkdocs_briefing.core.names import NearWords
from mkdocs_briefing.core.problems import Place
from mkdocs_briefing.markdown.text_problems import TextProblem

# Only the end of a link's text is matched: matching all of `[…](…)` would take quadratic
# time on a page of opening brackets.
_INLINE: Final = re.compile(
    r"\]\([ \t]*<?([^)\s<>]+(?:(?: (?![\"'(])[^)\s<>\[\]]+)+(?=[ \t]*>?[ \t]*[)\"']))?)"
)
# A name that begins with `^` is that of a footnote.
_DEFINITION: Final = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*<?([^\s<>]+)", re.MULTILINE)
_BEGIN_OF_SPAN: Final = re.compile(
    r"\\[\\`]|<!--|`+|^ {0,3}<([a-zA-Z][\w-]*)(?![^>]{0,99}\bmarkdown)", re.MULTILINE
)
"""What begins a comment, code or an element of HTML alone, and the escapes that look like code."""
_NOT_IN_LINK: Final = re.compile("[ %()<>]")
_WITHOUT_SCHEME: Final = re.compile(r"(www\.[\w-]+\.)|([\w.+-]+@[\w-]+\.[\w.-]+$)")
_RUN: Final = re.compile("`+")
_NO_BREAK: Final = re.compile(r"[^\n]")
_EMPTY_LINE: Final = re.compile(r"\n[ \t]*(?=\n)")
_BLOCKS: Final = frozenset(BLOCK_LEVEL_ELEMENTS) - {"hr"}
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})[^`<>]*")


@dataclass(frozen=True, slots=True)
class Link:
    """The target of a link as it is written, and where in the file."""

    target: str
    place: Place


def links(body: str, first_line: int) -> Iterator[Link]:
    """Yield inline links, images and link definitions in order; code and comments are ignored.

    Args:
        body: Markdown.
        first_line: the line of the file on which it begins, from 1.
    """
    text = without_code(body)
    found = [*_inline(text), *(_DEFINITION.finditer(text) if "]:" in text else ())]
    targets = sorted((match.start(1), match[1]) for match in found)
    line, line_start = first_line, 0
    for start, target in targets:
        line += text.count("\n", line_start, start)
        line_start = max(line_start, text.rfind("\n", line_start, start) + 1)
        yield Link(target, (line, start - line_start + 1))


def _inline(text: str) -> Iterator[re.Match[str]]:
    # To look for a text is many times faster than to look for a pattern.
    at = text.find("](")
    while at >= 0:
        match = None if _is_escaped(text, at) else _INLINE.match(text, at)
        if match is not None:
            yield match
        at = text.find("](", at + 1 if match is None else match.end())


def _is_escaped(text: str, offset: int) -> bool:
    """Whether a sign stands behind an odd number of backslashes."""
    start = offset
    while start and text[start - 1] == "\\":
        start -= 1
    return (offset - start) % 2 == 1


class LinkTargets:
    """All files that a page may link to, below ``content/``."""

    def __init__(self, files: Iterable[str]) -> None:
        self._files = frozenset(files)

    @cached_property
    def _first_by_name(self) -> Mapping[str, str]:
        return {posixpath.basename(file): file for file in sorted(self._files, reverse=True)}

    @cached_property
    def _near(self) -> NearWords:
        near = NearWords()
        for file in sorted(self._files):
            near.add(file)
        return near

    def __contains__(self, file: str) -> bool:
        return file in self._files

    def closest(self, target: str, can_compare: Callable[[int], bool]) -> str | None:
        """Return the file that a link to no file may mean, or ``None``.

        Args:
            target: where the link leads, below ``content/``.
            can_compare: says whether the target may be compared with this many files.
        """
        for guess in (target, f"{target}.md", posixpath.join(target, "index.md")):
            if guess in self:
                return guess
        same_name = self._first_by_name.get(posixpath.basename(target))
        if same_name is not None or not can_compare(self._near.comparisons(target)):
            return same_name
        return self._near.closest(target)


def broken_link(
    link: Link, path: str, files: LinkTargets, can_compare: Callable[[int], bool] = lambda _: True
) -> TextProblem | None:
    """Return the problem of a link that leads nowhere, or ``None``.

    Args:
        link: as it is written.
        path: the file it is in, below ``content/``.
        files: all files that a page may link to.
        can_compare: says whether the target may be compared with this many files.
    """
    message = _message(link, path, files, can_compare)
    return None if message is None else TextProblem(link.place, "broken-link", message)


def _message(
    link: Link, path: str, files: LinkTargets, can_compare: Callable[[int], bool]
) -> str | None:
    try:
        parts = urlsplit(link.target)
    except ValueError:
        return f"the address {link.target[:60]} cannot be read"
    if parts.scheme or parts.netloc or not parts.path:
        return None
    if parts.path.startswith("/"):
        return (
            f"{link.target[:60]} begins with a slash and breaks when the site moves; "
            "write the path from this file, such as ../actors/turkey.md"
        )
    folder = posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    if target in files:
        return None
    # As Windows writes paths.
    target = posixpath.normpath(target.replace("\\", "/"))
    closest = files.closest(target, can_compare)
    fix = (
        f"; did you mean {_in_link(posixpath.relpath(closest, folder or '.'))}?" if closest else ""
    )
    if match := _WITHOUT_SCHEME.match(link.target):
        fix = f"; write {'mailto:' if match[2] else 'https://'}{link.target[:60]}"
    if "\\" in parts.path:
        return f"{link.target[:60]} is divided by backslashes; write /, as on the web{fix}"
    return f"there is no file {link.target[:60]}{fix}"


def _in_link(path: str) -> str:
    """Return a path as a link may hold it: without spaces and parentheses."""
    return _NOT_IN_LINK.sub(lambda sign: quote(sign[0]), path)


def without_code(body: str) -> str:
    """Remove code and comments; all other text keeps its line and column."""
    # To look for one sign takes next to nothing, and most texts have none of these.
    if "`" not in body and "~" not in body and "<" not in body:
        return body
    return _without_comments_and_spans(without_fences(body))


def without_fences(body: str) -> str:
    """Remove blocks of code between fences, which Markdown looks for before all else."""
    lines = body.split("\n")
    # By what a fence is made of: the lines that may close it, the last first.
    closing: defaultdict[str, list[int]] = defaultdict(list)
    for number in reversed(range(len(lines))):
        if (mark := lines[number].strip(" ")).startswith(("```", "~~~")):
            closing[mark].append(number)
    kept: list[str] = []
    for number, line in enumerate(lines):
        if number < len(kept):
            continue
        opening = _FENCE.fullmatch(line)
        ends = closing.get(opening[1], []) if opening else []
        while ends and ends[-1] <= number:
            ends.pop()
        # A fence that nothing closes is text to Markdown.
        kept += [""] * (ends[-1] + 1 - number) if ends else [line]
    return "\n".join(kept)


def _without_comments_and_spans(text: str) -> str:
    """Remove comments and code within lines; of two that overlap, the first one counts."""
    if "`" not in text and "<!--" not in text:
        return text
    parts: list[str] = []
    position = 0
    for start, end in _comments_and_spans(text):
        parts += [text[position:start], _NO_BREAK.sub(" ", text[start:end])]
        position = end
    return "".join((*parts, text[position:]))


def _comments_and_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each comment, and each code within a line, begins and ends.

    Of backquotes that nothing ends on their line, Markdown may find the end on a later one; so
    nothing in the rest of the paragraph counts as code. In a block of HTML, backquotes are text.
    """
    position = line_end = unclear_end = 0
    last_comment_end = text.rfind("-->")
    # By the length of a run of backquotes: such runs of the line, the last first.
    by_length: defaultdict[int, list[re.Match[str]]] = defaultdict(list)
    for mark in _BEGIN_OF_SPAN.finditer(text):
        start = mark.start()
        if start < position or mark[0].startswith("\\"):
            continue
        if mark[0] == "<!--":
            if start > last_comment_end:
                continue
            position = text.find("-->", start) + 3
        elif start < unclear_end:
            continue
        elif name := mark[1]:
            if name.lower() in _BLOCKS:
                unclear_end = _last_end_tag(text, name, start)
            continue
        else:
            if start >= line_end:
                line_end = text.find("\n", start) % (len(text) + 1)
                by_length.clear()
                for run in reversed([*_RUN.finditer(text, start, line_end)]):
                    by_length[len(run[0])].append(run)
            if (closing := _closing(mark, by_length)) is None:
                end_of_paragraph = _EMPTY_LINE.search(text, start)
                unclear_end = end_of_paragraph.start() if end_of_paragraph else len(text)
                continue
            position = closing.end()
        yield start, position


def _last_end_tag(text: str, name: str, start: int) -> int:
    """Return where the last element of a name ends, or the text if none does so behind a place."""
    end = text.rfind(f"</{name}", start)
    return end if end >= 0 else len(text)


def _closing(
    opening: re.Match[str], by_length: Mapping[int, list[re.Match[str]]]
) -> re.Match[str] | None:
    """Return the run of as many backquotes that ends the code which another begins, or ``None``."""
    runs = by_length.get(len(opening[0]), [])
    while runs and runs[-1].start() <= opening.start():
        runs.pop()
    return runs[-1] if runs else None
