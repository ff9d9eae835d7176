"""Puts positions into the short words of tests/cases/positions.yml."""

from collections.abc import Iterable
from datetime import date as Day
from pathlib import Path

import yaml
from mkdocs_briefing.model.entities import Backing
from mkdocs_briefing.model.positions import Position, positions
from mkdocs_briefing.model.runs import Run, Supported

HERE = Path(__file__).parent


def read_yaml(path: str):
    """Read a file below ``tests/``, with every value as text."""
    return yaml.load((HERE / path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def positions_in_words(rows: Iterable[Backing], on: Day) -> list[str]:
    """What is said of a day; what only begins later is not said."""
    told = {one: in_words(one) for one in positions(tuple(rows), on)}
    return sorted(words for one, words in told.items() if one.shown or "later" not in words)


def in_words(position: Position) -> str:
    told = [run_in_words(run, position.on) for run in (*position.held, *position.ended)]
    told += [f"announced for {row.since.text}" for row in position.announced if row.since]
    if not told:
        told = sorted({position.row_state(row) for row in position.rows})
    return f"{position.by.name} {position.side.name}: {'; '.join(told)}"


def run_in_words(run: Run, on: Day) -> str:
    if not run.holds(on):
        return f"no longer {run.stance} until {run.until.text if run.until else run.last}"
    state = run.state(on)
    named = [one for one in state.support if one.kind != "unspecified"]
    differ = any((one.status, one.disputed) != (state.status, state.disputed) for one in named)
    said = [support_in_words(one, differ=differ) for one in named]
    since = run.since(on)
    begin = f"since {since.text}" if since else f"by {run.first}"
    disputed = "disputed" if state.disputed else ""
    support = f"[{', '.join(said)}]" if said else ""
    return " ".join(filter(None, (run.stance, support, state.status, disputed, begin)))


def support_in_words(one: Supported, *, differ: bool) -> str:
    """A support type; how firm it is only if not all are as firm as the run."""
    remarks = [one.status, *["disputed"] * one.disputed] if differ else []
    remarks += [f"again by {one.again}"] if one.again else []
    return " ".join([one.kind, *remarks])
