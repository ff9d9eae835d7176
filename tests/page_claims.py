"""Holds a built page to claims that are written down in YAML.

actors/anna-admiral/:         # the page, by its address
  _profile:                   # a part of it, by its id (or see ``part_of``)
    - Kind Person             # says this, after what the line before says
    - Lowland -> actors/x/    # has this link
    - not: disputed           # does not say this
    - entries: 2              # has lists with so many entries
    - pictures: 2             # has so many drawings
    - word: arms transfer     # offers this word in a form,
      means: Weapons arrive.  # with this explanation
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from tests.pages import parsed, text, with_id

Claims = Sequence[str | dict[str, str | int]]


def failures_of(claims: Mapping[str, Claims], site: Path, address: str) -> list[str]:
    """The claims about a page that do not hold, each with its part of the page."""
    page = content_of((site / address / "index.html").read_bytes())
    assert claims, f"no claims about {address}"
    assert all(claims.values()), "a part without claims"
    return [
        f"{address} {name}: {failure}"
        for name, lines in claims.items()
        for failure in unmet(lines, part_of(page, name), address)
    ]


def content_of(page: bytes) -> Element:
    """What stands between Material's header and footer."""
    return next(parsed(page.decode()).iter("article"))


def part_of(page: Element, name: str) -> Element:
    """A cell of the table, the element with an id, or what stands under the heading with it."""
    if name == "page":
        return page
    if name.startswith("cell "):
        return cell(page, *name.removeprefix("cell ").split(", "))
    if name in {"head", "foot"}:
        return next(page.iter({"head": "header", "foot": "footer"}[name]))
    if name.startswith("row "):
        (row,) = (one for one in page.iter("template") if one.get("data-row") == name[4:])
        return row[0]
    named = with_id(page, name)
    named.attrib.pop("hidden", None)  # the form, until a script shows it
    if named.tag not in {"h1", "h2", "h3"}:
        return named
    return next(element for element in page.iter() if named in list(element))


def cell(page: Element, backer: str, side: str) -> Element:
    """A cell of a page's tables of positions, by its row and column."""
    found = []
    for table in page.iter("table"):
        header, *rows = table.iter("tr")
        columns = [text(one).removeprefix("Towards ") for one in header]
        if side in columns:
            found += [row[columns.index(side)] for row in rows if is_row_of(backer, row)]
    (one,) = found
    return one


def is_row_of(backer: str, row: Element) -> bool:
    """Whether a row is that of a backer; its side may stand below the name."""
    names = [text(link) for th in row.iter("th") for link in th.iter("a")]
    return names[:1] == [backer]


def unmet(lines: Claims, part: Element, address: str) -> list[str]:
    """The claims about a part of a page that do not hold, with what stands there instead."""
    said = text(part)
    links = {f"{text(link)} -> {target(link, address)}" for link in part.iter("a")}
    words = {(text(option), option.get("data-meaning", "")) for option in part.iter("option")}
    failures = []
    position = 0
    for line in lines:
        instead: object = said
        match line:
            case str() if " -> " in line:
                holds, instead = line in links, sorted(links)
            case str():
                instead = said[position:]
                holds = line in said[position:]
                position = said.index(line, position) + len(line) if holds else position
            case {"not": unsaid}:
                holds = str(unsaid) not in said
            case {"word": word, "means": meaning}:
                holds, instead = (word, meaning) in words, sorted(words)
            case {"entries": count}:
                holds = entry_count(part) == count
            case {"pictures": count}:
                holds = picture_count(part) == count
            case _:
                holds, instead = False, "no such kind of claim"
        if not holds:
            failures.append(f"{line!r}, but: {instead}")
    return failures


def target(link: Element, address: str) -> str:
    """Where a link leads: an address on the site, or one elsewhere."""
    return urljoin(f"https://golden/{address}", link.get("href", "")).removeprefix(
        "https://golden/"
    )


def picture_count(part: Element) -> int:
    """How many drawings there are; each is there twice, for wide and for narrow screens."""
    return sum("b-pic" in picture.get("class", "").split() for picture in part.iter("svg"))


def entry_count(part: Element) -> int:
    """How many entries the lists of a part have, without the lists in them."""
    if part.tag == "li":
        return 1
    return sum(entry_count(child) for child in part)
