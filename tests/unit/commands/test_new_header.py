"""A header holds exactly the given values, in the form of all headers."""

from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs_briefing.commands.fmt.text import formatted
from mkdocs_briefing.commands.new.answers import AnswerError, one_line
from mkdocs_briefing.commands.new.header import file_text
from mkdocs_briefing.commands.new.questions import ACTOR, ARTICLE, CONFLICT
from mkdocs_briefing.content.field_types import NOBODY
from mkdocs_briefing.content.header.document import read_document
from mkdocs_briefing.content.header.nodes import plain_value
from mkdocs_briefing.content.validation import faults
from mkdocs_briefing.core.names import folded, visible
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
    *("a,", "a;", "\u201ca\u201d", "\u2018a\u2019", "\uff5ba\uff5d", "\u201ca", "a\u201d"),
)


def is_one_line(text: str) -> bool:
    try:
        return bool(text) and one_line(text) == text
    except AnswerError:
        return False


def words(terms: Mapping[str, Term]) -> st.SearchStrategy[str]:
    return st.sampled_from(tuple(terms))


written = (st.sampled_from(AWKWARD) | st.text(max_size=30)).map(str.strip)
# A speaker is never called so: these are what YAML makes of a switch.
SWITCHES = ("true", "false", "yes")
BULLETS = "-\u2022\u2023\u2043\u25aa\u25cf\u25cb\u25e6\u2013\u2014"
texts = (
    written.filter(is_one_line)
    .filter(visible)
    .filter(lambda text: text not in SWITCHES and folded(text) not in NOBODY)
    # What nobody sees at an end is no part of a value.
    .filter(lambda text: visible(text[0]) and visible(text[-1]))
    # Any other name that begins with the sign of a list is refused.
    .filter(lambda text: text in AWKWARD or text[0] not in BULLETS)
)
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
    st.tuples(st.just(ARTICLE), articles),
    st.tuples(st.just(ACTOR), actors),
    st.tuples(st.just(CONFLICT), conflicts),
)


def header_of(text: str) -> object:
    collector = ProblemCollector("x.md")
    document = read_document(text, collector)
    assert collector.problems == []
    assert document is not None
    assert document.header is not None
    return plain_value(document.header)


@given(files)
@example((ACTOR, {"name": "A", "aliases": "a, b"}))
def test_a_header_reads_back_as_the_given_values(file):
    kind, values = file
    text = file_text(kind, values)
    assert header_of(text) == values
    assert list(faults(kind.entry, header_of(text))) == []


@given(files)
def test_briefing_fmt_leaves_a_new_file_as_it_is(file):
    kind, values = file
    text = file_text(kind, values)
    assert formatted(text, kind.entry) == text


def test_an_article_has_the_usual_form():
    values = {
        "backing": [{"to": "GNA", "by": ["Turkey", "Qatar"], "since": "2019-04~"}],
        "events": [{"what": "Talks, at last", "date": "2019-11-14", "killed": "40-53"}],
        "date": "2019-11-15",
        "title": 'A "joint" plan: #1',
        "source": {"url": "https://example.org/x", "publisher": "AFP", "date": "2019"},
        "summary": "yes",
    }
    assert file_text(ARTICLE, values) == (
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
        "Write the text here, in your own words.\n"
    )


def test_sides_of_a_conflict_stand_below_each_other():
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
    assert file_text(CONFLICT, values) == (
        "---\n"
        "title: The river war\n"
        "\n"
        "sides:\n"
        "  - name: North\n"
        "    members: [Anna Admiral, {who: A Brigade, until: 2020-01}]\n"
        "  - name: South\n"
        "---\n"
        "\n"
        "Write the text here, in your own words.\n"
    )


@pytest.mark.parametrize("title", ["yes", "NO", "null", "12:30", "2019-11-15", "0x1F", "1.5"])
def test_text_that_yaml_may_read_otherwise_is_quoted(title):
    assert f'title: "{title}"\n' in file_text(ARTICLE, {"title": title, "date": "2019"})
