"""Links name the file of a page where a site is opened without a web server."""

import pytest
from mkdocs_briefing.host.folder_links import with_file_names


@pytest.mark.parametrize(
    ("folder", "file"),
    [
        ("../../.", "../../index.html"),
        (".", "index.html"),
        ("..", "../index.html"),
        ("actors/x/", "actors/x/index.html"),
        ("../data/backing.csv", "../data/backing.csv"),
        ("https://example.org/", "https://example.org/"),
        ("//example.org/", "//example.org/"),
        ("mailto:one@example.org", "mailto:one@example.org"),
    ],
)
def test_a_link_names_the_file_of_a_folder(folder, file):
    assert with_file_names(f'<a href="{folder}">') == f'<a href="{file}">'


def test_anchors_and_questions_of_a_link_stay():
    assert with_file_names('<a href="x/#y">') == '<a href="x/index.html#y">'
    assert with_file_names('<a class="c" href="x/?q=1">') == '<a class="c" href="x/index.html?q=1">'
    assert with_file_names('<a href="#y">') == '<a href="#y">'
