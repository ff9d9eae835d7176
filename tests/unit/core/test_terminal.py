"""What is printed stays on its line, hides nothing and commands nothing."""

import json
import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_briefing.core.terminal import (
    MARGIN,
    WorkflowCommand,
    entry,
    json_lines,
    printed,
    visible,
)

HOSTILE = "\n\r\t\x1b\x85\u2028\u202e\u200b\ud800: #[a\u0627\u200c\u200d\u034f\u064b"
ODD = st.text(st.one_of(st.characters(), st.sampled_from(HOSTILE)))


def is_obeyed(line: str) -> bool:
    """Whether GitHub's runner takes a line for a command."""
    return line.lstrip().startswith("::") or "##[" in line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Côte d'Ivoire", "Côte d'Ivoire"),
        ("خليفة حفتر", "خليفة حفتر"),
        ("می\u200cشود", "می\u200cشود"),
        ("10\u202f000\xa0hommes\u3000全角", "10\u202f000\xa0hommes\u3000全角"),
        ("👩🏽", "👩🏽"),
        ("a\r\nb\tc", r"a\r\nb\tc"),
        ("\x1b[2J\x9b31m\x7f", r"\x1b[2J\x9b31m\x7f"),
        ("a\u202eb\u2066c\u061c", r"a\u202eb\u2066c\u061c"),
        ("Lib\u200bya\u200d\ufeff\u3164", r"Lib\u200bya\u200d\ufeff\u3164"),
        ("\U000e0041\ue000\udcff", r"\U000e0041\ue000\udcff"),
        ("a\u2028b\u2029c\x85d", r"a\u2028b\u2029c\x85d"),
        ("::error::x", r"\::error::x"),
        (" \u3000::error::x", " \u3000\\::error::x"),
        ("told ::stop-commands::x", r"told \::stop-commands::x"),
        ("std::vector, 10:30", "std::vector, 10:30"),
        ("a##[error]b", r"a##\[error]b"),
        ("##vso[task.x]", r"##vso\[task.x]"),
        ("## A heading [1]", "## A heading [1]"),
    ],
)
def test_what_is_hidden_or_commands_is_spelled_out(text, shown):
    assert visible(text) == shown


@given(ODD)
def test_any_text_becomes_one_harmless_line(text):
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert not {unicodedata.category(one) for one in shown} & {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not is_obeyed(shown)
    assert visible(shown) == shown


@given(st.lists(ODD, min_size=1))
def test_further_lines_of_an_entry_stand_behind_a_margin(texts):
    first, *others = entry("\n".join(texts)).split("\n")
    assert not any(map(is_obeyed, (first, *others)))
    assert all(line.startswith(MARGIN) for line in others)


@given(st.dictionaries(ODD, ODD))
def test_json_is_printed_as_it_is(document):
    lines = json_lines(document)
    assert printed(lines) == "\n".join(lines)
    assert printed(lines).isascii()
    assert json.loads(printed(lines)) == document


@given(ODD, ODD)
def test_a_workflow_command_is_one_line_and_one_command(message, path):
    line = printed([WorkflowCommand("error", message, {"file": path})])
    begin, _, data = line.removeprefix("::").partition("::")
    assert re.fullmatch(r"error file=[^:,]*", begin)
    assert not re.search("[\r\n\x1b\u202e]", line)
    assert visible(message).replace("%", "%25") == data


def test_a_workflow_command_keeps_the_name_of_its_file():
    line = printed([WorkflowCommand("error", "x", {"file": "a,b:c\n%.md", "line": "1"})])
    assert line == "::error file=a%2Cb%3Ac%0A%25.md,line=1::x"


@pytest.mark.parametrize(
    "fault", ["raise ValueError(text)", "import warnings; warnings.warn(text)"]
)
def test_tracebacks_and_warnings_of_python_are_entries(fault):
    program = (
        "from mkdocs_briefing.core.terminal import print_python_safely; print_python_safely();"
        f"text = 'a\\n::error::b\\x1b[0m'; {fault}"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert "::error::b" in run.stderr
    assert "\x1b" not in run.stderr
    first, *others = run.stderr.rstrip("\n").split("\n")
    assert not is_obeyed(first)
    assert all(line.startswith(MARGIN) and not is_obeyed(line) for line in others)
