"""Sanitized HTML keeps what text needs, and nothing that runs or deceives."""

import pytest
from markdown import markdown
from mkdocs_briefing.markdown.sanitizer import BodyExtension, sanitised


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="talks">Talks<a class="headerlink" href="#talks" title="Permanent link">¶</a></h2>',
        '<table><thead><tr><th align="right">a</th></tr></thead></table>',
        '<div class="admonition note"><p class="admonition-title">Note</p></div>',
        '<details class="tip" open=""><summary>More</summary><p>Words.</p></details>',
        '<figure><img alt="A map" height="3" src="../map.png" width="4">'
        "<figcaption>A map</figcaption></figure>",
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        '<dl><dt>A</dt><dd><abbr title="Libyan National Army">LNA</abbr></dd></dl>',
        '<div class="highlight"><pre><code class="language-python"><span class="nf">f</span>'
        "</code></pre></div>",
        '<li class="task-list-item"><input type="checkbox" disabled="" checked=""> done</li>',
        '<input id="__tabbed_1_1" name="__tabbed_1" type="radio">'
        '<label for="__tabbed_1_1">A</label>',
        '<a class="actor" href="../actors/turkey/">Turkey</a>',
        '<a href="https://example.org/?a=b&amp;c" rel="external noopener">x</a>',
        '<a href="mailto:a@example.org">x</a>',
        '<p dir="rtl" lang="ar">نص</p>',
        '<p>a &lt; b &amp; "c"</p>',
    ],
)
def test_what_markdown_makes_stays_unchanged(html):
    assert sanitised(html) == html


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<a><table><a title="x">b</a></table></a>', '<a></a><a title="x">b</a><table></table>'),
        ("<p><b>a<table><td>b</p></b></table>", None),
    ],
)
def test_sanitized_html_stays_unchanged_when_sanitized_again(html, left):
    """Otherwise a browser would see another tree than the sanitizer did."""
    made = sanitised(html)
    assert left is None or made == left
    assert sanitised(made) == made


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>a<script>b</script>c</p>", "<p>ac</p>"),
        ('<p onclick="x" style="color: red" data-md-component="x">a</p>', "<p>a</p>"),
        ('<a href="javascript:x">a</a>', "<a>a</a>"),
        ('<a href="java\nscript:x">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ('<a href="/" target="_top" ping="//x" rel="opener">a</a>', '<a href="/">a</a>'),
        ('<del cite="data:x">a</del><ins cite="javascript:x">b</ins>', "<del>a</del><ins>b</ins>"),
        ('<iframe src="x">a</iframe><object>b</object><embed>', ""),
        ('<form action="x"><button>Go</button></form>', "Go"),
        ('<svg onload="x"><a>b</a></svg><math>c</math>', ""),
        ('<base href="//x"><meta http-equiv="refresh"><link rel="stylesheet" href="x">', ""),
        ('<img alt="a" src="https://x/y.png" srcset="//x 1x">', '<img alt="a">'),
        ('<img src="//x/y.png">', "<img>"),
        ('<img src="\\\\x\\y.png">', "<img>"),
        ('<img src="/\t/x/y.png">', "<img>"),
        ('<img src="data:image/svg+xml,x">', "<img>"),
        ('<input type="image" src="x">', ""),
        ("<input name=password>", ""),
        ("<input type=checkbox name=password>", ""),
        ("<input type=radio name=answer>", ""),
        ("<input type=password name=__tabbed_1>", ""),
        ("<input type=checkbox title='<input name=x>'>", ""),
        ("<input type=checkbox disabled>", ""),
        ("<b title='<input name=x>'>a</b>", '<b title="&lt;input name=x&gt;">a</b>'),
        ("<select><option>a</select><textarea>b</textarea><button>c</button>", "ac"),
        ('<video poster="//x" src="//x" autoplay></video>', "<video></video>"),
    ],
)
def test_what_runs_or_asks_another_host_is_removed(html, left):
    assert sanitised(html) == left


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<p class="b-claim md-header note mermaid">a</p>', '<p class="note">a</p>'),
        ('<p id="__drawer">a</p>', "<p>a</p>"),
        ('<p id="_glance">a</p>', "<p>a</p>"),
        ('<label for="__search">a</label>', "<label>a</label>"),
        ('<p role="dialog">a</p>', "<p>a</p>"),
        ('<a name="location">a</a>', "<a>a</a>"),
    ],
)
def test_a_text_cannot_look_like_the_site_itself(html, left):
    assert sanitised(html) == left


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("By &#x202e;yekruT", "By yekruT"),
        ("<bdo dir=rtl>yekruT</bdo>", "yekruT"),
        ("<p title='&#8238;a&#x202d;'>b</p>", '<p title="a">b</p>'),
        ("<a href='java&#x202e;script:x'>a</a>", "<a>a</a>"),
        ("&lt;scr&#x202e;ipt>", "&lt;script&gt;"),
        ("<p dir=rtl>\u200fنص &#x2067;</p>", '<p dir="rtl">\u200fنص \u2067</p>'),
    ],
)
def test_a_text_cannot_override_the_direction_of_writing(html, left):
    assert sanitised(html) == left


def test_a_text_cannot_use_the_anchor_of_a_row():
    html = '<p id="bridge">a</p><p id="harbour">b</p>'
    assert sanitised(html, {"bridge"}) == '<p>a</p><p id="harbour">b</p>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "![A map](https://x.org/map.png)",
            '<p><a href="https://x.org/map.png" rel="external noopener">A map</a></p>',
        ),
        (
            "[![A map](//x.org/map.png)](a.md)",
            '<p><a href="a.md"><span>A map</span></a></p>',
        ),
        ("![A map](map.png)", '<p><img alt="A map" src="map.png"></p>'),
        ("[x](https://x.org)", '<p><a href="https://x.org" rel="external noopener">x</a></p>'),
    ],
)
def test_a_picture_on_another_host_becomes_a_link(text, html):
    assert sanitised(markdown(text, extensions=[BodyExtension()])) == html


def test_tables_align_columns_without_styles():
    html = sanitised(markdown("|a|\n|-:|\n|1|", extensions=["tables", BodyExtension()]))
    assert '<th align="right">a</th>' in html
    assert '<td align="right">1</td>' in html
