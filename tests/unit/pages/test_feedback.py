"""Where a page can be edited, and which files a page without a file is made from."""

import pytest
from mkdocs_briefing.core.code_host import CodeHost
from mkdocs_briefing.pages.parts.feedback import FILES_SHOWN, FeedbackLinks, Provenance

from tests.builders import actor, article, conflict

EDIT = "https://git.example.org/b/edit/"
HOST = CodeHost("https://git.example.org/b", "edit/")
ARTICLES = [article(f"Number {n}") for n in range(30)]
LINKS = FeedbackLinks(HOST, "https://b.example/", ARTICLES)


def test_a_page_with_a_file_leads_to_it():
    feedback = LINKS.for_file("Egypt", "actors/egypt/", "actors/egypt.md")
    assert feedback.edit == f"{EDIT}actors/egypt.md"
    assert feedback.report == "https://git.example.org/b"
    assert feedback.files == ()


def test_a_page_without_a_file_names_its_newest_articles_first():
    """The order of the briefing, whatever the order of the rows; each once."""
    provenance = Provenance([ARTICLES[4], ARTICLES[2], ARTICLES[4]])
    feedback = LINKS.for_files("Egypt", "actors/egypt/", provenance)
    assert [one.title for one in feedback.files] == ["Number 2", "Number 4"]
    assert [one.edit for one in feedback.files] == [
        f"{EDIT}articles/number-2.md",
        f"{EDIT}articles/number-4.md",
    ]
    assert feedback.edit is None
    assert feedback.more is None


def test_a_page_made_from_many_files_names_only_some():
    feedback = LINKS.for_files("All", "chronology/", Provenance(ARTICLES, (conflict("Libya"),)))
    assert len(feedback.files) == FILES_SHOWN
    assert [one.title for one in feedback.files[:2]] == ["Libya", "Number 0"]
    assert feedback.more == "articles/"


def test_the_list_of_articles_does_not_link_to_itself():
    assert LINKS.for_files("Articles", "articles/", Provenance(ARTICLES)).more is None


TWO = Provenance(ARTICLES[:2])
OF_SIDE = Provenance(ARTICLES[:1], (conflict(),))
OF_MEMBER = Provenance(profiles=(actor("Unit 8200", path="actors/8200.md"), actor("Nobody")))


@pytest.mark.parametrize(
    ("provenance", "explanation"),
    [
        (Provenance(ARTICLES[:1]), "comes from 1 article. Edit it, and the page follows."),
        (TWO, "comes from 2 articles. Edit one of them, and the page follows."),
        (OF_SIDE, "comes from 1 article and 1 other file. Edit one of them"),
        (OF_MEMBER, "comes from 1 file. Edit it, and the page follows."),
        (
            Provenance(ARTICLES),
            "comes from all 30 articles. Edit one of them, and the page follows.",
        ),
        (Provenance(ARTICLES), "The newest are these:"),
        (
            Provenance(ARTICLES, subject="The choice of names"),
            "The choice of names comes from all 30",
        ),
    ],
)
def test_the_number_of_files_is_explained(provenance, explanation):
    assert explanation in LINKS.for_files("A page", "x/", provenance).explanation


def test_a_page_made_from_nothing_explains_nothing():
    assert LINKS.for_files("A page", "x/", Provenance()).explanation == ""


def test_the_introduction_of_a_page_comes_first():
    provenance = Provenance(ARTICLES[:1], introduction="chronology/index.md")
    first, second = LINKS.for_files("Chronology", "chronology/", provenance).files
    assert (first.title, first.edit) == ("The introduction above", f"{EDIT}chronology/index.md")
    assert second.title == "Number 0"


def test_without_an_edit_address_problems_can_still_be_reported():
    links = FeedbackLinks(CodeHost("https://git.example.org/b", ""), None, ARTICLES)
    for feedback in (links.for_file("A", "a/", "a.md"), links.for_files("B", "b/", TWO)):
        assert feedback.edit is None
        assert feedback.files == ()
        assert feedback.report


@pytest.mark.parametrize(
    ("site_url", "filled_in"),
    [
        ("https://b.example/site", "https%3A%2F%2Fb.example%2Fsite%2Factors%2Fegypt%2F"),
        (None, "%2Factors%2Fegypt%2F"),
    ],
)
def test_a_report_names_the_page_by_its_known_address(site_url, filled_in):
    links = FeedbackLinks(CodeHost("https://github.com/example/b"), site_url, ())
    report = links.for_file("Egypt", "actors/egypt/", "actors/egypt.md").report
    assert report.endswith(f"&body={filled_in}")
