"""What strangers write is shown as text: none of it runs, and none of it asks another host."""

import json
import re
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from generator.library import read
from tests.browser.conftest import Quiet
from tests.conftest import CONFIG, SMALL, mkdocs, write

PAYLOADS = Path(__file__).parents[1] / "payloads"
TEXTS = (PAYLOADS / "texts.txt").read_text(encoding="utf-8").splitlines()
"""What a stranger may write wherever a header takes words."""
BODIES = (PAYLOADS / "bodies.txt").read_text(encoding="utf-8").splitlines()
"""What a stranger may write in a text, besides."""

REFUSED = (PAYLOADS / "refused.txt").read_text(encoding="utf-8").splitlines()
"""Texts that no build takes."""
NOT_OF_AN_ADDRESS = re.compile(r'[\s<>"`{}|\\^]')

FILES = (
    "'onmouseover='ran(201)'.md",
    "%3Cscript%3Eran(202)%3C%2Fscript%3E.md",
    "&lt;img src=x onerror=ran(203)&gt;.md",
    "{{ config }}.md",
    "${ran(204)}.md",
    "javascript&colon;ran(205).md",
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

[one]: javascript:ran(191)
[two]: data:text/html,<script>ran(192)</script> "x' onmouseover='ran(193)"
[three]: http://elsewhere.example/194.png
"""


def article(number: int, text: str) -> str:
    """One text in every place of a header that takes words, and in the body."""
    words = f"{number} {text}"
    address = "https://example.org/?" + NOT_OF_AN_ADDRESS.sub("", text)
    row = {"note": words, "source": {"publisher": words, "title": words, "via": words}}
    header = {
        "title": words,
        "date": "2019-11-15",
        "conflict": "river",
        "summary": words,
        "authors": [words],
        "tags": [words],
        "source": {"publisher": words, "url": address},
        "actors": [f"Named {words}".replace(",", "")],
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
    return f"---\n{json.dumps(header)}\n---\n\n{text}\n"


def profile(number: int, text: str) -> str:
    words = f"Profiled {number} {text}".replace(",", "")
    header = {"name": words, "aliases": [f"Also {words}"], "summary": words, "country": words}
    return f"---\n{json.dumps(header)}\n---\n\n{text}\n"


def conflict(number: int, text: str) -> str:
    words = f"Conflict {number} {text}".replace(",", "")
    sides = [{"name": f"One of {words}"}, {"name": f"Other of {words}"}]
    header = {"title": words, "sides": sides, "place": words, "summary": words}
    return f"---\n{json.dumps(header)}\n---\n\n{text}\n"


def ordinary(text: str) -> str:
    keys = dict.fromkeys(("title", "description", "subtitle", "author", "robots", "x"), text)
    return f"---\n{json.dumps({**keys, 'tags': [text], 'social': {text: text}})}\n---\n\n{text}\n"


def by(size: int, texts: list[str]) -> list[list[str]]:
    return [texts[start : start + size] for start in range(0, len(texts), size)]


def files() -> Iterator[tuple[str, str]]:
    river = "---\ntitle: The river war\nsides: [{name: North}, {name: South}]\n---\n"
    yield "content/conflicts/river.md", river
    for number, text in enumerate(map(" ".join, by(4, TEXTS))):
        yield f"content/articles/{number}.md", article(number, text)
    for number, text in enumerate(map(" ".join, by(8, TEXTS))):
        yield f"content/actors/{number}.md", profile(number, text)
    for number, text in enumerate(TEXTS[::12]):
        yield f"content/conflicts/{number}.md", conflict(number, text)
    for number, several in enumerate(by(8, [*BODIES, *TEXTS])):
        text = "\n\n".join((*several, *(f"- {one}" for one in several))) + DEFINED
        yield f"content/texts/{number}.md", text
    for number, text in enumerate(map(" ".join, by(8, TEXTS))):
        yield f"content/headers/{number}.md", ordinary(text)
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
    """Each text stands in 20 places; what must not be lost is the number of the texts."""
    assert len({*TEXTS}) >= 45
    assert len({*BODIES}) >= 70
    places = article(0, "PAYLOAD").count("PAYLOAD")
    assert places >= 20
    assert places * len(TEXTS) + 2 * len(BODIES) >= 1000


@pytest.mark.parametrize("text", REFUSED)
def test_a_link_in_disguise_is_refused(text, tmp_path):
    folder = write(tmp_path, {**SMALL, "content/x.md": text})
    problems = read(folder / "content", root=folder).problems
    assert "broken-link" in {problem.code for problem in problems}


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
  const bad = content.flatMap((element) => [...element.attributes]
    .filter((one) => one.name.startsWith("on")
      || (/^(href|src|action|formaction|data)$/.test(one.name)
          && /^[\\s\\x00-\\x20]*(javascript|data|vbscript):/i.test(one.value)))
    .map((one) => `${element.outerHTML.slice(0, 200)}`));
  return {hits: window.hits, bad, base: document.querySelectorAll("base, iframe, object").length};
}
"""


@pytest.fixture(scope="module")
def visited(site: Path, browser: Browser) -> tuple[list[str], dict[str, object]]:
    """Every page of the site, seen once: the requests to elsewhere, and what each did."""
    requests: list[str] = []
    found: dict[str, object] = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}/"
        context = browser.new_context()
        context.add_init_script(HOOK)
        page: Page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("dialog", lambda dialog: (requests.append("a dialog"), dialog.dismiss()))
        for file in sorted((*site.rglob("*.html"), *site.rglob("*.xml"), *site.rglob("*.svg"))):
            path = file.relative_to(site)
            page.goto(f"{here}{'/'.join(map(_quoted, path.parts))}")
            found[path.as_posix()] = page.evaluate(PROVOKE)
        context.close()
        server.shutdown()
    return [url for url in requests if not url.startswith(here)], found


def _quoted(part: str) -> str:
    return "".join(f"%{byte:02X}" for byte in part.encode())


def test_nothing_that_strangers_write_runs(visited):
    _, found = visited
    assert len(found) > 60
    assert {path: did for path, did in found.items() if did["hits"] or did["bad"]} == {}
    assert {path for path, did in found.items() if did["base"]} == set()


def test_nothing_that_strangers_write_makes_a_request_to_another_host(visited):
    requests, _ = visited
    assert requests == []


def test_no_cell_of_a_download_is_a_formula(site):
    """A spreadsheet would run it."""
    for file in sorted((site / "data").glob("*.csv")):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r'(?:^|,)"?[=+@\t\r\uff1d\uff0b\uff20]', text, re.MULTILINE), file


def test_words_survive_as_words(site):
    """Nothing was silenced that a reader should see: the title is there, letter by letter."""
    page = (site / "articles/0/index.html").read_text(encoding="utf-8")
    assert "0 &lt;script&gt;ran(1)&lt;/script&gt;" in page
