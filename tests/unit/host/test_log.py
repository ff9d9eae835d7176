"""No entry of MkDocs' log can be taken for another, whoever writes it."""

import logging
from io import StringIO

import pytest
from mkdocs_briefing.core.terminal import MARGIN
from mkdocs_briefing.host.log import as_one_entry, print_safely

FORGED = "a\n::error::b\r\x1b[31m\nINFO    -  Documentation built in 0.42 seconds"


@pytest.fixture(params=["mkdocs", "other"])
def log(request, monkeypatch):
    """A logger below MkDocs' and one below the root, and the lines that they print."""
    above = logging.getLogger("mkdocs" if request.param == "mkdocs" else "")
    handler = logging.StreamHandler(StringIO())
    handler.setFormatter(logging.Formatter("%(levelname)s - %(message)s"))
    monkeypatch.setattr(above, "handlers", [handler])
    print_safely()
    print_safely()
    logger = logging.getLogger(f"{request.param}.plugins.somebody")
    return logger, lambda: handler.stream.getvalue().rstrip("\n").split("\n")


def test_an_entry_of_any_logger_stays_one(log):
    logger, lines = log
    logger.warning("%s", FORGED)
    assert lines() == [
        "WARNING - a",
        rf"{MARGIN}\::error::b\r\x1b[31m",
        f"{MARGIN}INFO    -  Documentation built in 0.42 seconds",
    ]


def test_a_trace_stands_behind_the_margin(log):
    logger, lines = log

    def fail():
        raise ValueError(FORGED)

    try:
        fail()
    except ValueError:
        logger.exception("It failed")
    first, *others = lines()
    assert first == "ERROR - It failed"
    assert rf"{MARGIN}\::error::b\r\x1b[31m" in others
    assert all(line.startswith(MARGIN) for line in others)


def test_the_last_resort_of_python_is_covered(monkeypatch):
    handler = logging.StreamHandler(StringIO())
    monkeypatch.setattr(logging, "lastResort", handler)
    print_safely()
    handler.handle(logging.makeLogRecord({"msg": FORGED}))
    assert f"\n{MARGIN}INFO" in handler.stream.getvalue()


def test_percent_signs_of_a_message_stay():
    record = logging.makeLogRecord({"msg": "100%% of %s", "args": ("it",)})
    assert as_one_entry(record)
    assert as_one_entry(record)
    assert record.getMessage() == "100% of it"
