"""Tests what formatted headers look like, case by case."""

from pathlib import Path

import pytest
import yaml
from mkdocs_briefing.commands.fmt.check import difference
from mkdocs_briefing.commands.fmt.header import UnsupportedYamlError, format_header
from mkdocs_briefing.commands.fmt.text import formatted
from mkdocs_briefing.content.header.document import read_document
from mkdocs_briefing.content.schema import (
    ActorEntry,
    ArticleEntry,
    BackingEntry,
    ConflictEntry,
    RoleEntry,
    keys_in_order,
)
from mkdocs_briefing.core.problems import ProblemCollector

CASES = yaml.load(
    (Path(__file__).parents[2] / "cases" / "formatting.yml").read_text(encoding="utf-8"),
    Loader=yaml.CBaseLoader,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["claim"])
def test_header(case):
    before, after = f"---\n{case['before']}---\n\nText.\n", f"---\n{case['after']}---\n\nText.\n"
    assert formatted(before, ArticleEntry) == after
    assert formatted(after, ArticleEntry) == after
    assert difference(before, after, ArticleEntry) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nname: A\n---\nText", "---\nname: A\n---\n\nText"),
        ("---\nname: A\n---\n\n\n \nText", "---\nname: A\n---\n\nText"),
        ("\n \n----- \nname: A\n...\t\nText", "---\nname: A\n---\n\nText"),
        ("---\nname: A\n---", "---\nname: A\n---\n"),
        ("---\nname: A\n---\n\n", "---\nname: A\n---\n"),
        (
            "---\nname: A  \n\n---\n\n    code\n---\nx  \n",
            "---\nname: A\n---\n\n    code\n---\nx  \n",
        ),
        (
            "---\nname: A\n---\n\nx\r\ny\rz\x0b\x85\u2028",
            "---\nname: A\n---\n\nx\r\ny\rz\x0b\x85\u2028",
        ),
        ("---\r\nname: A\r\n---\r\nx\r\n", "---\r\nname: A\r\n---\r\n\r\nx\r\n"),
        ("---\r\nname: A\n---\r\n\r\nx\r\n", "---\nname: A\n---\n\nx\r\n"),
        ("---\rname: A\r---\rx\r", "---\nname: A\n---\n\nx\r"),
    ],
)
def test_fences_become_three_hyphens_and_the_body_stays(before, after):
    assert formatted(before, ActorEntry) == after
    assert formatted(after, ActorEntry) == after


def test_actors_and_conflicts_have_their_own_key_order():
    assert formatted(
        "---\nkind: state\nmember_of:\n- until: 2019\n  who: B\nname: A\n---\n", ActorEntry
    ) == ("---\nname: A\nkind: state\nmember_of:\n  - who: B\n    until: 2019\n---\n")
    sides = "sides: [{members: [{since: 2019, who: C}, D], name: A}]"
    assert formatted(f"---\n{sides}\ntitle: T\n---\n", ConflictEntry) == (
        "---\ntitle: T\n\nsides: [{name: A, members: [{who: C, since: 2019}, D]}]\n---\n"
    )


def test_rows_begin_with_id_and_end_with_shared_keys():
    assert keys_in_order(RoleEntry) == (
        *("id", "who", "in", "as", "since", "until"),
        *("source", "conflict", "note"),
    )
    assert keys_in_order(BackingEntry)[:3] == ("id", "by", "to")


@pytest.mark.parametrize(
    "header",
    ["? title\n: T\n", "&all\ntitle: T\n", "a: 1\n? b\n"],
)
def test_unsupported_yaml_is_refused(header):
    findings = ProblemCollector("x.md")
    assert read_document(f"---\n{header}---\n", findings)
    assert findings.problems == []
    with pytest.raises(UnsupportedYamlError):
        format_header(header, ArticleEntry)


BEFORE = "---\ntitle: T # remark\ndate: 2019\nby: {a: x # y\n }\ntags: ['a', b]\n---\n\nText\n"


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("# remark", "", "a comment"),
        (" # remark", " # other", "a comment"),
        ("x # y", "x", "a comment"),
        ("2019", "'2019'", "a value"),
        ("2019", "2018", "what the header says"),
        ("['a', b]", "[b, 'a']", "what the header says"),
        ("date: 2019\n", "", "what the header says"),
        ("title: T", "'title': T", "a value"),
        ("'a'", '"a"', "a value"),
        ("title: T", "title: &x T", "what the header says"),
        ("b]", "b", "what the header says"),
        ("Text", "text", "the text below the header"),
        ("---\n\n", "", "the text below the header"),
    ],
)
def test_every_change_of_meaning_is_noticed(old, new, lost):
    assert difference(BEFORE, BEFORE.replace(old, new, 1), ArticleEntry) == lost


def test_order_and_layout_do_not_count_as_change():
    after = (
        "---\ndate: 2019\ntags: [ 'a',  b ]\n# y\ntitle:   T\n# remark\nby:\n  a: x\n---\n\nText\n"
    )
    assert difference(BEFORE, after, ArticleEntry) is None
