"""A real `mkdocs build`: what it publishes, and what it refuses."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import (
    ARTICLE,
    CONFIG,
    CONFLICT,
    REPOSITORY,
    contents,
    mkdocs,
    reproducible,
    write,
)

BROKEN = ARTICLE.replace("by: Upland", "by: Upland, status: alledged")
NEAR_MISS = ARTICLE.replace("actors: [North, South]", "actors: [Nort, Anna Admirall]")


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def pages(site: Path) -> dict[str, str]:
    """The HTML of every page of a site, by its path; there is at least one."""
    found = {
        file.relative_to(site).as_posix(): file.read_text(encoding="utf-8")
        for file in site.rglob("*.html")
    }
    assert "index.html" in found
    return found


def built(site: Path, *arguments: str) -> Path:
    run = mkdocs("build", *arguments, cwd=site)
    assert run.returncode == 0, run.stderr
    return site / "site"


# --- the whole site -------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "",
        "articles",
        "actors",
        "actors/turkey",
        "conflicts/tripoli-2019",
        "backers",
        "chronology",
        "sources",
        "data",
        "about",
        "contribute/guide",
        "contribute/guide/disputed-claims",
    ],
)
def test_every_kind_of_page_is_built(built_site, address):
    assert "<h1" in html(built_site, address)


@pytest.mark.parametrize(
    "download",
    ["articles", "actors", "backing", "events", "statements", "roles", "sources", "briefing"],
)
def test_every_download_is_built(built_site, download):
    ending = "json" if download == "briefing" else "csv"
    assert (built_site / "data" / f"{download}.{ending}").stat().st_size


def test_navigation_lists_no_articles_or_actors(built_site):
    """With all of them, every page would link to every other."""
    for path, page in pages(built_site).items():
        if path == "404.html":
            continue
        navigation = page[page.index("md-nav--primary") :]
        navigation = navigation[: navigation.index("md-nav--secondary")]
        targets = re.findall(r'href="([^"#]*)"', navigation)
        assert targets, path
        assert not [url for url in targets if re.search(r"(articles|actors)/[^/]", url)], path


def test_pages_load_nothing_from_other_web_hosts(built_site):
    for path, page in pages(built_site).items():
        loaded = re.findall(r'<(?:script|img|iframe|source)\b[^>]*\ssrc="([^"]*)"', page)
        loaded += re.findall(r'<link\b[^>]*\shref="([^"]*)"', page)
        assert loaded, path
        assert not [url for url in loaded if re.match(r"(https?:)?//", url)], path


def test_pages_do_not_advertise_material(built_site):
    assert "squidfunk" not in (built_site / "index.html").read_text(encoding="utf-8")


def test_builds_on_different_days_have_the_same_bytes(built_site, tmp_path):
    again = mkdocs(
        "build",
        "--strict",
        "--site-dir",
        tmp_path / "again",
        cwd=REPOSITORY,
        env={"SOURCE_DATE_EPOCH": "86400"},
    )
    assert again.returncode == 0, again.stderr
    assert reproducible(tmp_path / "again") == reproducible(built_site)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_one_process_builds_the_same_site_as_several(small_site):
    """It also logs the same messages in the same order."""
    several = os.sched_getaffinity(0)
    if len(several) == 1:
        pytest.skip("there is only one processor")
    articles = {
        f"content/articles/upland-{number}.md": ARTICLE.replace("id: bridge", f"id: b{number}")
        + f"[Secret](../secret.md)\n\n[Gone](upland.md#gone-{number})\n"
        for number in range(60)
    }
    config = CONFIG + "validation: {anchors: warn}\nexclude_docs: secret.md\n"
    folder = small_site({"mkdocs.yml": config, "content/secret.md": "Not yet.", **articles})
    shared = mkdocs("build", cwd=folder)
    assert shared.stderr.count("which is excluded from the built site") == 60
    assert shared.stderr.count("does not contain an anchor '#gone-") == 60
    site = reproducible(folder / "site")
    os.sched_setaffinity(0, {min(several)})
    try:
        alone = mkdocs("build", "--clean", cwd=folder)
    finally:
        os.sched_setaffinity(0, several)
    assert reproducible(folder / "site") == site
    differs = re.compile(r"in \d+\.\d+ seconds|\.building-\w+")
    assert differs.sub("", alone.stderr) == differs.sub("", shared.stderr)


def test_the_sitemap_dates_pages_by_their_articles(small_site):
    site = built(small_site({"mkdocs.yml": CONFIG + "site_url: https://example.org/\n"}))
    dates = re.findall("<lastmod>(.*)</lastmod>", (site / "sitemap.xml").read_text())
    assert set(dates) == {"2019-11-15"}


@pytest.mark.parametrize(("date", "shown"), [("1956-11-01", "1970-01-01"), ("9999", "2106-02-06")])
def test_dates_beyond_gzip_are_clamped_in_the_sitemap(small_site, date, shown):
    """MkDocs compresses the sitemap with gzip, which stores days from 1970 to 2106."""
    article = ARTICLE.replace("date: 2019-11-15", f"date: {date}")
    config = CONFIG + "site_url: https://example.org/\n"
    site = built(small_site({"mkdocs.yml": config, "content/articles/upland.md": article}))
    dates = re.findall("<lastmod>(.*)</lastmod>", (site / "sitemap.xml").read_text())
    assert set(dates) == {shown}


def test_the_deepest_ordinary_page_has_styles_and_scripts(small_site):
    """It is the first to render the cached parts for pages at its depth."""
    site = built(small_site({"content/a/b/c/d.md": "# Deep\n\nDown here."}), "--strict")
    page = html(site, "a/b/c/d")
    assert "<p>Down here.</p>" in page
    assert '<link rel="stylesheet" href="../../../../assets/briefing/briefing.css">' in page
    assert "&lt;link" not in page
    assert "&lt;script" not in page


# --- the search -----------------------------------------------------------------------


def test_a_built_site_has_a_search(small_site):
    site = built(small_site(), "--strict")
    assert (site / "pagefind/pagefind.js").stat().st_size
    assert "data-search-open" in html(site, "")


def test_without_pagefind_a_warning_replaces_the_search(small_site, tmp_path):
    nowhere = {"PAGEFIND_BINARY_PATH": str(tmp_path / "nowhere")}
    folder = small_site()
    run = mkdocs("build", cwd=folder, env=nowhere)
    assert run.returncode == 0
    assert "The site has no search" in run.stderr
    assert not (folder / "site/pagefind").exists()
    page = html(folder / "site", "")
    assert "data-search-open" not in page
    assert "search.js" not in page


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins: [briefing: {search: false}]\n",
        "theme: material\nplugins: [search, briefing]\n",
    ],
    ids=["switched off", "with Material's own"],
)
def test_a_site_has_at_most_one_search(plugins, small_site):
    config = CONFIG.replace("plugins: [briefing]\n", plugins)
    site = built(small_site({"mkdocs.yml": config}), "--strict")
    assert not (site / "pagefind").exists()
    assert "data-search-open" not in html(site, "")
    assert ('data-md-component="search"' in html(site, "")) == ("material" in plugins)


# --- refusals -------------------------------------------------------------------------


def test_an_error_leaves_the_last_site_unchanged(small_site):
    folder = small_site()
    site = built(folder)
    before = contents(site)
    small_site({"content/articles/upland.md": BROKEN})
    run = mkdocs("build", cwd=folder)
    assert run.returncode != 0
    assert "content/articles/upland.md:6:" in run.stderr
    assert 'did you mean "alleged"?' in run.stderr
    assert "Traceback" not in run.stderr
    assert contents(site) == before


def test_all_problems_of_all_files_are_reported_together(small_site):
    folder = small_site(
        {
            "content/articles/upland.md": BROKEN,
            "content/articles/lowland.md": "---\ntitle: [\n",
            "content/actors/upland.md": "---\nname: Upland\nkind: kingdom\n---\n",
        }
    )
    run = mkdocs("build", cwd=folder)
    for file in ("articles/upland.md", "articles/lowland.md", "actors/upland.md"):
        assert f"content/{file}:" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_warning_stops_only_a_strict_build(small_site):
    folder = small_site({"content/articles/upland.md": NEAR_MISS})
    site = built(folder)
    before = contents(site)
    run = mkdocs("build", "--strict", cwd=folder)
    assert run.returncode != 0
    assert "warning: " in run.stderr
    assert "Traceback" not in run.stderr
    assert contents(site) == before


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (
            "template: man.html",
            'template: there is no template man.html; did you mean "main.html"?',
        ),
        ("template: briefing/actor.html", "template: there is no template briefing/actor.html"),
        ("template: ../../main.html", "template: there is no template ../../main.html"),
        ("template: [main.html]", "template: there is no template ['main.html']"),
        ("icon: material/flagg", "icon: there is no icon material/flagg; write one of Material's"),
        ("hide: true", "hide: write a list, such as [navigation, toc]"),
        ("search: false", "search: write a mapping, such as {exclude: true}"),
    ],
)
def test_a_page_key_material_cannot_use_is_a_problem(small_site, key, message):
    folder = small_site({"content/about.md": f"---\n{key}\n---\nAbout us."})
    run = mkdocs("build", cwd=folder)
    assert run.returncode != 0
    assert f"content/about.md:1:1: error: {message}" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("value", ["", " null", " ~"])
def test_a_page_key_without_a_value_is_ignored(small_site, value):
    """An empty template would crash the build."""
    keys = "".join(f"{key}:{value}\n" for key in ("template", "icon", "hide", "search", "status"))
    article = ARTICLE.replace("---\n", f"---\n{keys}", 1)
    site = built(small_site({"content/articles/upland.md": article}), "--strict")
    assert "has sent boats to" in html(site, "articles/upland")


@pytest.mark.parametrize(
    "text", ["- " * 3000 + "x", "\n".join("    " * level + "- x" for level in range(100))]
)
def test_lists_nested_too_deeply_are_a_problem(small_site, text):
    run = mkdocs("build", cwd=small_site({"content/about.md": text}))
    assert run.returncode != 0
    assert "lists and quotations are more than 20 deep" in run.stderr
    assert "Traceback" not in run.stderr


SNIPPETS = CONFIG + "markdown_extensions:\n  - pymdownx.snippets"


@pytest.mark.parametrize(
    "options",
    [
        "",
        ": {base_path: [content, .]}",
        ": {base_path: content, restrict_base_path: false}",
        ": {base_path: content, url_download: true}",
    ],
)
def test_snippets_from_outside_the_content_are_refused(small_site, options):
    run = mkdocs("build", cwd=small_site({"mkdocs.yml": f"{SNIPPETS}{options}\n"}))
    assert run.returncode != 0
    assert "write base_path: content and restrict_base_path: true" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_snippet_reads_only_from_the_content(small_site):
    site = built(
        small_site(
            {
                "mkdocs.yml": f"{SNIPPETS}: {{base_path: content}}\nsite_author: secret\n",
                "content/parts/part.txt": "A part.",
                "content/about.md": '--8<-- "parts/part.txt"\n\n--8<-- "../mkdocs.yml"\n',
            }
        )
    )
    page = html(site, "about")
    assert "<p>A part.</p>" in page
    assert "site_author" not in page


def test_a_theme_other_than_material_is_refused(small_site):
    run = mkdocs("build", cwd=small_site({"mkdocs.yml": CONFIG + "theme: readthedocs\n"}))
    assert run.returncode != 0
    assert "write theme: material" in run.stderr
    assert "Traceback" not in run.stderr


# --- links to the repository, headers, templates, navigation -----------------------------


@pytest.mark.parametrize("url", ["javascript://x/%0arun()", "ftp://example.org/briefing"])
def test_a_repository_off_the_web_is_reported_and_not_linked(small_site, url):
    config = f'{CONFIG}repo_url: "{url}"\nedit_uri: edit/main/content/\n'
    folder = small_site({"mkdocs.yml": config})
    run = mkdocs("build", cwd=folder)
    assert run.returncode == 0, run.stderr
    assert f"repo_url: {url} is not a web address" in run.stderr
    assert run.stderr.count("WARNING") == 1
    for page in pages(folder / "site").values():
        assert url not in page
        assert "Edit this page" not in page
        assert "Report a problem" not in page


@pytest.mark.parametrize(
    ("web_host", "edited"),
    [
        ("github.com", "edit/master/content/articles/upland.md"),
        ("gitlab.com", "edit/master/content/articles/upland.md"),
        ("bitbucket.org", "src/default/content/articles/upland.md"),
        ("git.example.org", None),
    ],
)
def test_the_default_edit_uri_names_our_content_folder(small_site, web_host, edited):
    folder = small_site({"mkdocs.yml": f"{CONFIG}repo_url: https://{web_host}/example/briefing\n"})
    page = html(built(folder), "articles/upland")
    assert ("Edit this page" in page) == (edited is not None)
    assert edited is None or f'href="https://{web_host}/example/briefing/{edited}"' in page
    assert "Report a problem" in page


@pytest.mark.parametrize(
    ("setting", "edited"),
    [
        ('edit_uri: ""', None),
        ("edit_uri_template: 'e?f={path!q}'", "e?f=articles%2Fupland.md"),
    ],
)
def test_edit_settings_in_mkdocs_yml_are_kept(small_site, setting, edited):
    config = f"{CONFIG}repo_url: https://github.com/example/briefing\n{setting}\n"
    page = html(built(small_site({"mkdocs.yml": config})), "articles/upland")
    assert ("Edit this page" in page) == (edited is not None)
    assert edited is None or f'href="https://github.com/example/briefing/{edited}"' in page


def test_the_edit_button_of_material_opens_the_same_file(small_site):
    config = (
        f"{CONFIG}repo_url: https://github.com/example/briefing\nedit_uri: edit/main/content/\n"
        "theme: {name: material, features: [content.action.edit]}\n"
    )
    folder = small_site({"mkdocs.yml": config, "content/#1.md": "# One"})
    edited = "https://github.com/example/briefing/edit/main/content/%231.md"
    assert html(built(folder), "#1").count(f'href="{edited}"') == 2


def test_a_first_line_like_a_header_stays_text(small_site):
    """MkDocs itself would take it for MultiMarkdown metadata."""
    site = built(
        small_site(
            {
                "content/about.md": "Note: we are few.\n",
                "content/articles/upland.md": ARTICLE.replace("Upland has", "Update: Upland has"),
            }
        )
    )
    assert "<p>Note: we are few.</p>" in html(site, "about")
    assert "Update:" in html(site, "articles/upland")


def test_text_in_a_header_is_never_html(small_site):
    title = """'<b onclick="x">R&D</b> "quoted" {{ 7*7 }}'"""
    site = built(
        small_site(
            {
                "content/articles/upland.md": ARTICLE.replace(
                    "Upland stands by the North", title
                ).replace("date: 2019-11-15\n", f"date: 2019-11-15\nsummary: {title}\n"),
                "content/about.md": f"---\ntitle: {title}\ndescription: {title}\n---\nAbout.",
            }
        )
    )
    for path, page in pages(site).items():
        assert "<b onclick" not in page
        assert 'onclick="' not in page
        assert "&amp;lt;" not in page, f"{path}: escaped twice"
    assert "&lt;b onclick=" in html(site, "articles/upland")


def test_a_custom_template_overrides_ours(small_site):
    site = built(
        small_site(
            {
                "mkdocs.yml": CONFIG + "theme: {name: material, custom_dir: mine}\n",
                "mine/plain.html": "Plainly: {{ page.content }}",
                "mine/briefing/actor.html": "{{ view.actor.actor.name }} & co",
                "content/about.md": "---\ntemplate: plain.html\n---\nWe.",
            }
        )
    )
    assert html(site, "about") == "Plainly: <p>We.</p>"
    assert html(site, "actors/upland") == "Upland & co"


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("\n{{ super( }}", "2: this template does not work: unexpected '}', expected ')'"),
        ('{% extends "no.html" %}', "1: this template does not work: there is no template no.html"),
        ("{{ nobody.name }}", "1: this template does not work: 'nobody' is undefined"),
        ("\n\n{{ 1 / 0 }}", "3: this template does not work: division by zero"),
    ],
)
def test_a_custom_template_that_fails_is_named(small_site, template, fault):
    theme = {"mkdocs.yml": CONFIG + "theme: {name: material, custom_dir: mine}\n"}
    folder = small_site({**theme, "mine/main.html": '{% extends "base.html" %}'})
    site = built(folder)
    write(folder, {"mine/main.html": template})
    before = contents(site)
    run = mkdocs("build", cwd=folder)
    assert run.returncode == 1
    assert run.stdout.splitlines()[-1] == f"The site cannot be built: mine/main.html:{fault}"
    assert "Traceback" not in run.stderr
    assert contents(site) == before


def test_a_custom_navigation_keeps_its_order_and_labels(small_site):
    nav = "nav:\n  - Start: index.md\n  - {More: [{When: chronology/index.md}, about.md]}\n"
    site = built(
        small_site(
            {
                "mkdocs.yml": CONFIG + nav,
                "content/about.md": "# About us\n",
            }
        ),
        "--strict",
    )
    page = html(site, "about")
    labels = re.findall(r'<span class="md-ellipsis">\s*(.*?)\s*</span>', page)
    assert labels == ["Start", "More", "When", "About us"]
    assert "<title>Chronology - A small briefing</title>" in html(site, "chronology")


def test_pages_excluded_in_mkdocs_yml_are_not_built(small_site):
    site = built(
        small_site(
            {"mkdocs.yml": CONFIG + "exclude_docs: notes.md\n", "content/notes.md": "Ours alone."}
        )
    )
    assert not (site / "notes").exists()


# --- files that are published unchanged --------------------------------------------------

OWN_FILES = {
    "mine/robots.txt": "User-agent: *\n",
    "mine/CNAME": "briefing.example.org\n",
    "mine/own.js": "let own",
    "mine/own.css": "p {}",
}


def test_files_of_the_whole_site_lie_beside_the_templates(small_site):
    """Where no change of the content reaches them."""
    config = f"{CONFIG}theme: {{name: material, custom_dir: mine}}\n"
    config += "extra_css: [own.css]\nextra_javascript: [own.js]\n"
    site = built(small_site({"mkdocs.yml": config, **OWN_FILES}))
    for file in OWN_FILES:
        assert (site / file.removeprefix("mine/")).is_file()
    assert 'own.css"' in html(site, "")
    assert 'own.js"' in html(site, "")


def test_an_ending_is_added_by_a_setting(small_site):
    config = CONFIG.replace("[briefing]", "[briefing: {also_publish: [.KML]}]")
    folder = small_site({"content/articles/route.kml": "<kml/>"})
    assert "[file-ending]" in mkdocs("build", cwd=folder).stderr
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    assert (built(folder) / "articles/route.kml").is_file()


def test_a_wrong_ending_in_the_setting_is_told(small_site):
    config = CONFIG.replace("[briefing]", "[briefing: {also_publish: [kml]}]")
    run = mkdocs("build", cwd=small_site({"mkdocs.yml": config}))
    assert run.returncode != 0
    assert "'also_publish': 'kml' is no ending of a file name; write .kml" in run.stderr
    assert "Traceback" not in run.stderr


def test_what_was_not_checked_is_not_published(small_site):
    """The editor lets MkDocs publish names with a dot, which the check skips."""
    config = CONFIG + 'exclude_docs: "!.hidden"\n'
    folder = small_site({"mkdocs.yml": config, "content/.hidden/a\tb.js": "x"})
    run = mkdocs("build", cwd=folder)
    assert run.returncode == 0, run.stderr
    assert "'.hidden/a\\tb.js' is not published: only files that were checked are" in run.stderr
    assert not (folder / "site/.hidden").exists()


def test_content_that_is_a_file_is_told(small_site):
    folder = small_site()
    shutil.rmtree(folder / "content")
    (folder / "content").write_text("x", encoding="utf-8")
    run = mkdocs("build", cwd=folder)
    assert run.returncode != 0
    assert "docs_dir" in run.stderr
    assert "Traceback" not in run.stderr


def test_drafts_are_not_built(small_site):
    draft = ARTICLE.replace("title: Upland stands", "draft: true\ntitle: Lowland stands")
    site = built(small_site({"content/articles/draft.md": draft.replace("id: bridge, ", "")}))
    assert not (site / "articles" / "draft").exists()


def test_links_may_target_rows_and_generated_pages(small_site):
    text = "[Bridge](articles/upland.md#bridge), [Upland](actors/upland.md), [all](actors/index.md)"
    config = CONFIG + "validation: {anchors: warn, unrecognized_links: warn}\n"
    site = built(small_site({"mkdocs.yml": config, "content/about.md": text}), "--strict")
    page = html(site, "about")
    for target in ("../articles/upland/#bridge", "../actors/upland/", "../actors/"):
        assert f'href="{target}"' in page


def test_a_link_to_a_missing_anchor_is_a_warning(small_site):
    config = CONFIG + "validation: {anchors: warn}\n"
    text = "[Bridge](articles/upland.md#brigde)"
    folder = small_site({"mkdocs.yml": config, "content/about.md": text})
    run = mkdocs("build", "--strict", cwd=folder)
    assert run.returncode != 0
    assert "#brigde" in run.stderr


def test_our_templates_escape_and_materials_do_not(small_site):
    """This holds where one uses the other by `super`, a macro or an include, too."""
    site = built(
        small_site(
            {
                "mkdocs.yml": CONFIG + "theme: {name: material, custom_dir: mine}\n",
                "mine/briefing/article.html": (
                    '{% extends "main.html" %}{% from "briefing/m.html" import ours %}'
                    '{% from "m.html" import theirs %}'
                    "{% block htmltitle %}{{ super() }}{% endblock %}"
                    '{% block content %}{{ ours("<i>") }}|{{ theirs("<u>") }}|'
                    '{% include "raw.html" %}|{{ "<s>" }}{% endblock %}'
                ),
                "mine/briefing/m.html": "{% macro ours(x) %}<em>{{ x }}</em>{% endmacro %}",
                "mine/m.html": "{% macro theirs(x) %}<b>{{ x }}</b>{% endmacro %}",
                "mine/raw.html": '{{ "<q>" }}{% include "briefing/q.html" %}',
                "mine/briefing/q.html": '{{ "<q>" }}',
            }
        )
    )
    page = html(site, "articles/upland")
    assert "<em>&lt;i&gt;</em>|<b><u></b>|<q>&lt;q&gt;|&lt;s&gt;" in page
    assert "<title>Upland stands by the North - A small briefing</title>" in page


# --- other cases -------------------------------------------------------------------------


def test_an_empty_folder_builds(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    assert "<h1" in html(built(tmp_path, "--strict"), "")


def test_materials_search_finds_articles(small_site):
    config = CONFIG.replace("[briefing]", "[search, briefing]") + "theme: material\n"
    site = built(small_site({"mkdocs.yml": config}), "--strict")
    found = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    assert "Upland stands by the North" in {entry["title"] for entry in found}


def test_the_gitignore_in_site_survives_a_build(small_site):
    """MkDocs empties the folder except for hidden files."""
    folder = small_site()
    (folder / "site").mkdir()
    shutil.copy(REPOSITORY / "site" / ".gitignore", folder / "site")
    assert (built(folder) / ".gitignore").read_text() == "*\n!.gitignore\n"


def test_the_conflict_page_shows_its_text(small_site):
    site = built(small_site({"content/conflicts/river.md": CONFLICT + "\nBriefly.\n"}))
    assert "Briefly." in html(site, "conflicts/river")


def test_names_in_the_guide_are_not_links(built_site):
    page = html(built_site, "contribute/guide/backing")
    assert "Turkey" in page
    assert "actors/turkey" not in page
