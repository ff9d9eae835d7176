"""Plugins and features that others use beside the briefing: each works, or is refused in words.

The plugins lie in an environment of their own. The table of ``docs/publishing/plugins.md`` is
made from ``NEIGHBOURS``: after a change, run this file with ``--regenerate-golden``.
"""

import os
import re
import subprocess
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import REPOSITORY, SMALL, write

PYTHON: Final = REPOSITORY / ".venv" / "neighbours" / "bin" / "python"
DOCUMENT: Final = REPOSITORY / "docs" / "publishing" / "plugins.md"
BEGIN, END = "<!-- neighbours begin -->\n", "<!-- neighbours end -->\n"

ADDRESS: Final = "site_url: https://example.org/briefing/\n"
ABOUT: Final = "# About us\n\nWho we are. Read [the first](articles/upland.md).\n"
PICTURE: Final = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="3" height="3"/></svg>'
FONT: Final = """\
from pathlib import Path
from PIL import ImageFont
folder = Path(".cache/plugin/social/fonts/Roboto")
folder.mkdir(parents=True)
for style in ("Regular", "Bold"):
    (folder / f"{style}.ttf").write_bytes(ImageFont.load_default(20).font_bytes)
"""
"""Puts a font where Material's social cards keep those that they have fetched."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One plugin or setting of others.

    Attributes:
        name: what it is called in the documentation.
        setting: what ``mkdocs.yml`` says of it.
        note: what there is to know about it, for the documentation.
        files: what it needs, by path.
        shows: an expression that is found in a built file, by path.
        first: a program that runs before the build.
        refused: what the refusal says, if it cannot be used.
    """

    name: str
    setting: str
    note: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    shows: Mapping[str, str] = field(default_factory=dict)
    first: str = ""
    refused: str = ""


def plugin(name: str, options: str = "") -> str:
    """The setting for one more plugin, with its options."""
    return f"plugins:\n  - briefing\n  - {name}{':' if options else ''}\n{options}"


NEIGHBOURS: Final = (
    Neighbour(
        "tags",
        plugin("tags"),
        "Tags of your own pages are listed. The header of an article has `tags`, too.",
        {
            "content/tags.md": "# Tags\n\n<!-- material/tags -->\n",
            "content/about.md": f"---\ntags: [water]\n---\n{ABOUT}",
        },
        {"tags/index.html": 'id="tag:water"', "about/index.html": 'class="md-tag"[^>]*>water'},
    ),
    Neighbour(
        "rss",
        ADDRESS + plugin("rss", "      match_path: articles/(?!index).*\n"),
        "`match_path` has to leave out generated pages; `articles/(?!index).*` does.",
        shows={
            "feed_rss_created.xml": "<link>https://example.org/briefing/articles/upland/</link>"
        },
    ),
    Neighbour(
        "social",
        ADDRESS + plugin("social"),
        "It fetches its font from another host while the site is built.",
        first=FONT,
        shows={"articles/upland/index.html": 'property="og:image"'},
    ),
    Neighbour(
        "i18n",
        plugin(
            "i18n",
            "      languages:\n"
            "        - {locale: en, name: English, default: true}\n"
            "        - {locale: fr, name: Français}\n",
        ),
        "Refused. Write one briefing for each language.",
        refused="plugins: i18n cannot work beside briefing",
    ),
    Neighbour(
        "git-revision-date-localized",
        plugin("git-revision-date-localized", "      fallback_to_build_date: true\n"),
        "Your own pages show the day. Articles show the days of their headers.",
        {"content/about.md": ABOUT},
        {"about/index.html": "git-revision-date-localized-plugin-date"},
    ),
    Neighbour(
        "redirects",
        plugin(
            "redirects",
            "      redirect_maps:\n"
            "        old.md: articles/upland.md\n"
            "        who.md: backers/index.md\n",
        ),
        "A page such as `/backers/` is `backers/index.md` there.",
        shows={
            "old/index.html": 'href="../articles/upland/"',
            "who/index.html": 'href="../backers/"',
        },
    ),
    Neighbour(
        "macros",
        "extra: {town: Harbour}\n" + plugin("macros"),
        "A text can then run what its macros can. Do not use it where strangers write.",
        {"content/about.md": "# About\n\nFrom {{ town }}.\n"},
        {"about/index.html": "From Harbour"},
    ),
    Neighbour(
        "minify",
        plugin("minify", "      minify_html: true\n"),
        shows={"backers/index.html": "<!doctype html><html"},
    ),
    Neighbour(
        "awesome-nav",
        plugin("awesome-nav"),
        "List main pages as `backers/index.md`. Pages keep their own titles.",
        {"content/about.md": ABOUT, "content/.nav.yml": "nav: [backers/index.md, about.md]\n"},
        {"about/index.html": r'b-sections.*<a href="../backers/">.*<a href="../about/"'},
    ),
    Neighbour(
        "awesome-pages",
        plugin("awesome-pages"),
        "List main pages as `backers`, which is their folder.",
        {"content/about.md": ABOUT, "content/.pages": "nav:\n  - About: about.md\n  - backers\n"},
        {"about/index.html": r'md-nav--primary.*href="../about/".*href="../backers/"'},
    ),
    Neighbour(
        "literate-nav",
        plugin("literate-nav"),
        "List main pages as `backers/index.md`. Pages keep their own titles.",
        {
            "content/about.md": ABOUT,
            "content/SUMMARY.md": "* [Who](backers/index.md)\n* [About](about.md)\n",
        },
        {"about/index.html": r'b-sections.*<a href="../backers/">.*<a href="../about/"'},
    ),
    Neighbour(
        "section-index",
        "nav: [{About: [about.md, articles/upland.md]}]\n" + plugin("section-index"),
        files={"content/about.md": ABOUT},
        shows={"about/index.html": 'md-nav--primary.*href="../articles/upland/"'},
    ),
    Neighbour(
        "blog",
        plugin("blog"),
        "Posts are pages of your own, not articles: they make no claims.",
        {
            "content/blog/index.md": "# Blog\n",
            "content/blog/posts/one.md": "---\ndate: 2024-01-02\n---\n# A post\n\nHello.\n",
        },
        {"blog/2024/01/02/a-post/index.html": "Hello", "blog/index.html": "A post"},
    ),
    Neighbour(
        "glightbox",
        plugin("glightbox"),
        "Pictures open large. Its small styles inside the page do not apply.",
        {"content/about.md": "# About\n\n![A dot](dot.svg)\n", "content/dot.svg": PICTURE},
        {"about/index.html": '<a class="glightbox"[^>]*href="../dot.svg"'},
    ),
    Neighbour(
        "mike",
        ADDRESS + plugin("mike"),
        shows={"index.html": "b-masthead"},
    ),
    Neighbour(
        "privacy",
        plugin("privacy", "      assets: false\n"),
        "Not needed: pages load nothing from other hosts.",
        shows={"index.html": "b-masthead"},
    ),
    Neighbour(
        "offline",
        plugin("offline"),
        "Pages open from a folder, without the tools and the search, which need scripts.",
        shows={"articles/upland/index.html": 'href="../../backers/index.html"'},
    ),
    Neighbour(
        "use_directory_urls: false",
        "use_directory_urls: false\nplugins: [briefing]\n",
        "Pages keep their folders, and every link names the file in it.",
        shows={"articles/upland/index.html": 'href="../../backers/index.html"'},
    ),
    Neighbour(
        "navigation.instant",
        "theme: {name: material, features: [navigation.instant]}\nplugins: [briefing]\n",
        "Refused, as tables and pictures would not follow the chosen day.",
        refused="navigation.instant cannot be used",
    ),
    Neighbour(
        "theme: custom_dir",
        "theme: {name: material, custom_dir: overrides}\nplugins: [briefing]\n",
        "A `main.html` that extends `base.html` keeps the masthead and the sections.",
        {
            "overrides/main.html": '{% extends "base.html" %}\n'
            "{% block announce %}Moved{% endblock %}\n"
        },
        {"articles/upland/index.html": "Moved.*b-masthead|b-masthead.*Moved"},
    ),
    Neighbour(
        "buttons (attr_list)",
        "markdown_extensions: [attr_list]\nplugins: [briefing]\n",
        "",
        {"content/about.md": "# About\n\n[Read](articles/upland.md){ .md-button }\n"},
        {"about/index.html": 'class="md-button"'},
    ),
)


def built(folder: Path, one: Neighbour, *arguments: str) -> subprocess.CompletedProcess[str]:
    config = f"site_name: Small\ndocs_dir: content\n{one.setting}"
    if "theme:" not in config:
        config += "theme: {name: material}\n"
    write(folder, {**SMALL, **one.files, "mkdocs.yml": config})
    if one.first:
        subprocess.run([PYTHON, "-c", one.first], cwd=folder, check=True)
    return subprocess.run(
        [PYTHON, "-m", "mkdocs", "build", *arguments],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module", autouse=True)
def installed():
    if not PYTHON.exists():
        pytest.fail("The plugins are missing: run make test, which installs them")


@pytest.mark.parametrize("one", NEIGHBOURS, ids=lambda one: one.name)
def test_a_neighbour_works_or_is_refused(one, tmp_path):
    done = built(tmp_path, one)
    assert "Traceback" not in done.stderr
    if one.refused:
        assert done.returncode != 0
        assert one.refused in done.stderr
        assert not (tmp_path / "site").exists()
        return
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site"
    for path, expected in one.shows.items():
        text = (site / path).read_text(encoding="utf-8")
        assert re.search(expected, text, re.DOTALL), path
    for page in (site / "backers/index.html", site / "articles/upland/index.html"):
        html = page.read_text(encoding="utf-8")
        assert "b-masthead" in html
        assert blocked_scripts(html) == []
    if one.name in {"offline", "use_directory_urls: false"}:
        assert list(broken_from_a_folder(site)) == []


SCRIPT = re.compile(
    r"<script(?![^>]*\s(?:src|data-late))(?![^>]*json)[^>]*>(.+?)</script>", re.DOTALL
)


def blocked_scripts(html: str) -> list[str]:
    """The inline scripts of a page that its own policy does not let run."""
    policy = re.search('Content-Security-Policy"? content="([^"]*)"', html)
    assert policy is not None
    return [
        script
        for script in SCRIPT.findall(html)
        if b64encode(sha256(script.encode()).digest()).decode() not in policy[1]
    ]


def broken_from_a_folder(site: Path):
    """Links of all pages but the one for missing addresses that no file stands behind."""
    for page in sorted(site.rglob("*.html")):
        if page.name == "404.html":
            continue
        for href in re.findall(r'<a [^>]*href="([^"#?]+)', page.read_text(encoding="utf-8")):
            parts = urlsplit(href)
            if not parts.scheme and not (page.parent / unquote(parts.path)).is_file():
                yield page.relative_to(site).as_posix(), href


def test_limits_of_settings_are_told(tmp_path):
    one = Neighbour(
        "limits",
        "extra_javascript: [https://example.org/mathjax.js]\n"
        "plugins: [briefing]\n"
        "markdown_extensions:\n"
        "  - pymdownx.emoji:\n"
        "      emoji_generator: !!python/name:material.extensions.emoji.to_svg\n"
        "  - pymdownx.superfences:\n"
        "      custom_fences:\n"
        "        - name: mermaid\n"
        "          class: mermaid\n"
        "          format: !!python/name:pymdownx.superfences.fence_code_format\n",
    )
    done = built(tmp_path, one)
    assert done.returncode == 0, done.stderr
    for told in ("pymdownx.emoji", "mermaid", "mathjax.js is not loaded", "site_url is not set"):
        assert told in done.stderr


def test_rss_says_which_pages_to_leave_out(tmp_path):
    done = built(tmp_path, Neighbour("rss", ADDRESS + plugin("rss")))
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "write match_path: articles/(?!index).*" in done.stderr


def table() -> str:
    rows = (
        f"| `{one.name}` | {'No' if one.refused else 'Yes'} | {one.note} |\n" for one in NEIGHBOURS
    )
    return "".join(("| Plugin or setting | Works | |\n", "|---|---|---|\n", *rows))


def test_the_documentation_lists_every_neighbour(request):
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    shown, _, after = rest.partition(END)
    if request.config.getoption("--regenerate-golden"):
        DOCUMENT.write_text(before + BEGIN + table() + END + after, encoding="utf-8")
        return
    assert shown == table()
