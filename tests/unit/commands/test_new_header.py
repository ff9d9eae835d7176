"""Whatever was answered, the header says it again, in the form of all headers."""

import html
import re
from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import markdown
from mkdocs_briefing.commands.fmt.text import formatted
from mkdocs_briefing.commands.new.answers import AnswerError, one_line
from mkdocs_briefing.commands.new.header import as_markdown, file_text
from mkdocs_briefing.content.frontmatter import plain_value, read_document
from mkdocs_briefing.content.schema import ActorEntry, ArticleEntry, ConflictEntry, faults
from mkdocs_briefing.core.problems import ProblemCollector
from mkdocs_briefing.core.vocabulary import (
    ACTOR_KINDS,
    ACTS,
    EVENT_KINDS,
    SOURCE_KINDS,
    STANCES,
    STATUSES,
    SUPPORT,
    Term,
)

AWKWARD = (
    *("yes", "NO", "null", "~", "12:30", "0x1F", "2019-11-15", "1_000", ".inf", "=", "<<"),
    *("a: b", "a #b", "#", "@x", "- a", "? x", "[a]", "{a}", "&a", "*a", "!!x", "|", ">", "%x"),
    *("'", '"', "'\"", "it's", "\"a\" 'b'", "\\", "\\n", "---", "...", "--- a", "`", ",", "a,b"),
    *(":", "a:", "-", "?", "x ", "\ufeffx", "\u200e", "🙂", "لقاء", "a" * 300, "https://x/(a)#b"),
)


def is_one_line(text: str) -> bool:
    try:
        return bool(text) and one_line(text) == text
    except AnswerError:
        return False


def words(terms: Mapping[str, Term]) -> st.SearchStrategy[str]:
    return st.sampled_from(tuple(terms))


texts = (st.sampled_from(AWKWARD) | st.text(max_size=30)).map(str.strip).filter(is_one_line)
several = texts | st.lists(texts, min_size=2, max_size=3, unique=True)
dates = st.sampled_from(["2019", "2019-11", "2019-04~", "2019-04/..", "../2019-11", "2019-04-05?"])
counts = st.sampled_from(["53", "1000+", "40-53", "~50", "1,048"])
voices = several | st.fixed_dictionaries({"who": texts}, optional={"what": texts})


def rows(needed, optional):
    one = st.fixed_dictionaries(needed, optional=optional | {"note": texts, "source": texts})
    return st.lists(one, min_size=1, max_size=2)


sources = st.fixed_dictionaries(
    {"publisher": texts},
    optional={
        "title": texts,
        "url": st.sampled_from(["https://x.org/a,b?c=[d]#e", "http://x.org"]),
        "date": dates,
        "kind": words(SOURCE_KINDS),
    },
)
articles = st.fixed_dictionaries(
    {"title": texts, "date": dates},
    optional={
        "summary": texts,
        "conflict": texts,
        "source": texts | sources,
        "backing": rows(
            {"by": several, "to": several},
            {
                "stance": words(STANCES),
                "support": words(SUPPORT),
                "status": words(STATUSES),
                "since": dates,
                "said_by": voices,
                "denied_by": voices,
            },
        ),
        "events": rows(
            {"date": dates, "what": texts},
            {"kind": words(EVENT_KINDS), "actors": several, "place": texts, "killed": counts},
        ),
        "statements": rows(
            {"who": several, "what": texts}, {"act": words(ACTS), "about": several, "date": dates}
        ),
        "roles": rows({"who": texts, "as": texts}, {"in": texts, "since": dates}),
    },
)
actors = st.fixed_dictionaries(
    {"name": texts},
    optional={
        "kind": words(ACTOR_KINDS),
        "short": texts,
        "aliases": several,
        "country": texts,
        "summary": texts,
        "member_of": several,
    },
)
members = st.lists(
    texts | st.fixed_dictionaries({"who": texts}, optional={"since": dates}), min_size=2, max_size=3
)
conflicts = st.fixed_dictionaries(
    {
        "title": texts,
        "sides": st.lists(
            st.fixed_dictionaries({"name": texts}, optional={"members": texts | members}),
            min_size=1,
            max_size=3,
        ),
    },
    optional={"start": dates, "place": texts, "summary": texts},
)
files = st.one_of(
    st.tuples(st.just(ArticleEntry), articles),
    st.tuples(st.just(ActorEntry), actors),
    st.tuples(st.just(ConflictEntry), conflicts),
)


def said(text: str) -> object:
    findings = ProblemCollector("x.md")
    document = read_document(text, findings)
    assert findings.problems == []
    assert document is not None
    assert document.header is not None
    return plain_value(document.header)


@given(files)
def test_the_header_says_what_was_answered_and_nothing_else(file):
    kind, values = file
    text = file_text(kind, values)
    assert said(text) == values
    assert list(faults(kind, said(text))) == []


@given(files)
def test_a_header_has_the_form_of_all_headers(file):
    """`briefing fmt` leaves it as it is."""
    kind, values = file
    text = file_text(kind, values)
    assert formatted(text, kind) == text


def test_an_article_is_written_as_people_write_it():
    values = {
        "backing": [{"to": "GNA", "by": ["Turkey", "Qatar"], "since": "2019-04~"}],
        "events": [{"what": "Talks, at last", "date": "2019-11-14", "killed": "40-53"}],
        "date": "2019-11-15",
        "title": 'A "joint" plan: #1',
        "source": {"url": "https://example.org/x", "publisher": "AFP", "date": "2019"},
        "summary": "yes",
    }
    assert file_text(ArticleEntry, values) == (
        "---\n"
        "title: 'A \"joint\" plan: #1'\n"
        "date: 2019-11-15\n"
        'summary: "yes"\n'
        "\n"
        "source:\n"
        "  publisher: AFP\n"
        '  url: "https://example.org/x"\n'
        "  date: 2019\n"
        "\n"
        "backing:\n"
        "  - by: [Turkey, Qatar]\n"
        "    to: GNA\n"
        "    since: 2019-04~\n"
        "\n"
        "events:\n"
        "  - date: 2019-11-14\n"
        "    what: Talks, at last\n"
        "    killed: 40-53\n"
        "---\n"
        "\n"
        "yes\n"
        "\n"
        "Write here, in your own words, what the source says.\n"
    )


def test_a_conflict_lists_its_sides_below_each_other():
    values = {
        "title": "The river war",
        "sides": [
            {
                "name": "North",
                "members": ["Anna Admiral", {"who": "A Brigade", "until": "2020-01"}],
            },
            {"name": "South"},
        ],
    }
    assert file_text(ConflictEntry, values) == (
        "---\n"
        "title: The river war\n"
        "\n"
        "sides:\n"
        "  - name: North\n"
        "    members: [Anna Admiral, {who: A Brigade, until: 2020-01}]\n"
        "  - name: South\n"
        "---\n"
        "\n"
        "Write here, in your own words, what this conflict is about.\n"
    )


@pytest.mark.parametrize("title", ["yes", "NO", "null", "12:30", "2019-11-15", "0x1F", "1.5"])
def test_text_that_other_readers_of_yaml_take_for_something_else_is_quoted(title):
    assert f'title: "{title}"\n' in file_text(ArticleEntry, {"title": title, "date": "2019"})


@given(texts)
@example("1. A list? *No*, _no_ <b>no</b> &amp; [no](x.md) `no` # no")
@example("# no heading")
@example("2019. It was a year")
@example("- no list")
@example("> no quotation")
@example("![no](picture.png)")
@example("no \\* escape")
def test_a_summary_is_shown_as_it_was_typed(text):
    shown = markdown(as_markdown(text), extensions=["toc", "tables", "fenced_code"])
    assert re.fullmatch(r"<p>[^<]*</p>", shown), shown
    bare = html.unescape(shown.removeprefix("<p>").removesuffix("</p>"))
    assert " ".join(bare.split()) == " ".join(text.split())
