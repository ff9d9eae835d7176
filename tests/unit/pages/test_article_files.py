"""Which files of articles are published for the form, and where."""

import json
from dataclasses import replace

import pytest
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.core.code_host import CodeHost
from mkdocs_briefing.pages.parts.article_files import (
    assets,
    form_address,
    holds_unpublished,
    outputs,
)
from mkdocs_briefing.site.registry import GENERATED

from tests.builders import article
from tests.conftest import write

HEADER = "---\ntitle: A letter\ndate: 2020-01-02\nsource: AFP\nhide: [toc]\n---"


@pytest.fixture
def published(tmp_path):
    """Reads a folder with an article; returns all that the form can open, by path."""

    def files(text, **options):
        write(tmp_path, {"articles/a.md": text})
        briefing = read(tmp_path, root=tmp_path, generated=GENERATED, **options).briefing
        host = CodeHost("https://github.com/example/briefing", "edit/main/content/")
        made = list(assets(briefing, host))
        assert [asset.path for asset in made] == list(outputs(briefing))
        found = {}
        for asset in made:
            found |= json.loads(asset.text)
        return found

    return files


def test_a_file_is_published_as_it_is_written(published):
    text = f'{HEADER}\n\nHe said "no" </script>.\n'
    assert published(text) == {
        "articles/a.md": {
            "title": "A letter",
            "edit": "https://github.com/example/briefing/edit/main/content/articles/a.md",
            "text": text,
        }
    }


def test_links_of_obsidian_stay_as_they_are_written(published):
    text = f"{HEADER}\n\nSee [[a]].\n\n\n"
    assert published(text)["articles/a.md"]["text"] == text


def test_an_article_without_a_text_ends_behind_its_header(published):
    assert published(f"{HEADER}\n")["articles/a.md"]["text"] == f"{HEADER}\n"


def test_drafts_are_published_only_in_a_preview(published):
    draft = HEADER.replace("hide: [toc]", "draft: true")
    assert published(draft) == {}
    assert list(published(draft, drafts=True)) == ["articles/a.md"]


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("title: A # ask Anna", ""),
        ("# ask Anna\ntitle: A", ""),
        ("title: A\nsource: {publisher: AFP} # by phone", ""),
        ("title: A\nsummary: > # by phone\n  B", ""),
        ("title: A\nasked: Anna", ""),
        ("title: A", "<!-- ask Anna -->"),
        ("title: A", "%%ask Anna%%"),
        ("title: A\nsummary: B %%ask Anna%%", ""),
    ],
)
def test_what_only_editors_see_keeps_a_file_unpublished(header, text):
    assert holds_unpublished(f"---\n{header}\n---\n\n{text}\n")


@pytest.mark.parametrize(
    "header",
    ['title: "Demand #1 of # people"', "title: C#", "source: {url: https://example.org/#a}"],
)
def test_a_sign_in_a_text_is_no_comment(header):
    assert not holds_unpublished(f"---\n{header}\n---\n\n# A heading\n")


def test_the_address_of_the_form_holds_any_path():
    assert form_address(replace(article(), path="articles/a b/é&c.md")).startswith(
        "contribute/?open=articles/a%20b/%C3%A9%26c.md&from="
    )
