"""The Content-Security-Policy: which scripts a page may run."""

import pytest
from mkdocs_briefing.host.policy import as_text, policy, with_policy

HELLO = "'sha256-mTytrf2QssaOZNGNRT1WCtMRd3ocH8LJxQQu5qMUanU='"
PAGE = '<!doctype html><html><head><meta charset="utf-8"><title>A</title></head><body>{}</body>'


def scripts_of(html: str) -> str:
    return html.partition("script-src ")[2].partition(";")[0]


def test_a_page_without_scripts_runs_only_files_of_the_site():
    assert scripts_of(policy("<p>Hello</p>")) == "'self' 'wasm-unsafe-eval'"


def test_a_script_of_the_theme_is_allowed_by_hash():
    """The hash is what `openssl dgst -sha256 -binary | base64` makes of the same text."""
    assert HELLO in scripts_of(policy("<script>hello()</script>"))


def test_a_repeated_script_is_named_once():
    assert policy("<script>hello()</script><script>hello()</script>").count("sha256-") == 1


def test_data_and_files_need_no_hash():
    html = '<script src="a.js"></script><script type="application/json">{"a": 1}</script>'
    assert "sha256-" not in policy(html)


def test_all_kinds_of_line_ends_give_one_hash():
    assert policy("<script>a()\r\nb()</script>") == policy("<script>a()\nb()</script>")


def test_a_script_in_the_text_is_not_allowed():
    text = "<p>Hi</p><script>hello()</script>"
    assert HELLO not in with_policy(PAGE.format(as_text(text)))
    assert HELLO in with_policy(PAGE.format(text))


@pytest.mark.parametrize("text", ["s", "<", "script", "<script>hello()</script>", "hello()"])
def test_no_text_takes_a_script_of_the_theme_away(text):
    page = PAGE.format(f"<script>hello()</script>{as_text(text)}")
    assert HELLO in with_policy(page)


def test_the_marks_of_a_text_are_removed():
    page = PAGE.format(f"<p>{as_text('words')}</p>")
    assert "<body><p>words</p></body>" in with_policy(page)


def test_the_policy_comes_before_everything_it_governs():
    start = '<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security'
    assert with_policy(PAGE.format("")).startswith(start)
    without = with_policy("<html><head><title>A</title></head></html>")
    assert without.startswith('<html><head><meta http-equiv="Content-Security-Policy"')


def test_no_policy_allows_all_scripts():
    for word in ("'unsafe-inline'", "'unsafe-eval'", "http:", "https:", "*"):
        assert word not in scripts_of(policy("<script>hello()</script>"))
