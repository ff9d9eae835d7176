"""Puts positions into the short words of tests/cases/positions.yml."""

from collections.abc import Iterable
from datetime import date as Day
from pathlib import Path

import yaml
from mkdocs_briefing.model.entities import Backing
from mkdocs_briefing.model.runs import Position, Run, State, Supported, positions

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
    plain = all(
        (one.status, one.disputed, one.again) == (state.status, state.disputed, None)
        for one in named
    )
    said = [one.kind if plain else support_in_words(one, state) for one in named]
    since = run.since(on)
    begin = f"since {since.text}" if since else f"by {run.first}"
    disputed = "disputed" if state.disputed else ""
    support = f"[{', '.join(said)}]" if said else ""
    return " ".join(filter(None, (run.stance, support, state.status, disputed, begin)))


def support_in_words(one: Supported, state: State) -> str:
    remarks = [one.status] * (one.status != state.status or one.disputed != state.disputed)
    remarks += ["disputed"] * one.disputed
    remarks += [f"again by {one.again}"] if one.again else []
    return " ".join([one.kind, *remarks])
