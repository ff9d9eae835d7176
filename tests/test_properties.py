"""What holds of any content at all, however it came to be written."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from random import Random
from unittest.mock import patch
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from markdown import markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.content.schema import (
    PAGE_KEYS,
    ActorEntry,
    ArticleEntry,
    BackingEntry,
    ConflictEntry,
    CountEntry,
    DenialEntry,
    EventEntry,
    MemberEntry,
    RoleEntry,
    SideEntry,
    SourceEntry,
    StatementEntry,
    keys_of,
)
from mkdocs_briefing.content.svg_files import svg_fault
from mkdocs_briefing.core.addresses import MARKDOWN
from mkdocs_briefing.core.file_types import FILE_TYPES
from mkdocs_briefing.core.vocabulary import (
    ACTOR_KINDS,
    ACTS,
    EVENT_KINDS,
    SOURCE_KINDS,
    STANCES,
    STATUSES,
    SUPPORT,
    Term,
)
from mkdocs_briefing.markdown.mentions import MentionsExtension, Names
from mkdocs_briefing.markdown.sanitizer import (
    ATTRIBUTES,
    SCHEMES,
    TAGS,
    BodyExtension,
    is_elsewhere,
    sanitised,
)
from mkdocs_briefing.model.entities import Backing, Briefing
from mkdocs_briefing.site.layout import Site, lay_out
from mkdocs_briefing.site.registry import GENERATED

from tests.conftest import ARTICLE, CONFLICT, GOLDEN, SMALL, write
from tests.payloads import BODIES, CELLS, REFUSED, TEXTS

TIMES = int(os.environ.get("FUZZ", "1"))
"""How much longer than usual to look; ``make fuzz`` says so."""

EXTENSIONS = ("toc", "tables", "fenced_code")
"""What MkDocs has Python-Markdown read, unless it is told otherwise."""

MESSAGE = re.compile(r"content/[^:]+:\d+:\d+: (error|warning): \S.*\[[a-z-]+\]", re.DOTALL)

# --- what contributors might write ------------------------------------------------------

NAMES = ("North", "South", "Anna Admiral", "Upland", "Lowland", " nörth", "Île d'Été", "unnamed")
SIDES = ("North", "South", "Anna Admiral", "south ")
DATES = (
    *("2019", "2019-11", "2019-11-15", "2019-04~", "2019-04?", "2019-04%"),
    *("2019-04/2019-06", "2019-04/..", "../2019-11", "9999-12-31", "0001-01-01"),
)
COUNTS = ("7", "1000+", "40-53", "~50", "1,000")
AMOUNTS = ("6 TB2 drones", "800-1200 fighters", "~120000000 USD", "1 000 t", "fighters", "7")
BAD = (
    *("", "Nort", "NO", "12:30", "0x1F", ".inf", "=", "2019-02-30", "15.11.2019", "2020/2019"),
    *("53-40", "-1", "1e9", "٣", "9" * 40, "a" * 300, "{{ 1 }}", "<script>", "_", "..", "../x"),
    *("javascript:alert(1)", "https://[", "//x", "\x00", "\x07", "\ufeff", "\u2028", "\u202e"),
    *("\ud7ff", "\U0010ffff", "İ", "ß", "e\u0301"),
)
"""What people write where something else belongs, and what makes computers stumble."""

SLIPS = (
    *("~", "null", "true", "<<", "&a", "*a", "!!set", "|", ">", "- ", ": ", "{", "}", "[", "]"),
    *("'", '"', "%", "@", "`", "#", "\n", "\n---\n", "\n...\n", "\\", "\t", "    ", "\r", "\x85"),
)
VOCABULARY = tuple(
    word
    for words in (ACTS, ACTOR_KINDS, EVENT_KINDS, SOURCE_KINDS, STANCES, STATUSES, SUPPORT)
    for word in words
)
ENTRIES = (
    *(ArticleEntry, ActorEntry, ConflictEntry, BackingEntry, EventEntry, StatementEntry, RoleEntry),
    *(SourceEntry, DenialEntry, MemberEntry, SideEntry, CountEntry),
)
KEYS = sorted(PAGE_KEYS.union(*map(keys_of, ENTRIES)))

Header = SearchStrategy[dict[str, object]]

words = st.sampled_from([*NAMES, *DATES, *COUNTS, *BAD, *SLIPS, *VOCABULARY]) | st.text(max_size=8)
keys = st.sampled_from(KEYS) | words
anything = st.recursive(
    words | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)


def mostly(usual: SearchStrategy[object]) -> SearchStrategy[object]:
    """What belongs there, and once in a while anything else."""
    return st.integers(0, 49).flatmap(lambda dice: anything if dice == 49 else usual)


def entry(
    required: Mapping[str, SearchStrategy[object]],
    optional: Mapping[str, SearchStrategy[object]] | None = None,
) -> Header:
    return st.fixed_dictionaries(
        {key: mostly(value) for key, value in required.items()},
        optional={key: mostly(value) for key, value in (optional or {}).items()},
    )


def several(one: SearchStrategy[object]) -> SearchStrategy[object]:
    return one | st.lists(one, min_size=1, max_size=3)


def word_of(vocabulary: Mapping[str, Term]) -> SearchStrategy[str]:
    return st.sampled_from(tuple(vocabulary))


name = st.sampled_from(NAMES)
side = st.sampled_from(SIDES)
date = st.sampled_from(DATES)
line = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
number = st.sampled_from(COUNTS) | entry({"best": st.integers(0)}, {"as_of": date, "note": line})
publisher = entry(
    {"publisher": line},
    {
        "title": line,
        "url": st.sampled_from(["https://example.org/a?b=c&d", "http://[::1]/", "https://x.y/(z)"]),
        "date": date,
        "kind": word_of(SOURCE_KINDS),
        "via": line,
        "archived": st.just("https://archive.example/a"),
    },
)
source = several(line | publisher)
voice = several(name | entry({"who": name}, {"what": line, "source": source}))
denial = several(
    name | entry({"who": name}, {"what": line, "source": source, "date": date, "until": date})
)
member = several(name | entry({"who": name}, {"since": date}))
of_any_row = {
    "source": source,
    "id": st.text("abcdü", min_size=3, max_size=6),
    "note": line,
    "conflict": st.sampled_from(["The river war", "river", "THE RIVER WAR"]),
}
backing = entry(
    {"by": several(name), "to": several(side)},
    {
        "stance": word_of(STANCES),
        "support": several(word_of(SUPPORT)),
        "status": word_of(STATUSES),
        "since": date,
        "as_of": date,
        "amount": several(st.sampled_from(AMOUNTS)),
        "through": several(name),
        "said_by": voice,
        "denied_by": denial,
        "why": line,
        **of_any_row,
    },
)
event = entry(
    {"date": date, "what": line},
    {
        **dict.fromkeys(("by", "against", "actors"), several(name)),
        "place": line,
        "kind": word_of(EVENT_KINDS),
        "status": word_of(STATUSES),
        "said_by": voice,
        "denied_by": denial,
        **dict.fromkeys(("killed", "civilians_killed", "injured", "displaced"), number),
        **of_any_row,
    },
)
statement = entry(
    {"who": several(name), "what": line},
    {
        "act": word_of(ACTS),
        "about": several(name),
        "date": date,
        "event": st.just("bridge"),
        **of_any_row,
    },
)
role = entry({"who": name, "as": line}, {"in": name, "until": date, **of_any_row})
of_any_file = {
    **dict.fromkeys(("summary", "description", "status", "subtitle"), line),
    "slug": st.text("abc-", min_size=1, max_size=4),
    "icon": st.just("material/flag"),
    "template": st.sampled_from(["main.html", "404.html"]),
    "hide": st.lists(st.sampled_from(["navigation", "toc"])),
    "search": entry({}, {"exclude": st.booleans(), "boost": st.integers()}),
}
article = entry(
    {"title": line, "date": date, "source": source, "conflict": st.just("The river war")},
    {
        "updated": date,
        "authors": several(line),
        "tags": several(line),
        "draft": st.booleans(),
        "sources": st.dictionaries(line, line | publisher, max_size=2),
        "actors": several(name),
        "backing": several(backing),
        "events": several(event),
        "statements": several(statement),
        "roles": several(role),
        **of_any_file,
    },
)
actor = entry(
    {"name": name | line},
    {
        "kind": word_of(ACTOR_KINDS),
        "short": line,
        "aliases": several(line),
        "member_of": member,
        "country": line,
        "wikidata": st.just("Q142"),
        "website": st.just("https://example.org/"),
        **of_any_file,
    },
)
conflict = entry(
    {"title": line, "sides": several(entry({"name": name | line}, {"members": member}))},
    {"start": date, "place": line, "aliases": several(line), **of_any_file},
)
page = entry({}, {"title": line, **of_any_file})
HEADERS: Mapping[str, Header] = {
    "articles/x.md": article,
    "articles/deep/er/x.md": article,
    "actors/x.md": actor,
    "conflicts/x.md": conflict,
    "x.md": page,
}

body = st.lists(
    st.sampled_from(
        [
            *("North", "Anna Admiral", "Upland's", "the river", " ", "\n", "\n\n", "\n# ", "\n## "),
            *("[", "](", "](articles/upland.md)", ")", "![", "`", "\n```\n", "<b>", "</b>", "<!--"),
            *("\n- ", "\n> ", "\n    ", "|", "\n|-|-|\n", "&", "&#0;", "<", "\\", "*", "_", "{{"),
            *(
                "\x02",
                "\x03",
                "\x00",
                "\n[a]: ",
                "http://",
                "](//[",
                "\n---\n",
                "<script>",
                "\ufeff",
            ),
        ]
    ),
    max_size=20,
).map("".join)


def written(header: object, text: str = "", indent: int | None = None) -> bytes:
    """A file with this header: what is JSON is YAML too."""
    lines = json.dumps(header, ensure_ascii=False, indent=indent)
    return f"---\n{lines}\n---\n{text}".encode("utf-8", "surrogatepass")


@st.composite
def slipped(draw: st.DrawFn, raw: bytes) -> bytes:
    """A file in which a few things went wrong at the keyboard, or on the way."""
    for _ in range(draw(st.integers(1, 3))):
        at, length = draw(st.integers(0, len(raw))), draw(st.integers(0, 3))
        slip = draw(st.sampled_from(SLIPS).map(str.encode) | st.binary(max_size=2))
        raw = raw[:at] + slip + raw[at + length :]
    return raw


files = st.one_of(
    [
        st.tuples(
            st.just(path),
            st.builds(written, header, body, st.sampled_from([None, 1])).flatmap(
                lambda raw: st.just(raw) | slipped(raw)
            ),
        )
        for path, header in HEADERS.items()
    ]
)
"""A path and what stands there: a file almost without a fault, or with a few."""

ON_NO_SIDE = written(
    {
        "title": "Where nobody stands",
        "date": "1944-06-06",
        "conflict": "The river war",
        "source": "The Gazette",
        "backing": [{"by": "Upland", "to": "Nobody"}],
    }
)
"""A header without a fault, and a row with one."""


# --- any file ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest content there is; it bears a second conflict beside its own."""
    named = ARTICLE.replace("source:", "conflict: The river war\nsource:")
    return write(tmp_path_factory.mktemp("any"), {**SMALL, "content/articles/upland.md": named}) / (
        "content"
    )


@contextmanager
def with_file(content: Path, path: str, raw: bytes) -> Iterator[None]:
    file = content / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)
    try:
        yield
    finally:
        file.unlink()


def laid_out(reading: Reading) -> Site:
    return lay_out(reading.briefing, site_name="Any", site_url="https://example.org/")


def converted(site: Site, briefing: Briefing) -> Iterator[str]:
    """The running text of every page as HTML, with the names of actors linked."""
    bodies = {body.path: body.text for body in briefing.bodies}
    names = Names(briefing.actors)
    for shown in site.pages:
        if shown.body is not None:
            mentions = MentionsExtension(names, lambda actor: actor.address)
            extensions = [*EXTENSIONS, BodyExtension(), mentions]
            yield sanitised(markdown(bodies[shown.body], extensions=extensions), shown.anchors)


def check(content: Path, path: str, raw: bytes) -> None:
    """Read, lay out and convert: what the file leaves out, a problem tells."""
    with with_file(content, path, raw):
        reading = read(content, root=content.parent, drafts=True, generated=GENERATED)
        site = laid_out(reading)
        assert all(isinstance(html, str) for html in converted(site, reading.briefing))
    bodies = {body.path for body in reading.briefing.bodies}
    codes = {problem.code for problem in reading.problems}
    assert all(MESSAGE.fullmatch(str(problem)) for problem in reading.problems)
    assert path in bodies or codes
    # A fault in one file takes no other away, unless the two speak of the same.
    assert "articles/upland.md" in bodies
    addresses = [page.address for page in site.pages]
    assert len(set(addresses)) == len(addresses) or "same-address" in codes


@settings(max_examples=150 * TIMES)
@given(path=st.sampled_from(sorted(HEADERS)), raw=st.binary(max_size=200))
def test_any_bytes_at_all_give_pages_or_problems(content, path, raw):
    check(content, path, raw)


@settings(max_examples=400 * TIMES)
@given(file=files)
@example(file=("articles/x.md", ON_NO_SIDE))
def test_any_header_and_any_text_give_pages_or_problems(content, file):
    check(content, *file)


@settings(max_examples=50 * TIMES)
@given(header=st.dictionaries(keys, anything, max_size=5), path=st.sampled_from(sorted(HEADERS)))
def test_any_keys_and_values_give_pages_or_problems(content, header, path):
    check(content, path, written(header))


@settings(max_examples=20 * TIMES)
@given(file=files)
@example(file=("articles/x.md", ON_NO_SIDE))
@example(file=("actors/x.md", b"---\nname: North\n---\n<![\n"))
@example(file=("actors/x.md", b"---\nname: North\ntemplate:\n---\n"))
def test_any_file_gives_a_site_or_a_refusal(content, file):
    """A whole build by MkDocs: whatever is not refused is published."""
    path, raw = file
    with with_file(content, path, raw):
        problems = read(content, root=content.parent, generated=GENERATED).problems
        config = load_config(str(content.parent / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        if any(problem.severity == "error" for problem in problems):
            with pytest.raises(Abort, match="BuildError"):
                build(config)
            return
        # What only the host stumbles over, such as an icon that it does not have, may be refused.
        with suppress(Abort):
            build(config)
            assert (content.parent / "site" / "articles" / "upland" / "index.html").exists()


@settings(max_examples=20 * TIMES)
@given(file=files)
@example(file=("articles/x.md", ON_NO_SIDE))
@example(file=("actors/x.md", b"---\nname: North\n---\n<![\n"))
@example(file=("actors/x.md", b"---\nname: North\ntemplate:\n---\n"))
def test_any_file_can_be_previewed(content, file):
    """A preview that starts with faults shows what could be read."""
    with with_file(content, *file):
        config = load_config(str(content.parent / "mkdocs.yml"))
        config.plugins.on_startup(command="serve", dirty=False)
        build(config)
    assert config.plugins["briefing"].session.make("articles/upland/index.html")
    assert (content.parent / "site" / "articles" / "upland" / "index.html").exists()


# --- any text ---------------------------------------------------------------------------

PAYLOADS = [one.text for one in (*TEXTS, *BODIES, *CELLS, *REFUSED)]
PIECES = sorted({piece for line in PAYLOADS for piece in re.findall(r"\w+|\W", line)})

hostile = st.lists(
    st.sampled_from(PAYLOADS) | st.sampled_from(PIECES) | st.text(max_size=3) | body, max_size=12
).map("".join)


class Tags(HTMLParser):
    """Every tag of a page with its attributes, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


@settings(max_examples=200 * TIMES)
@given(text=hostile)
@example(text='<p title="</p><img src=x onerror=x>">')
def test_any_text_is_harmless_once_it_is_html(text):
    """Whatever Markdown makes of it, and whatever a browser makes of that."""
    mentions = MentionsExtension(Names(()), lambda actor: actor.address)
    extensions = [*EXTENSIONS, "attr_list", "md_in_html", BodyExtension(), mentions]
    html = sanitised(markdown(text, extensions=extensions), {"bridge"})
    assert sanitised(html, {"bridge"}) == html
    for tag, attributes in Tags(html).found:
        assert tag in TAGS
        assert set(attributes) <= {*ATTRIBUTES["*"], *ATTRIBUTES.get(tag, ()), "type"}
        # As the URL Standard has it: tabs and line ends go, and any other sign ends a scheme.
        address = re.sub(r"[\t\n\r]", "", attributes.get("href", ""))
        scheme = re.match(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.-]*):", address)
        assert scheme is None or scheme[1].lower() in SCHEMES
        assert not is_elsewhere(attributes.get("src", ""))
        assert attributes.get("id") != "bridge"


# --- other files ------------------------------------------------------------------------

ENDINGS = (*FILE_TYPES, ".PNG", ".html", ".js", ".xsd", ".md", ".MD", ".php", ".", "", " ", ".kml")
parts_of_names = st.one_of(
    st.sampled_from((*ENDINGS, "a", "robots", "CNAME", "_headers", "..", "~", "\u202e", "é", "12")),
    st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), max_size=8),
)
names_of_files = st.lists(parts_of_names, min_size=1, max_size=4).map("".join)
beginnings = st.sampled_from(
    (b"", b"<", b" " * 5000 + b"<", b"\xef\xbb\xbf<", b"PK", b"%PDF", b"a")
)


@settings(max_examples=200 * TIMES)
@given(
    folder=st.sampled_from(("", "articles/", "files/")),
    name=names_of_files,
    raw=st.builds(bytes.__add__, beginnings, st.binary(max_size=50)),
)
@example(folder="files/", name="page.html.geojson", raw=b"{}")
@example(folder="", name="robots.txt", raw=b"x")
def test_any_other_file_is_published_or_refused(content, folder, name, raw):
    path = f"{folder}{name}"
    assume(name not in (".", "..") and not (content / path).exists())
    with with_file(content, path, raw):
        reading = read(content, root=content.parent, drafts=True, generated=GENERATED)
    told = [problem for problem in reading.problems if problem.path == f"content/{path}"]
    if path in reading.files:
        assert not told
        assert Path(name).suffix.lower() in FILE_TYPES
        assert path.endswith(".svg") or not raw.lstrip().startswith(b"<")
    else:
        is_kept_back = name.startswith(".") or name.endswith(MARKDOWN)
        assert told or is_kept_back or path in reading.passed_over
    assert all(len(str(problem)) < 1000 for problem in told)


addresses = st.sampled_from(
    ("//elsewhere", "https://elsewhere/a", "data:text/html,elsewhere", "elsewhere.svg#a")
)
forms = st.sampled_from(
    ("{}", "url({})", "url('{}')", "url(#a) url({})", "image-set('{}' 1x)", "rgb(1,2,3) {}", "'{}'")
)
values_of_attributes = st.one_of(
    st.sampled_from(("#a", "url(#a)", "red", "1 2 3", "rgb(1, 2, 3)", "matrix(1 0 0 1 0 0)")),
    st.builds(lambda form, address: form.format(address), forms, addresses),
    st.builds("{}:{};fill:{}".format, st.sampled_from(("fill", "mask", "src")), forms, addresses),
)
names_of_attributes = st.sampled_from(
    (
        *("fill", "style", "href", "x:href", "mask", "d", "filter", "onload", "src", "x", "width"),
        *("xml:base", "e:y", "from", "transform", "clip-path", "marker-end", "requiredExtensions"),
    )
)
elements = st.recursive(
    st.builds(
        lambda name, attributes, inside: (name, attributes, inside),
        st.sampled_from(
            (
                "rect",
                "use",
                "image",
                "a",
                "script",
                "style",
                "feImage",
                "animate",
                "h:p",
                "e:z",
                "g",
            )
        ),
        st.dictionaries(names_of_attributes, values_of_attributes, max_size=2),
        st.just(()),
    ),
    lambda inner: st.tuples(
        st.sampled_from(("g", "defs", "switch", "foreignObject", "pattern", "e:layer")),
        st.dictionaries(names_of_attributes, values_of_attributes, max_size=2),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)


def as_svg(name, attributes, inside, first=""):
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{first}{written}>{''.join(as_svg(*one) for one in inside)}</{name}>"


@settings(max_examples=400 * TIMES)
@given(inside=st.lists(elements, max_size=3))
@example(inside=[("rect", {"style": "mask:url(#a) url(//elsewhere);fill:red"}, [])])
def test_no_drawing_that_passes_names_an_address(inside):
    """Read anew by another parser: no attribute that a browser knows speaks of elsewhere."""
    spaces = (
        ' xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"'
        ' xmlns:h="http://www.w3.org/1999/xhtml" xmlns:e="http://www.inkscape.org/namespaces/inkscape"'
    )
    svg = as_svg("svg", {}, inside, spaces)
    if svg_fault(svg.encode()) is None:
        for element in ElementTree.fromstring(svg).iter():
            notes = element.tag.startswith("{http://www.inkscape.org/")
            assert notes or element.tag.startswith("{http://www.w3.org/2000/svg}")
            for key, value in element.attrib.items():
                if notes or key.startswith("{http://www.inkscape.org/"):
                    continue
                # Outside of `url()` and the like, an address is only a word.
                assert not re.search(r"\([^)]*elsewhere", value)
                assert key.rpartition("}")[2] != "href" or value.startswith("#")


# --- the order of things ------------------------------------------------------------------


def exports(content: Path) -> tuple[tuple[str, ...], dict[str, str], list[str]]:
    """All that could depend on an order: problems, downloads, and which pages there are."""
    reading = read(content, root=content.parent, generated=GENERATED)
    site = laid_out(reading)
    return (
        tuple(map(str, reading.problems)),
        {asset.path: asset.text for asset in site.assets},
        [page.address for page in site.pages],
    )


def shuffled_disk(
    random: Random,
) -> Callable[..., AbstractContextManager[Iterator[os.DirEntry[str]]]]:
    """A disk that lists the files of a folder in whatever order it likes."""
    scandir = os.scandir

    def listed(folder: Path) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
        with scandir(folder) as entries:
            found = list(entries)
        random.shuffle(found)
        return nullcontext(iter(found))

    return listed


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The golden content, and two files with faults."""
    found = {
        file.relative_to(GOLDEN / "content").as_posix(): file.read_text(encoding="utf-8")
        for file in sorted((GOLDEN / "content").rglob("*.md"))
    }
    broken = ARTICLE.replace("to: North", "to: Nort").replace("Upland", "Uplnd")
    return {**found, "articles/broken.md": broken, "articles/worse.md": "---\ntitle: [\n---\n"}


@settings(max_examples=25 * TIMES)
@given(random=st.randoms(use_true_random=False))
def test_the_order_of_files_on_disk_changes_nothing(golden, tmp_path_factory, random):
    names = list(golden)
    random.shuffle(names)
    here, there = (tmp_path_factory.mktemp("disk") / "content" for _ in range(2))
    write(here, golden)
    write(there, {name: golden[name] for name in names})
    with patch("os.scandir", shuffled_disk(random)):
        shuffled = exports(there)
    assert shuffled == exports(here)


@pytest.mark.parametrize("content", [GOLDEN / "content", GOLDEN.parents[1] / "content"], ids=str)
def test_building_twice_gives_the_same_downloads(content):
    assert exports(content) == exports(content)


def test_the_seed_of_python_changes_nothing():
    """The order of a set differs from one process to the next."""
    program = (
        "import sys; from pathlib import Path; from tests.test_properties import exports;"
        "sys.stdout.write(repr(exports(Path(sys.argv[1]))))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program, GOLDEN / "content"],
            cwd=GOLDEN.parents[1],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


# --- permanent anchors --------------------------------------------------------------------

ROWS = ("backing", "events", "statements", "roles")


def numbered(rows: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    """Every row with a note of its own, by which it is known again."""
    numbers = count()
    return {
        kind: [{**row, "note": f"Row {next(numbers)}"} for row in of_kind]
        for kind, of_kind in rows.items()
    }


valid_backing = st.fixed_dictionaries(
    {
        "by": st.lists(
            st.sampled_from(["Upland", "Lowland", "Ferry & Sons"]), min_size=1, unique=True
        ),
        "to": st.sampled_from(["North", "South", "Anna Admiral"]),
    },
    optional={"stance": st.sampled_from(tuple(STANCES)), "since": st.just("2019")},
)
valid_event = st.fixed_dictionaries(
    {"date": st.sampled_from(["2019", "2019-11-15"]), "what": st.sampled_from(["A", "B", "C"])},
    optional={"killed": st.just("1000+")},
)
valid_statement = st.fixed_dictionaries(
    {"who": st.just("Upland"), "what": st.sampled_from(["A", "B"])},
    optional={"act": st.sampled_from(tuple(ACTS))},
)
valid_role = st.fixed_dictionaries({"who": st.just("Anna Admiral"), "as": st.just("admiral")})
valid_rows = st.fixed_dictionaries(
    {
        "backing": st.lists(valid_backing, max_size=4),
        "events": st.lists(valid_event, max_size=4),
        "statements": st.lists(valid_statement, max_size=3),
        "roles": st.lists(valid_role, max_size=2),
    }
).map(numbered)


def article_of(rows: Mapping[str, list[dict[str, object]]], title: str = "Rows") -> str:
    header = {"title": title, "date": "2019-11-15", "source": "The Gazette", **rows}
    return f"---\n{json.dumps(header)}\n---\n"


def anchors(content: Path, article: str) -> dict[tuple[str, ...], str]:
    """The address of every row of an article, by what the row says."""
    reading = read(content, root=content.parent, generated=GENERATED)
    assert [one for one in reading.problems if one.severity == "error"] == []
    briefing = reading.briefing
    rows = [
        *briefing.backing,
        *briefing.statements,
        *briefing.roles,
        *(account for event in briefing.events for account in event.accounts),
    ]
    found: dict[tuple[str, ...], str] = {}
    for row in rows:
        if row.article.path == article:
            pair = (row.by.name, row.to.name) if isinstance(row, Backing) else ()
            key = (type(row).__name__, row.note or "", *pair)
            assert key not in found
            found[key] = row.address
    assert len(set(found.values())) == len(found), "two rows have one address"
    return found


@settings(max_examples=25 * TIMES)
@given(rows=valid_rows, random=st.randoms(use_true_random=False))
def test_anchors_stay_when_rows_change_places(content, rows, random):
    with with_file(content, "articles/x.md", article_of(rows).encode()):
        before = anchors(content, "articles/x.md")
    moved = {kind: random.sample(of_kind, len(of_kind)) for kind, of_kind in rows.items()}
    with with_file(content, "articles/x.md", article_of(moved).encode()):
        assert anchors(content, "articles/x.md") == before


@settings(max_examples=25 * TIMES)
@given(rows=valid_rows, other=valid_rows, path=st.sampled_from(["articles/a.md", "articles/z.md"]))
def test_anchors_stay_when_an_unrelated_article_is_added(content, rows, other, path):
    with with_file(content, "articles/x.md", article_of(rows).encode()):
        before = anchors(content, "articles/x.md")
        with with_file(content, path, article_of(other, "Others").encode()):
            assert anchors(content, "articles/x.md") == before


def test_an_anchor_stays_when_another_conflict_uses_its_id(tmp_path):
    """An address that was given out stays, whatever later articles call their events."""
    content = write(tmp_path, SMALL) / "content"
    lake = CONFLICT.replace("river", "lake").replace("North", "East").replace("South", "West")
    write(content, {"conflicts/lake.md": lake.replace(", members: [Anna Admiral]", "")})
    upland = ARTICLE.replace("date: 2019-11-15", "date: 2019-11-15\nconflict: The river war")
    write(content, {"articles/upland.md": upland})
    before = anchors(content, "articles/upland.md")
    other = article_of(
        {"events": [{"id": "bridge", "date": "2020", "what": "Another bridge falls"}]}
    ).replace('"title"', '"conflict": "The lake war", "title"')
    other = other.replace("2019-11-15", "2021-06-06")
    write(content, {"articles/lake.md": other})
    assert anchors(content, "articles/upland.md") == before
