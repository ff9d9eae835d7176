"""Whatever a text holds and its page will not show is told of, with its place."""

from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import markdown
from mkdocs_briefing.markdown.html_checks import control_characters, unpublished_html
from mkdocs_briefing.markdown.sanitizer import BodyExtension, sanitised

from tests.test_properties import TIMES


def told(text: str) -> list[tuple[int, int, str]]:
    """The line and column of each problem, and the first word of its message."""
    return [(*one.place, one.message.split()[0]) for one in unpublished_html(text, 1)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a <center>s</center>", (1, 3, "<center>")),
        ("Password: <input name=password>", (1, 11, "<input>")),
        ("<input type=checkbox name=password>", (1, 1, "<input>")),
        ("<input type=radio name=answer>", (1, 1, "<input>")),
        ("<button>Go</button>", (1, 1, "<button>")),
        ("<select></select>", (1, 1, "<select>")),
        ("<textarea></textarea>", (1, 1, "<textarea>")),
        ("the <name> of\n\nthe", (1, 5, "<name>")),
        ("a\n</name>", (2, 1, "</name>")),
        ("<bdo dir=rtl>a</bdo>", (1, 1, "<bdo>")),
        ("<td>a", (1, 1, "<td>")),
        ("<p\nonclick=x>", (2, 1, "onclick")),
        ("<p/style=x>", (1, 4, "style")),
        ("<a href='a>b' target=_top>a</a>", (1, 15, "target")),
        ("<p data-md-component=x>", (1, 4, "data-md-component")),
        ("<p class='md-header'>", (1, 4, "class")),
        ("<p id=_glance>", (1, 4, "id")),
        ("<label for=__search>a</label>", (1, 8, "for")),
        ("<a href='java&#10;script:x'>", (1, 4, "href")),
        ("<a href='data:x'>", (1, 4, "links")),
        ("<img src=//x.org/y.png>", (1, 1, "the")),
        ("# a {: style='x' }", (1, 8, "style")),
        ("<?php x ?>", (1, 1, "<?php")),
        ("<!DOCTYPE html>", (1, 1, "<!DOCTYPE")),
        ("<div>`<style>`</div>\n\nlost", (1, 7, "<style>")),
        ("<p>\na `<title>`\n</p>\n\nlost", (2, 4, "<title>")),
        ("<div><style <p>lost</p></div>", (1, 6, "<style")),
        ('<div><b title="x>lost</b></div>', (1, 6, "<b")),
        ('<div><b title="x>lost</b>\n\n"a"</div>', (1, 6, "<b")),
        ("<div>a<!-- b</div>\n\nlost", (1, 7, "this")),
        ("<div></ lost</div>", (1, 6, "</")),
        ("a `<!--` <name> `-->`", (1, 10, "<name>")),
        ("``a `<name>`", (1, 6, "<name>")),
        ("~~~\n<!--\n~~~\n<name>\n~~~\n-->\n~~~", (4, 1, "<name>")),
    ],
)
def test_what_is_left_out_is_told_of(text, problem):
    assert told(text) == [problem]


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        ("![a](b.png){ align=left }", ["align"]),
        ("[c](d.md){: target=_blank .md-button }", ["target"]),
        ("**c**{ style='color: red' onclick=d }", ["style", "onclick"]),
        ("[c](d.md){ .b-badge }", [".b-badge"]),
        ("# a {: .b-badge }", [".b-badge"]),
    ],
)
def test_attributes_of_attr_list_left_out_are_told_of(text, told_of):
    assert [name for *_, name in told(text)] == told_of


@pytest.mark.parametrize(
    "text",
    [
        "<https://example.org> <me@example.org>",
        "a < b, 1<2, <3",
        "`<name>` and ``<a `b` onclick=x>``",
        "```html\n<script>\n```",
        "<!-- <script> -->",
        "<!-- a ` b --> <b>c</b> `",
        "<hr>\n\n<https://example.org>",
        "a <div>`<style>`</div>",
        "<table>\n<tr><td>a<td>b\n</table>\n\n`<style>` <https://example.org>",
        "<div markdown>`<style>`</div>",
        "<div>\n<!-- <name> -->\n<b title='a > b'>c</b> 1 < 2\n</div>\n\n`<style>`",
        "a <style and a <!-- and <b title='x>",
        "&lt;name>",
        "<B CLASS='note'>a</B><br/>",
        "<div class='grid cards' markdown>a</div>",
        "<table><tr><td align=right>a</td></tr></table>",
        "<p dir=rtl lang=ar>a</p><bdi>b</bdi>",
        "<a href='../a.md'>a</a> <a href='mailto:a@example.org'>b</a>",
        "# a {: #b .note title='c' }",
        "![a](b.png){ .align-left width=100 loading=lazy } [c](d.md){ .md-button }",
        "[a](<b c.md>) ![d](<e f.png> 'g')",
        "Where a = b, {a = b} and f(x) {a = b}",
        "- [ ] a task",
    ],
)
def test_what_is_published_is_not_told_of(text):
    assert told(text) == []


@pytest.mark.parametrize("entity", ["&#x202e;", "&#X202E", "&#8238;", "&#x202d;", "&#1;", "&#x7f;"])
def test_control_characters_as_entities_are_told_of(entity):
    (problem,) = control_characters(f"a\n\nb {entity} &amp; c", 5)
    assert (problem.place, problem.code) == ((7, 3), "control-character")
    assert problem.message == f"{entity} stands for a control character; delete it"


@pytest.mark.parametrize("text", ["&amp;&nbsp;&#x200f;&#x2067;", "`&#x202e;`", "AT&T", "&nothing;"])
def test_other_entities_are_fine(text):
    assert list(control_characters(text, 1)) == []


@pytest.mark.parametrize("mark", ["&#769;", "&#x301;", "\u0301", "&#x301"])
def test_many_accents_as_entities_are_told_of(mark):
    assert list(control_characters("a" + 30 * mark, 5)) == []
    (problem,) = control_characters("a\n\nb&amp;" + 31 * mark, 5)
    assert (problem.place, problem.code) == ((7, 2), "marks")


class Found(HTMLParser):
    """Counts the elements of a page, and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.counts: Counter[tuple[str, ...]] = Counter()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.counts[(tag,)] += 1
        self.counts.update((tag, name) for name, _ in attrs)


PIECES = (
    *("<b>", "</b>", "<p>", "</p>", "<a href='x'>", "</a>", "<name>", "<td>", "<tr>", "<table>"),
    *("</table>", "<div>", "</div>", "<input>", "<input type=checkbox>", "<center>", "<form>"),
    *("`", "`<title>`", "```\n", "``", "\\", "\\`", "<!--", "-->", "<b title='", "'", "<style "),
    *("<svg>", "<p onclick=x>", "<i style='x'>", "<b title='>'>", "<option>", "<li>", "<br>", "a"),
    *(
        " ",
        "\n",
        "\n\n",
        "&lt;",
        "<",
        "> ",
        "- ",
        "# ",
        "*",
        "<https://a.b>",
        "<a@b.c>",
        "1 < 2",
    ),
    *(
        "<script>",
        "</script>",
        "<title>",
        "<label for=x>",
        "<h1 class=x>",
        "<span id=_x>",
        "<object>",
    ),
)


@settings(max_examples=200 * TIMES)
@given(text=st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
@example(text="<table><td><tr></table><td>")
@example(text="```\n`<title>`")
@example(text="``<title>`<b>```")
@example(text="\\`<title>`")
@example(text="<h1 class=x>`<td>`")
def test_nothing_is_left_out_in_silence(text):
    """But for code in a paragraph, which Python-Markdown reads differently when it is broken."""
    made = markdown(text, extensions=["toc", "tables", "fenced_code", BodyExtension()])
    if Found(made).counts - Found(sanitised(made)).counts:
        assert told(text)
