"""The form that writes an article: what it makes is a file that the checker takes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.formatting.text import formatted
from generator.library import read
from generator.schema import ArticleEntry
from tests.conftest import REPOSITORY, mkdocs, write


@pytest.fixture
def form(browser: Browser, address: str) -> Iterator[Page]:
    """The form on a phone."""
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(f"{address}contribute/")
    expect(page.locator("#_form")).to_be_visible()
    yield page
    page.close()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(REPOSITORY / "content", tmp_path / "content")


def fill(form: Page, **fields: str) -> None:
    for name, text in fields.items():
        form.locator(f"#_form > fieldset [name={name}]").first.fill(text)


def position(form: Page, place: int = 0, **fields: str) -> None:
    row = form.locator("[data-rows=backing] .b-form__row").nth(place)
    for name, text in fields.items():
        row.locator(f"[name={name}]").fill(text)


def added(form: Page, kind: str):
    form.locator(f"[data-rows={kind}] [data-add]").click()
    return form.locator(f"[data-rows={kind}] .b-form__row").last


def downloaded(form: Page, content: Path) -> Path:
    """The file as it is handed over, which the checker takes and `briefing fmt` leaves alone."""
    with form.expect_download() as download:
        form.get_by_role("button", name="Download").click()
    file = content / "articles" / download.value.suggested_filename
    download.value.save_as(file)
    text = file.read_bytes().decode()
    assert [str(problem) for problem in read(content, root=content.parent).problems] == []
    assert formatted(text, ArticleEntry) == text
    return file


def test_what_the_form_makes_passes_the_check(form, content):
    fill(form, title="Atlantis stands by the GNA", date="2019-11-15", text="It did.\n\nSo AFP.")
    fill(form, publisher="AFP", url="https://example.org/a", source_date="2019-11-14")
    position(form, by="Atlantis; Qatar", to="GNA", since="2019-04~", denied_by="Atlantis")
    form.locator("[name=support]").select_option(["weapons", "training"])
    event = added(form, "events")
    event.locator("[name=date]").fill("2019-11-13")
    event.locator("[name=what]").fill("A letter, sent to Tripoli: the first #1")
    event.locator("[name=killed]").fill("0")
    statement = added(form, "statements")
    statement.locator("[name=who]").fill("Atlantis")
    statement.locator("[name=act]").select_option("announces")
    statement.locator("[name=what]").fill("That it stands by the GNA")

    file = downloaded(form, content)
    reading = read(content, root=content.parent)

    assert [str(problem) for problem in reading.problems] == []
    assert file.name == "2019-11-atlantis-stands-by-the-gna.md"
    path = f"articles/{file.name}"
    rows = [row for row in reading.briefing.backing if row.article.path == path]
    assert [(row.by.name, row.side.name, row.support) for row in rows] == [
        ("Atlantis", "GNA", ("weapons", "training")),
        ("Qatar", "GNA", ("weapons", "training")),
    ]
    assert all(row.disputed and row.since.text == "2019-04~" for row in rows)
    assert "It did.\n\nSo AFP.\n" in file.read_text()


@pytest.mark.parametrize(
    "title",
    [
        'He said: "no" --- and #1, {maybe} [not]',
        "null",
        "NO",
        "12:30",
        "it's \\ here",
        "رسالة إلى طرابلس",
        "---",
        "- a dash & an *anchor",
    ],
)
def test_any_title_comes_out_as_it_was_written(title, form, content):
    fill(form, title=title, date="2019", publisher=title, summary=title)
    position(form, by="Qatar", to="GNA", why=title)
    file = downloaded(form, content)
    reading = read(content, root=content.parent)
    assert [str(problem) for problem in reading.problems] == []
    (article,) = (one for one in reading.briefing.articles if one.path == f"articles/{file.name}")
    assert (article.title, article.summary) == (title, title)
    assert article.sources[0].publisher == title
    (row,) = (one for one in reading.briefing.backing if one.article is article)
    assert row.why == title


def test_what_is_wrong_is_told_and_nothing_is_handed_over(form):
    fill(form, title="A", date="15.11.2019", publisher="AFP", url="ftp://example.org")
    position(form, by="Qatar", to="Atlantis")
    form.get_by_role("button", name="Download").click()
    told = form.locator(".b-form__faults")
    expect(told).to_contain_text("“15.11.2019” is no date")
    expect(told).to_contain_text("begins with https://")
    expect(told).to_contain_text("Atlantis is on no side")
    expect(form.locator("[name=date]").first).to_be_focused()


def test_a_name_that_is_new_is_pointed_out(form):
    position(form, by="Turky", to="GNA")
    expect(form.locator(".b-form__faults")).to_contain_text("New here: Turky")


def test_a_row_can_be_taken_out_again(form):
    added(form, "events")
    form.get_by_role("button", name="Take this event out").click()
    expect(form.locator("[data-rows=events] .b-form__row")).to_have_count(0)


def test_without_scripts_the_page_explains_the_file(plain, address):
    plain.goto(f"{address}contribute/")
    expect(plain.locator("#_form")).to_be_hidden()
    expect(plain.get_by_role("heading", name="What the file looks like")).to_be_visible()
    expect(plain.locator("article pre code").last).to_contain_text("backing:")


def test_the_example_on_the_page_is_an_article(plain, address, content):
    plain.goto(f"{address}contribute/")
    example = plain.locator("article pre code").last.text_content()
    assert formatted(example, ArticleEntry) == example
    write(content, {"articles/example.md": example})
    assert [str(one) for one in read(content, root=content.parent).problems] == []


def test_on_github_the_file_can_be_proposed(small_site):
    folder = small_site(
        {
            "mkdocs.yml": "site_name: A\ndocs_dir: content\nplugins: [briefing]\n"
            "repo_url: https://github.com/example/briefing\nedit_uri: edit/main/content/\n"
        }
    )
    build = mkdocs("build", cwd=folder)
    assert build.returncode == 0, build.stderr
    page = (folder / "site" / "contribute" / "index.html").read_text(encoding="utf-8")
    assert 'data-new-file="https://github.com/example/briefing/new/main/content/articles"' in page
