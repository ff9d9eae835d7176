"""Every link and anchor of whole sites works, and links out of the site lead to sources."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import pytest
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.core.addresses import GUIDE
from mkdocs_briefing.model.entities import Briefing, Row
from mkdocs_briefing.pages.parts.chronology_parts import whole_chronology
from mkdocs_briefing.pages.parts.feedback import FILES_SHOWN
from mkdocs_briefing.site.layout import links_for
from mkdocs_briefing.site.registry import GENERATED, NAVIGATION

from tests.conftest import ARTICLE, CODE_HOST, GOLDEN, ODD, REPOSITORY, mkdocs
from tests.pages import at_once, links, parsed, text

HERE = "https://site.invalid/"
"""Where the sites are taken to stand; no link of theirs may say so."""

LOADED = (
    ("audio", "src"),
    ("embed", "src"),
    ("iframe", "src"),
    ("img", "src"),
    ("input", "src"),
    ("link", "href"),
    ("object", "data"),
    ("script", "src"),
    ("source", "src"),
    ("track", "src"),
    ("video", "poster"),
    ("video", "src"),
)
"""What a browser fetches without being asked to."""

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details")
"""Attributes that name elements of the same page by their ids."""

NOT_FOUND = "404.html"
"""Answers for any address, however deep: MkDocs has it link from the root of the host."""


@dataclass(frozen=True)
class Built:
    """A site as it was published, and the model of what it shows."""

    folder: Path
    briefing: Briefing
    content: Path | None = None
    """Where the files lie that the site lets readers edit."""

    @cached_property
    def pages(self) -> Mapping[str, Element]:
        """Every page by its address, as a browser would have it."""
        return {
            file.relative_to(self.folder).as_posix().removesuffix("index.html"): parsed(
                file.read_text(encoding="utf-8")
            )
            for file in sorted(self.folder.rglob("*.html"))
        }

    @cached_property
    def anchors(self) -> Mapping[str, set[str]]:
        return {address: set(ids(page)) for address, page in self.pages.items()}

    @property
    def rows(self) -> Iterator[Row]:
        yield from self.briefing.backing
        yield from self.briefing.statements
        yield from self.briefing.roles
        for event in self.briefing.events:
            yield from event.accounts

    def fault(self, address: str, link: str) -> str | None:
        """What is wrong with a link that stays on the site."""
        parts = urlsplit(urljoin(HERE + quote(address), link))
        target = unquote(parts.path.removeprefix("/"))
        if target in self.pages:
            # An empty fragment, and #top, lead to the top of any page.
            missing = unquote(parts.fragment) not in {"", "top", *self.anchors[target]}
            return "no such anchor" if missing else None
        if target.endswith("index.html"):
            return "write the folder"
        return None if (self.folder / target).is_file() else "no such page"


def ids(page: Element) -> list[str]:
    return [element.get("id", "") for element in page.iter() if "id" in element.attrib]


def leaves(link: str) -> bool:
    parts = urlsplit(link)
    return bool(parts.scheme or parts.netloc)


def loaded(page: Element) -> Iterator[str]:
    for tag, attribute in LOADED:
        for element in page.iter(tag):
            if attribute in element.attrib:
                yield element.get(attribute, "")
    for element in page.iter():
        for candidate in element.get("srcset", "").split(","):
            yield from candidate.split()[:1]
        yield from addresses_in_css(element.get("style", ""))
    for element in page.iter("style"):
        yield from addresses_in_css(element.text or "")


def addresses_in_css(css: str) -> list[str]:
    return re.findall(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""", css)


@pytest.fixture(scope="module")
def many_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough events and sources for both to be split into pages of their own."""
    folder = tmp_path_factory.mktemp("many")
    rows = [
        f"  - {{date: {1990 + n % 30}-0{n % 9 + 1}, what: Number {n}, actors: [North, Actor {n}],"
        f" source: {{publisher: Paper {n % 40}, title: Issue {n}}}}}"
        for n in range(320)
    ]
    header, _, body = ARTICLE.rpartition("---\n")
    long = header.replace("date: 2019-11-15", "date: 2021") + "\n".join(rows) + f"\n---\n{body}"
    files = {
        "mkdocs.yml": "site_name: Much\ndocs_dir: content\nplugins: [briefing]\n",
        "content/conflicts/river.md": "---\ntitle: The river war\nsides:\n"
        "  - {name: North}\n  - {name: South}\n---\n",
        "content/articles/long.md": long,
    }
    for path, written in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(written, encoding="utf-8")
    build = mkdocs("build", cwd=folder)
    assert build.returncode == 0, build.stderr
    return folder


@pytest.fixture(scope="module", params=["dossier", "golden", "many", "hosted"])
def site(request: pytest.FixtureRequest) -> Built:
    if request.param == "hosted":
        folder = request.getfixturevalue("hosted_site")
        content = folder / "content"
        return Built(
            folder / "site", read(content, root=folder, generated=GENERATED).briefing, content
        )
    if request.param == "many":
        folder = request.getfixturevalue("many_site")
        return Built(
            folder / "site", read(folder / "content", root=folder, generated=GENERATED).briefing
        )
    if request.param == "golden":
        folder, built = GOLDEN, request.getfixturevalue("golden_site")
    else:
        folder, built = REPOSITORY, request.getfixturevalue("built_site")
    return Built(built, read(folder / "content", root=folder, generated=GENERATED).briefing)


# --- links ----------------------------------------------------------------------------


def test_no_link_and_no_anchor_is_dead(site: Built):
    inside = [
        (address, link)
        for address, page in site.pages.items()
        for link in (*links(page), *loaded(page))
        if not leaves(link)
    ]
    assert inside
    dead = [
        f"{address}: {link}: {fault}"
        for address, link in inside
        if (fault := site.fault(address, link))
    ]
    assert dead == []


def test_no_link_starts_at_the_root_of_the_host(site: Built):
    """The site may move into a folder of another."""
    absolute = [
        f"{address}: {link}"
        for address, page in site.pages.items()
        if address != NOT_FOUND
        for link in (*links(page), *loaded(page))
        if link.startswith("/") or link.startswith(HERE)
    ]
    assert absolute == []


def test_links_out_lead_to_cited_sources_and_wikidata(site: Built):
    cited = {
        *(url for source in site.briefing.sources for url in (source.url, source.archived) if url),
        *(f"https://www.wikidata.org/wiki/{actor.wikidata}" for actor in site.briefing.actors),
    }
    elsewhere = [
        f"{address}: {link}"
        for address, page in site.pages.items()
        for link in links(page)
        if leaves(link) and link not in cited and not to_repository(site, address, link)
    ]
    assert elsewhere == []


def to_repository(site: Built, address: str, link: str) -> bool:
    """Whether it leads to the repository, a file that is there or a new one, or to a report."""
    if site.content is None:
        return False
    if link.startswith(f"{CODE_HOST}/issues/new?"):
        asked = {key: value for key, (value,) in parse_qs(urlsplit(link).query).items()}
        form = asked["template"]
        title = "There is no page" if address == NOT_FOUND else text(heading(site.pages[address]))
        place = asked["page" if form == "1-wrong.yml" else "source"]
        assert asked["title"].startswith(title), address
        assert place == ("/" if address == NOT_FOUND else f"/{address}")
        of_program = address == NOT_FOUND or address.startswith("contribute/")
        return form == ("3-program.yml" if of_program else "1-wrong.yml")
    if link == f"{CODE_HOST}/new/main/content/articles":
        return address == "contribute/"
    return link == CODE_HOST or file_of(site, link) is not None


def file_of(site: Built, link: str) -> Path | None:
    """The file of the content that a link lets readers edit."""
    assert site.content is not None
    start = f"{CODE_HOST}/edit/main/content/"
    parts = urlsplit(link)
    file = site.content / unquote(link.removeprefix(start))
    ours = link.startswith(start) and not parts.query and not parts.fragment and file.is_file()
    return file if ours else None


def heading(page: Element) -> Element:
    return next(page.iter("h1"))


def foot(page: Element) -> Element | None:
    return next((one for one in page.iter("footer") if "b-feedback" in one.get("class", "")), None)


def test_with_a_repository_every_page_can_be_edited_and_reported(site: Built):
    for address, page in site.pages.items():
        below = foot(page)
        if site.content is None:
            assert below is None, address
            continue
        assert below is not None, address
        *edits, report = links(below)
        assert report.startswith(f"{CODE_HOST}/issues/new?"), address
        if address == NOT_FOUND or address.startswith(GUIDE):
            assert edits == []
            continue
        assert "Edit this page" in text(below), address
        files = [file for link in edits if leaves(link) for file in [file_of(site, link)]]
        assert files, address
        assert None not in files, address
        assert len(files) <= FILES_SHOWN + 1


def test_pages_lead_to_their_own_file_or_their_articles(hosted_site):
    site = Built(
        hosted_site / "site",
        read(hosted_site / "content", root=hosted_site, generated=GENERATED).briefing,
    )
    site = replace(site, content=hosted_site / "content")
    own = {
        **{article.address: article.path for article in site.briefing.articles},
        **{conflict.address: conflict.path for conflict in site.briefing.conflicts},
        **{actor.address: actor.path for actor in site.briefing.actors if actor.path},
        "about/": "about.md",
        f"{ODD}/": f"{ODD}.md",
    }
    for address, path in own.items():
        edit, _ = links(foot(site.pages[address]))
        assert file_of(site, edit) == site.content / path
    # The table rests on more files than its foot names: the conflict and the newest articles.
    told = {row.article for row in site.briefing.backing}
    rests = [conflict.path for conflict in site.briefing.conflicts]
    rests += [article.path for article in site.briefing.articles if article in told]
    assert len(rests) > FILES_SHOWN
    *edits, more, _ = links(foot(site.pages["backers/"]))
    assert [file_of(site, link) for link in edits] == [
        site.content / path for path in rests[:FILES_SHOWN]
    ]
    assert more == "../articles/"
    assert f"all {len(site.briefing.articles)} articles" in text(foot(site.pages["sources/"]))


def test_every_cited_source_on_the_web_is_linked_to(site: Built):
    linked = {link for page in site.pages.values() for link in links(page)}
    assert site.briefing.sources
    for source in site.briefing.sources:
        assert {url for url in (source.url, source.archived) if url} <= linked


def test_nothing_is_loaded_from_another_host(site: Built):
    assert any(True for page in site.pages.values() for _ in loaded(page))
    foreign = [
        f"{address}: {link}"
        for address, page in site.pages.items()
        for link in loaded(page)
        if leaves(link) and not link.startswith("data:")
    ]
    foreign += [
        f"{file.name}: {link}"
        for file in site.folder.rglob("*.css")
        for link in addresses_in_css(file.read_text(encoding="utf-8"))
        if leaves(link) and not link.startswith("data:")
    ]
    assert foreign == []


def test_sections_lead_to_the_page_of_their_name(site: Built):
    """The row of sections, which pages share that are equally far from the root."""
    # The page of the first section has the title that its text gives it.
    wanted = {label: f"{HERE}{address}" for address, label in NAVIGATION.items() if address}
    for address, page in site.pages.items():
        if address == NOT_FOUND:
            continue
        rows = [one for one in page.iter("nav") if one.get("aria-label") == "Sections"]
        assert rows, address
        found = {text(one): one.get("href", "") for row in rows for one in row.iter("a")}
        led = {label: urljoin(f"{HERE}{address}", link) for label, link in found.items()}
        assert led.items() >= wanted.items(), address


def test_every_page_can_be_reached_from_the_first(site: Built):
    reached, ahead = {""}, [""]
    while ahead:
        address = ahead.pop()
        for link in links(site.pages[address]):
            path = unquote(urlsplit(urljoin(HERE + quote(address), link)).path.removeprefix("/"))
            if not leaves(link) and path in site.pages and path not in reached:
                reached.add(path)
                ahead.append(path)
    assert set(site.pages) - reached - {NOT_FOUND} == set()


# --- anchors --------------------------------------------------------------------------


def test_no_id_is_given_twice_on_a_page(site: Built):
    twice = [
        f"{address}: {name}"
        for address, page in site.pages.items()
        for name, count in Counter(ids(page)).items()
        if count > 1 or not name
    ]
    assert twice == []


def test_references_to_other_elements_find_them(site: Built):
    references = [
        (address, attribute, name)
        for address, page in site.pages.items()
        # Outside the content Material labels a switch that is on some pages only.
        for element in next(page.iter("article")).iter()
        for attribute in REFERENCES
        for name in element.get(attribute, "").split()
    ]
    assert references
    lost = [
        f"{address}: {attribute}={name}"
        for address, attribute, name in references
        if name not in site.anchors[address]
    ]
    assert lost == []


def test_every_row_has_its_permanent_anchor_on_its_article(site: Built):
    rows = list(site.rows)
    assert rows
    for row in rows:
        assert row.id in site.anchors[row.article.address], row.address


def test_every_event_has_its_permanent_anchor_in_the_chronology(site: Built):
    where = links_for(site.briefing, whole_chronology(site.briefing))
    assert site.briefing.events
    for event in site.briefing.events:
        address, _, anchor = where.event(event).partition("#")
        assert anchor in site.anchors[address], where.event(event)


def test_every_source_has_its_permanent_anchor_in_the_list(site: Built):
    where = links_for(site.briefing, whole_chronology(site.briefing))
    assert site.briefing.sources
    for source in site.briefing.sources:
        address, _, anchor = where.source(source).partition("#")
        assert anchor in site.anchors[address], where.source(source)


# --- pages as such --------------------------------------------------------------------


def test_every_page_has_one_title_and_a_language(site: Built):
    for address, page in site.pages.items():
        (heading,) = page.iter("h1")
        assert text(heading), address
        assert page.get("lang"), address
        (title,) = (one for one in page.iter("title") if one in page.find("head"))
        assert title.text, address
        if address not in {"", NOT_FOUND}:
            assert title.text.startswith(text(heading)), address


def test_tables_label_their_rows_and_columns(site: Built):
    for address in ("backers/", "conflicts/", "sources/"):
        tables = list(site.pages[address].iter("table"))
        assert tables, address
        for table in tables:
            caption = table.find("caption")
            assert caption is not None
            assert text(caption), address
            columns = table.findall("thead/tr/th")
            assert [one.get("scope") for one in columns] == ["col"] * len(columns)
            rows = table.findall("tbody/tr")
            assert rows, address
            for row in rows:
                first, *cells = row
                assert first.tag == "th"
                if first.get("scope") == "rowgroup":
                    assert not cells
                    assert first.get("colspan") == str(len(columns))
                else:
                    assert first.get("scope") == "row"
                    assert [cell.tag for cell in cells] == ["td"] * (len(columns) - 1)
                    assert all(at_once(cell) for cell in cells), f"{address}: {text(row)}"


def test_table_cells_link_to_their_evidence(site: Built):
    addresses = {row.address for row in site.briefing.backing}
    assert addresses
    linked = {
        urljoin(HERE + "backers/", link).removeprefix(HERE)
        for cell in site.pages["backers/"].iter("td")
        for link in links(cell)
    }
    assert addresses <= linked


def test_headings_take_no_anchor_from_a_row(small_site):
    """A link to the event must not lead to the heading that happens to be named like it."""
    folder = small_site({"content/articles/upland.md": f"{ARTICLE}\n## Bridge\n\nIt fell.\n"})
    build = mkdocs("build", cwd=folder)
    assert build.returncode == 0, build.stderr
    page = parsed((folder / "site" / "articles" / "upland" / "index.html").read_text())
    named = [element.tag for element in page.iter() if element.get("id") == "bridge"]
    assert named == ["li"]
