"""Each sheet of paper says where it comes from."""

from mkdocs_briefing.host.printing import with_printed_line


def test_the_line_for_paper_moves_to_the_root_element():
    page = (
        '<html lang="en"><head><meta name="briefing-printed" content="A &#34;b&#34; · /x/"></head>'
    )
    assert with_printed_line(page).startswith(
        '<html data-printed="A &#34;b&#34; · /x/" lang="en"><head>'
    )


def test_a_page_without_the_line_stays_as_it_is():
    assert with_printed_line("<html lang='en'><body>") == "<html lang='en'><body>"
