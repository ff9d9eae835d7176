"""Finds links in Markdown to files that are not there."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from mkdocs_briefing.core.names import nearest
from mkdocs_briefing.core.problems import Place

# Only the end of a link's text is looked for: matching the whole of `[…](…)` would take
# quadratic time on a page of opening brackets.
# One that ends in `\]` is none: the bracket is escaped, unless its backslash is.
INLINE: Final = re.compile(r"(?<!\\)(?:\\\\)*\]\([ \t]*<?([^)\s<>]+)")
# What is named `^…` is a footnote, whose first word is no address.
DEFINITION: Final = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*<?([^\s<>]+)", re.MULTILINE)
FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it was written, and where."""

    target: str
    place: Place


def links(body: str, first_line: int) -> Iterator[Link]:
    """Every inline link, image and link definition outside of code and comments."""
    text = without_code(body)
    found = sorted(
        (match.start(1), match[1])
        for pattern in (INLINE, DEFINITION)
        for match in pattern.finditer(text)
    )
    line, line_start = first_line, 0
    for start, target in found:
        line += text.count("\n", line_start, start)
        line_start = max(line_start, text.rfind("\n", line_start, start) + 1)
        yield Link(target, (line, start - line_start + 1))


def broken(link: Link, path: str, files: Set[str]) -> str | None:
    """What is wrong with a link in the file ``path``; ``None`` where nothing is.

    ``files`` are all files that a page may link to, below ``content/``.
    """
    try:
        parts = urlsplit(link.target)
    except ValueError:
        return f"the address {link.target[:60]} cannot be read"
    if parts.scheme or parts.netloc or not parts.path:
        return None
    if parts.path.startswith("/"):
        return (
            f"{link.target[:60]} begins with a slash and breaks when the site moves; "
            "write the way from this file, such as ../actors/turkey.md"
        )
    folder = posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    if target in files:
        return None
    meant = _meant(target, files)
    fix = f"; did you mean {posixpath.relpath(meant, folder or '.')}?" if meant else ""
    return f"there is no file {link.target[:60]}{fix}"


def _meant(target: str, files: Set[str]) -> str | None:
    for guess in (f"{target}.md", posixpath.join(target, "index.md")):
        if guess in files:
            return guess
    name = posixpath.basename(target)
    same_name = sorted(file for file in files if posixpath.basename(file) == name)
    if same_name:
        return same_name[0]
    return nearest(target, sorted(files))


def without_code(body: str) -> str:
    """The text with its code and comments taken out, and every line and place as it was.

    Fenced blocks leave empty lines; what else there is stays where it stood.
    """
    return _without_fences(_without_comments(body))


def _without_comments(text: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        kept += [text[position:start], re.sub(r"[^\n]", " ", text[start : end + 3])]
        position = end + 3
    return "".join((*kept, text[position:]))


def _without_fences(text: str) -> str:
    kept: list[str] = []
    fence: str | None = None
    for line in text.split("\n"):
        mark = FENCE.match(line)
        if fence is not None:
            if mark and mark[1].startswith(fence):
                fence = None
            kept.append("")
        elif mark:
            fence = mark[1]
            kept.append("")
        else:
            kept.append(_without_code_spans(line))
    return "\n".join(kept)


def _without_code_spans(line: str) -> str:
    if "`" not in line:
        return line
    runs = list(re.finditer(r"`+", line))
    later: defaultdict[int, list[int]] = defaultdict(list)
    for index in reversed(range(len(runs))):
        later[len(runs[index][0])].append(index)
    kept: list[str] = []
    position = index = 0
    while index < len(runs):
        same = later[len(runs[index][0])]
        while same and same[-1] <= index:
            same.pop()
        if same:
            end = runs[same[-1]].end()
            kept += [line[position : runs[index].start()], " " * (end - runs[index].start())]
            position, index = end, same[-1] + 1
        else:
            index += 1
    return "".join((*kept, line[position:]))
