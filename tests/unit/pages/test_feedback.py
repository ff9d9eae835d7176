"""Where a page can be edited, and the files that a page is made from which has none."""

import pytest
from mkdocs_briefing.core.code_host import CodeHost
from mkdocs_briefing.pages.feedback import FILES_SHOWN, FeedbackLinks, Provenance

from tests.builders import actor, article, conflict

EDIT = "https://git.example.org/b/edit/"
HOST = CodeHost("https://git.example.org/b", "edit/")
ARTICLES = [article(f"Number {n}") for n in range(30)]
DESK = FeedbackLinks(HOST, "https://b.example/", ARTICLES)


def test_a_page_with_a_file_leads_to_it():
    feedback = DESK.of_file("Egypt", "actors/egypt/", "actors/egypt.md")
    assert feedback.edit == f"{EDIT}actors/egypt.md"
    assert feedback.report == "https://git.example.org/b"
    assert feedback.files == ()


def test_a_page_without_one_leads_to_the_newest_of_its_articles():
    """The order of the briefing, whatever the order of the rows; each once."""
    basis = Provenance([ARTICLES[4], ARTICLES[2], ARTICLES[4]])
    feedback = DESK.of_files("Egypt", "actors/egypt/", basis)
    assert [one.title for one in feedback.files] == ["Number 2", "Number 4"]
    assert [one.edit for one in feedback.files] == [
        f"{EDIT}articles/number-2.md",
        f"{EDIT}articles/number-4.md",
    ]
    assert feedback.edit is None
    assert feedback.more is None


def test_a_page_made_from_very_many_files_names_the_first_of_them():
    feedback = DESK.of_files("All", "chronology/", Provenance(ARTICLES, (conflict("Libya"),)))
    assert len(feedback.files) == FILES_SHOWN
    assert [one.title for one in feedback.files[:2]] == ["Libya", "Number 0"]
    assert feedback.more == "articles/"


def test_the_list_of_all_articles_does_not_lead_to_itself():
    assert DESK.of_files("Articles", "articles/", Provenance(ARTICLES)).more is None


TWO = Provenance(ARTICLES[:2])
OF_SIDE = Provenance(ARTICLES[:1], (conflict(),))
OF_MEMBER = Provenance(profiles=(actor("Unit 8200", path="actors/8200.md"), actor("Nobody")))


@pytest.mark.parametrize(
    ("basis", "told"),
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
        (Provenance(ARTICLES, what="The choice of names"), "The choice of names comes from all 30"),
        (Provenance(), ""),
    ],
)
def test_it_is_said_in_words_what_a_page_rests_on(basis, told):
    assert told in DESK.of_files("A page", "x/", basis).told


def test_the_introduction_of_a_page_comes_first():
    basis = Provenance(ARTICLES[:1], introduction="chronology/index.md")
    first, second = DESK.of_files("Chronology", "chronology/", basis).files
    assert (first.title, first.edit) == ("The introduction above", f"{EDIT}chronology/index.md")
    assert second.title == "Number 0"


def test_where_nothing_is_to_be_edited_a_problem_can_be_reported_still():
    desk = FeedbackLinks(CodeHost("https://git.example.org/b", ""), None, ARTICLES)
    for feedback in (desk.of_file("A", "a/", "a.md"), desk.of_files("B", "b/", TWO)):
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
def test_a_report_names_the_page_as_far_as_its_address_is_known(site_url, filled_in):
    desk = FeedbackLinks(CodeHost("https://github.com/example/b"), site_url, ())
    report = desk.of_file("Egypt", "actors/egypt/", "actors/egypt.md").report
    assert report.endswith(f"&body={filled_in}")
