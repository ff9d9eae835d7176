"""What strangers write is shown as text: none of it runs, and none of it asks another host."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml
from markdown import markdown
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.site.registry import GENERATED
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.conftest import Quiet
from tests.conftest import CONFIG, SMALL, mkdocs, write
from tests.payloads import BODIES, CELLS, REFUSED, SWALLOWING, TEXTS, Payload


def texts(of: Iterable[Payload]) -> list[str]:
    return [one.text for one in of]


NOT_OF_AN_ADDRESS = re.compile(r'[\s<>"`{}|\\^]')

FILES = (
    "'onmouseover='ran(8001)'.md",
    "%3Cscript%3Eran(8002)%3C%2Fscript%3E.md",
    "&lt;img src=x onerror=ran(8003)&gt;.md",
    "{{ config }}.md",
    "${ran(8004)}.md",
    "javascript&colon;ran(8005).md",
    "#!--.md",
    "=cmd()'!A1.md",
)
"""What a stranger may call a file; names with < > : " are refused."""

EXTENSIONS = """\
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tasklist
"""

DEFINED = """

[one]: javascript:ran(9001)
[two]: data:text/html,<script>ran(9002)</script> "x' onmouseover='ran(9003)"
[three]: http://elsewhere.example/9004.png

THE END
"""


def written(header: Mapping[str, object]) -> str:
    """The header as JSON, which is YAML but for characters of two halves."""

    def whole(halves: re.Match[str]) -> str:
        character = json.loads(f'"{halves[0]}"')
        return f"\\U{ord(character):08x}"

    return re.sub(r"\\ud[89ab]\w\w\\ud[c-f]\w\w", whole, json.dumps(header))


def article(number: int, text: str) -> str:
    """One text in every place of a header that takes words, and in the body."""
    words = f"{number} {text}"
    # Two signs in a row would begin a comment of Obsidian.
    address = "https://example.org/?" + NOT_OF_AN_ADDRESS.sub("", text).replace("%%", "%")
    row = {"note": words, "source": {"publisher": words, "title": words, "via": words}}
    header = {
        "title": words,
        "date": "2019-11-15",
        "conflict": "river",
        "summary": words,
        "authors": [words],
        "tags": [words],
        "source": {"publisher": words, "url": address},
        "actors": [f"Actor {words}".replace(",", "")],
        "backing": [
            {
                "by": f"Actor {words}".replace(",", ""),
                "to": "North",
                "why": words,
                "said_by": {"who": "Upland", "what": words},
                "denied_by": {"who": "Lowland", "what": words},
                **row,
            }
        ],
        "events": [
            {
                "date": "2019-11-14",
                "what": words,
                "place": words,
                "killed": {"best": 3, "note": words},
                **row,
            }
        ],
        "statements": [{"who": "Upland", "what": words, **row}],
        "roles": [{"who": "Upland", "as": words, "in": "Lowland", **row}],
    }
    return f"---\n{written(header)}\n---\n\n{text}\n"


def cells() -> str:
    """Each text at the very beginning of what becomes a cell."""
    rows = [{"what": one, "place": one, "note": one, "source": one} for one in texts(CELLS)]
    header = {
        "title": CELLS[0].text,
        "summary": CELLS[1].text,
        "authors": texts(CELLS),
        "date": "2019-11-15",
        "conflict": "river",
        "events": [{"date": "2019-11-14", **row} for row in rows],
        "statements": [
            {"who": one["what"].replace(",", ""), "what": one["what"], "source": one["source"]}
            for one in rows[:6]
        ],
    }
    return f"---\n{written(header)}\n---\n\nWords.\n"


def profile(number: int, text: str) -> str:
    words = f"Profiled {number} {text}".replace(",", "")
    header = {"name": words, "aliases": [f"Also {words}"], "summary": words, "country": words}
    return f"---\n{written(header)}\n---\n\n{text}\n"


def conflict(number: int, text: str) -> str:
    words = f"Conflict {number} {text}".replace(",", "")
    sides = [{"name": f"One of {words}"}, {"name": f"Other of {words}"}]
    header = {"title": words, "sides": sides, "place": words, "summary": words}
    return f"---\n{written(header)}\n---\n\n{text}\n"


def ordinary(text: str) -> str:
    keys = dict.fromkeys(("title", "description", "subtitle", "author", "robots", "x"), text)
    return f"---\n{written({**keys, 'tags': [text], 'social': {text: text}})}\n---\n\n{text}\n"


ON_A_PAGE = 16
"""A page takes a tenth of a second, as Material's scripts run on each."""


LONGEST = 250
"""Letters of a value: with a few words before it, it must not be too long for a name."""


def values(texts: Iterable[str]) -> Iterator[str]:
    """As many texts as fit into one value, and then the next ones."""
    value = ""
    for text in texts:
        if value and len(value) + len(text) >= LONGEST:
            yield value
            value = ""
        value = f"{value} {text}".strip()
    yield value


def together(of: Iterable[Payload]) -> Iterator[list[Payload]]:
    """A page each for those that swallow what follows; the others share theirs."""
    sharing: list[Payload] = []
    for one in of:
        if one.name in SWALLOWING:
            yield [one]
        else:
            sharing.append(one)
    for start in range(0, len(sharing), ON_A_PAGE):
        yield sharing[start : start + ON_A_PAGE]


def files() -> Iterator[tuple[str, str]]:
    river = "---\ntitle: The river war\nsides: [{name: North}, {name: South}]\n---\n"
    yield "content/conflicts/river.md", river
    for number, text in enumerate(values(texts(TEXTS))):
        yield f"content/articles/{number}.md", article(number, text)
    for number, text in enumerate(values(texts(TEXTS))):
        yield f"content/actors/{number}.md", profile(number, text)
        yield f"content/headers/{number}.md", ordinary(text)
    for number, text in enumerate(texts(TEXTS)[::27]):
        yield f"content/conflicts/{number}.md", conflict(number, text)
    yield "content/articles/cells.md", cells()
    for number, several in enumerate(map(texts, together((*BODIES, *TEXTS)))):
        # In a list, too, where Markdown reads them otherwise; but for those of several lines.
        listed = [f"- {one}" for one in several if "\n" not in one]
        yield f"content/texts/{number}.md", "\n\n".join((*several, *listed)) + DEFINED
    for name in FILES:
        yield f"content/{name}", "Words."
    yield "content/texts/x.png", "no picture"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    config = CONFIG + EXTENSIONS + "site_url: https://example.org/\n"
    write(folder, {"mkdocs.yml": config, **dict(files())})
    run = mkdocs("build", cwd=folder)
    assert run.returncode == 0, "\n".join(
        line for line in run.stderr.splitlines() if "WARNING" not in line
    )
    return folder / "site"


def test_the_corpus_is_large_enough():
    """What must not be lost: the number of attacks, each another one, each with a name."""
    corpus = [*TEXTS, *BODIES, *CELLS, *REFUSED]
    assert len(TEXTS) >= 100
    assert len(BODIES) >= 200
    assert all(re.fullmatch(r"[a-z0-9-]+(?: \([a-z-]+\))?", one.name) for one in corpus)
    assert len({one.name for one in corpus}) == len(corpus)
    assert len({one.written for one in corpus} | {*FILES}) == len(corpus) + len(FILES)
    assert {one.name for one in corpus} >= SWALLOWING
    assert article(0, "PAYLOAD").count("PAYLOAD") >= 20


@pytest.mark.parametrize("payload", REFUSED, ids=lambda one: one.name)
def test_deceptive_characters_are_refused(payload, tmp_path):
    code = payload.name.partition(" (")[2].removesuffix(")")
    folder = write(tmp_path, {**SMALL, "content/x.md": payload.text})
    problems = read(folder / "content", root=folder, generated=GENERATED).problems
    assert code in {problem.code for problem in problems}


def test_no_attack_swallows_the_others_on_its_page(site):
    """Or the others on the page would be tested by name only."""
    shared = {
        f"texts/{number}": several
        for number, several in enumerate(together((*BODIES, *TEXTS)))
        if len(several) > 1
    }
    assert len(shared) > 10
    for path, several in shared.items():
        page = (site / path / "index.html").read_text(encoding="utf-8")
        assert "THE END" in page, [one.name for one in several]


HOOK = """
window.hits = [];
window.ran = (number) => { window.hits.push(number); };
for (const name of ["alert", "confirm", "prompt"]) window[name] = window.ran;
"""

PROVOKE = """
() => {
  for (const element of document.querySelectorAll("body, body *")) {
    for (const type of ["mouseover", "pointerenter", "focus", "toggle", "error", "load"])
      element.dispatchEvent(new Event(type));
  }
  const content = [...document.querySelectorAll("body *")];
  const away = (address) => {
    // As the browser reads it: without spaces before it, and without tabs and line ends in it.
    const parsed = URL.canParse(address, document.baseURI) && new URL(address, document.baseURI);
    return parsed && !/^(https?|mailto|about):$/.test(parsed.protocol);
  };
  const leads = /^(xlink:)?href$|^(src|action|formaction|data|to|values|cite|poster)$/;
  const tells = /^on|^(ping|srcset|imagesrcset|srcdoc|formaction|background|attributionsrc)$/;
  const bad = content.flatMap((element) => [...element.attributes]
    .filter((one) => tells.test(one.name) || (leads.test(one.name) && away(one.value)))
    .map((one) => `${element.outerHTML.slice(0, 200)}`));
  // What stands in a script as JSON has to come out of it as JSON.
  for (const script of document.querySelectorAll("script[type='application/json']"))
    JSON.parse(script.textContent);
  return {hits: window.hits, bad, base: document.querySelectorAll("base, iframe, object").length};
}
"""


@pytest.fixture(scope="module")
def visited(site: Path, browser: Browser) -> tuple[list[str], dict[str, object]]:
    """Every page of the site, seen once: the requests to elsewhere, and what each did.

    The browser passes over the pages' policy, which would hold what nothing before it held.
    """
    requests: list[str] = []
    found: dict[str, object] = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}/"
        context = browser.new_context(bypass_csp=True)
        page = listened_to(context, requests)
        for file in sorted((*site.rglob("*.html"), *site.rglob("*.xml"), *site.rglob("*.svg"))):
            path = file.relative_to(site)
            page.goto(f"{here}{'/'.join(map(_quoted, path.parts))}")
            found[path.as_posix()] = page.evaluate(PROVOKE)
        context.close()
        server.shutdown()
    return [url for url in requests if not url.startswith(here)], found


def listened_to(context: BrowserContext, requests: list[str]) -> Page:
    """A page that notes what runs on it, and for what it asks."""
    context.add_init_script(HOOK)
    page = context.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: (requests.append("a dialog"), dialog.dismiss()))
    return page


def _quoted(part: str) -> str:
    return "".join(f"%{byte:02X}" for byte in part.encode())


def test_unprotected_pages_show_that_the_attacks_work(browser):
    """Or all the rest could not fail: each in a frame of its own, in the places that it is for."""
    corpus = {one.number: one for one in (*TEXTS, *BODIES)}
    requests: list[str] = []
    context = browser.new_context()
    frames = (
        f'<iframe name="{number}" srcdoc="{escape(unheld(one), quote=True)}"></iframe>'
        for number, one in corpus.items()
    )
    page = listened_to(context, requests)
    context.route("**/*", lambda route: route.abort())
    context.route("http://here.example/", lambda route: route.fulfill(body="".join(frames)))
    page.goto("http://here.example/")
    asked = re.findall(r"elsewhere\.example[:/](\d+)", " ".join(requests))
    seen = {int(number) for number in asked}
    for frame in page.frames:
        if not frame.name.isdigit():
            continue
        try:
            did = frame.evaluate(PROVOKE)
        except Error:
            # Such as one that has left for elsewhere, as it meant to.
            continue
        if did["hits"] or did["bad"] or did["base"]:
            seen.add(int(frame.name))
    context.close()
    unseen = sorted(one.name for number, one in corpus.items() if number not in seen)
    # The others attack templates, spreadsheets, or browsers of another time.
    assert len(corpus) - len(unseen) >= 210, unseen


def unheld(one: Payload) -> str:
    """A page that shows an attack as it is, wherever our pages show words."""
    text = one.text
    if one in BODIES:
        extensions = yaml.safe_load(EXTENSIONS)["markdown_extensions"]
        names = [each for each in extensions if isinstance(each, str)]
        return markdown(text + DEFINED, extensions=names) + text
    return (
        f"<p title=\"{text}\">x</p><p title='{text}'>x</p><p title={text}>x</p>"
        f'<a href="{text}">x</a><style>p {{ color: {text} }}</style>'
        f"<script>var x = '{text}';</script><script>var x = \"{text}\";</script>"
        f"<script>var x = `{text}`;</script><svg><desc>{text}</desc></svg>{text}"
    )


def test_nothing_that_strangers_write_runs(visited):
    _, found = visited
    assert len(found) > 80
    assert {path: did for path, did in found.items() if did["hits"] or did["bad"]} == {}
    assert {path for path, did in found.items() if did["base"]} == set()


def test_nothing_that_strangers_write_contacts_another_host(visited):
    requests, _ = visited
    assert requests == []


def test_no_cell_of_a_download_is_a_formula(site):
    """A spreadsheet would run it."""
    cells = 0
    for file in sorted((site / "data").glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.reader(lines):
                for cell in row:
                    cells += "1+1" in cell
                    # Some spreadsheets split at semicolons and tabs, too.
                    for part in re.split("[;\t]", cell):
                        assert not re.match(r"[\s\"]*[=+@\-\uff1d\uff0b\uff0d\uff20]", part), file
    assert cells >= 40


def test_downloads_and_cards_are_json_with_the_original_words(site):
    told = json.loads((site / "data/briefing.json").read_text(encoding="utf-8"))
    told = {account["what"] for event in told["events"] for account in event["accounts"]}
    assert {" ".join(one.text.split()) for one in CELLS} <= {" ".join(one.split()) for one in told}
    cards = list(site.glob("actors/*/card.json"))
    assert cards
    for card in cards:
        json.loads(card.read_text(encoding="utf-8"))


def test_there_is_no_feed(site):
    """What a site publishes is pages, downloads, the map of the site and what these need."""
    assert [file.name for file in site.rglob("*.xml")] == ["sitemap.xml"]
    endings = {".rss", ".atom", ".rdf"}
    assert [file for file in site.rglob("*") if file.suffix in endings] == []


def test_words_survive_as_words(site):
    """Nothing was silenced that a reader should see: the title is there, letter by letter."""
    page = (site / "articles/0/index.html").read_text(encoding="utf-8")
    assert "0 &lt;script&gt;ran(1)&lt;/script&gt;" in page
