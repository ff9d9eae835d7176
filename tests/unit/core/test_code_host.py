"""Where a code host edits a file, takes a new article, and takes an issue."""

from urllib.parse import parse_qs, urlsplit

import pytest
from mkdocs_briefing.core.code_host import MAX_TITLE, CodeHost

GITHUB = "https://github.com/example/briefing"
BOTH = frozenset({"1-wrong.yml", "3-program.yml"})


@pytest.mark.parametrize(
    ("url", "edit_uri", "edited"),
    [
        (GITHUB, "edit/main/content/", f"{GITHUB}/edit/main/content/articles/x.md"),
        (f"{GITHUB}/", "edit/main/content/", f"{GITHUB}/edit/main/content/articles/x.md"),
        (
            "https://gitlab.com/group/sub/briefing",
            "-/edit/main/content/",
            "https://gitlab.com/group/sub/briefing/-/edit/main/content/articles/x.md",
        ),
        (
            "https://bitbucket.org/example/briefing",
            "src/main/content/",
            "https://bitbucket.org/example/briefing/src/main/content/articles/x.md",
        ),
        (
            "https://git.example.org/briefing.git",
            "tree/content/",
            "https://git.example.org/briefing.git/tree/content/articles/x.md",
        ),
        (
            "https://example.org/hg",
            "?file=content/",
            "https://example.org/hg?file=content/articles/x.md",
        ),
        (
            GITHUB,
            "https://editor.example.org/of/",
            "https://editor.example.org/of/articles/x.md",
        ),
        (GITHUB, "", None),
        (GITHUB, None, None),
        (GITHUB, "javascript:run()/", None),
    ],
)
def test_files_are_edited_at_the_address_mkdocs_uses(url, edit_uri, edited):
    assert CodeHost(url, edit_uri).edit_url("articles/x.md") == edited


@pytest.mark.parametrize(
    ("template", "edited"),
    [
        ("edit/main/content/{path}", f"{GITHUB}/edit/main/content/a%20b/x%231.md"),
        ("wiki/{path_noext}/_edit", f"{GITHUB}/wiki/a%20b/x%231/_edit"),
        ("editor?file={path!q}", f"{GITHUB}/editor?file=a%20b%2Fx%231.md"),
    ],
)
def test_an_edit_uri_template_overrides_the_edit_uri(template, edited):
    host = CodeHost(GITHUB, "edit/main/content/", edit_uri_template=template)
    assert host.edit_url("a b/x#1.md") == edited


@pytest.mark.parametrize(
    ("name", "encoded"),
    [
        ("two words", "two%20words"),
        ("#1", "%231"),
        ("50%", "50%25"),
        ("%41", "%2541"),
        ('say "so"', "say%20%22so%22"),
        ("für", "f%C3%BCr"),
        ("ليبيا", "%D9%84%D9%8A%D8%A8%D9%8A%D8%A7"),
        ("what?", "what%3F"),
        ("a&b=c+d", "a%26b%3Dc%2Bd"),
        ("javascript:x", "javascript%3Ax"),
        ("\udcff", "%FF"),
    ],
)
def test_a_name_is_encoded_once(name, encoded):
    """MkDocs itself would not encode it."""
    edited = f"{GITHUB}/edit/main/content/{encoded}.md"
    assert CodeHost(GITHUB, "edit/main/content/").edit_url(f"{name}.md") == edited


@pytest.mark.parametrize(
    ("host", "proposed"),
    [
        (
            CodeHost(GITHUB, "edit/main/content/"),
            f"{GITHUB}/new/main/content/articles",
        ),
        (
            CodeHost(GITHUB, "edit/main/my texts/", folder="my texts"),
            f"{GITHUB}/new/main/my%20texts/articles",
        ),
        (CodeHost(GITHUB, ""), None),
        (CodeHost("https://gitlab.com/example/briefing", "edit/main/content/"), None),
        (CodeHost("https://example.org/briefing", "edit/main/content/"), None),
    ],
)
def test_new_articles_can_be_proposed_on_github(host, proposed):
    assert host.new_article_url == proposed


def issue_url(host, concern="content"):
    return host.issue_url(concern, 'The "Egypt" & co. #1', "https://b.example/actors/egypt/")


@pytest.mark.parametrize(
    ("concern", "form", "field"),
    [("content", "1-wrong.yml", "page"), ("program", "3-program.yml", "source")],
)
def test_github_opens_the_matching_form_filled_in(concern, form, field):
    address, _, query = issue_url(CodeHost(f"{GITHUB}/", forms=BOTH), concern).partition("?")
    assert address == f"{GITHUB}/issues/new"
    assert parse_qs(query, strict_parsing=True) == {
        "template": [form],
        "title": ['The "Egypt" & co. #1'],
        field: ["https://b.example/actors/egypt/"],
    }


def test_github_opens_a_plain_issue_without_that_form():
    query = parse_qs(urlsplit(issue_url(CodeHost(GITHUB))).query)
    assert query["body"] == ["https://b.example/actors/egypt/"]
    assert "template" not in query


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://gitlab.com/group/sub/briefing", "https://gitlab.com/group/sub/briefing"),
        ("https://gitlab.example.org/a/b.git", "https://gitlab.example.org/a/b"),
        ("https://gitlab.com/a/b/-/tree/main/content", "https://gitlab.com/a/b"),
    ],
)
def test_gitlab_opens_an_issue(url, opened):
    address, _, query = issue_url(CodeHost(url)).partition("?")
    assert address == f"{opened}/-/issues/new"
    assert parse_qs(query) == {
        "issue[title]": ['The "Egypt" & co. #1'],
        "issue[description]": ["https://b.example/actors/egypt/"],
    }


@pytest.mark.parametrize(
    "url", ["https://bitbucket.org/example/briefing", "https://git.example.org/x/y", GITHUB[:-18]]
)
def test_other_code_hosts_are_linked_as_they_are(url):
    """Whether it takes issues, and where, cannot be known."""
    assert issue_url(CodeHost(url)) == url


def test_a_folder_in_repo_url_is_dropped():
    host = CodeHost(f"{GITHUB}.git/tree/main/site")
    assert issue_url(host).startswith("https://github.com/example/briefing")
    assert "/tree/" not in issue_url(host)


def test_a_long_title_is_cut_whatever_its_characters():
    host = CodeHost(GITHUB)
    (title,) = parse_qs(urlsplit(host.issue_url("content", "\udcff" + "x" * 5000, "/")).query)[
        "title"
    ]
    assert len(title) == MAX_TITLE
    assert title.endswith("…")
