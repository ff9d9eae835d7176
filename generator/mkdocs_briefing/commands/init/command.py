"""Runs ``briefing init``, which starts a briefing in a folder of its own."""

import shlex
import sys
from collections.abc import Mapping
from datetime import date as Day
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, cast

import click
from mkdocs_briefing.commands.console import WrongUseError, confirm, show
from mkdocs_briefing.commands.init.files import files_around, first_files
from mkdocs_briefing.commands.init.folder import TakenError, check_is_empty, write_all
from mkdocs_briefing.commands.init.questions import FEWEST_SIDES, KINDS
from mkdocs_briefing.commands.init.record import FILE, digest, record_of
from mkdocs_briefing.commands.init.wheel import NAME, NoWheelError, own_wheel
from mkdocs_briefing.commands.new.answers import Values
from mkdocs_briefing.commands.new.checks import value_faults
from mkdocs_briefing.commands.new.dialogue import Dialogue
from mkdocs_briefing.commands.new.flags import flag_for, missing_flags, options_of, values_of
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.core.problems import errors
from mkdocs_briefing.model.entities import Briefing
from mkdocs_briefing.site.registry import GENERATED

_GREETING: Final = (
    "Type ? for an explanation. Nothing is written before the end; Ctrl-C stops.",
    "",
)
_WRITES: Final = "y writes it; you can change all of this in its files. n writes nothing."
_NOTHING: Final = "Nothing is written."
_HELP: Final = """Start a briefing of your own in FOLDER.

Writes a repository that builds at once: a conflict, a first article as a draft, the program and
all that it needs with their hashes, and workflows for GitHub and GitLab. FOLDER is a new folder,
or an empty one. What no flag says is asked in a terminal.

The exit code is 0 if the folder is written, 1 if it is not, 2 on wrong use."""


def _run(folder: Path, *, asks: bool | None, **flags: object) -> None:
    try:
        check_is_empty(folder)
        answers, asks = _values_from_flags(flags, asks=asks)
        wheel = own_wheel()
        if asks:
            show(*_GREETING)
            answers = [
                Dialogue(kind, folder / "content", Briefing(), values).ask_all()
                for kind, values in zip(KINDS, answers, strict=True)
            ]
            _confirm(folder, answers)
        site, conflict, article = answers
        files = files_around(wheel)
        hashes = {path: digest(path, raw) for path, raw in files.items()}
        files[FILE] = record_of(version(NAME), hashes)
        files |= first_files(str(site["title"]), conflict, _first_article(article))
        _check(files)
        write_all(folder, files)
    except click.Abort:
        show("", "Stopped; nothing is written.", err=True)
        raise click.exceptions.Exit(1) from None
    except (TakenError, NoWheelError) as error:
        raise click.UsageError(f"{error} {_NOTHING}") from error
    show(*_next_steps(folder, files))


def _values_from_flags(
    flags: Mapping[str, object], *, asks: bool | None
) -> tuple[list[Values], bool]:
    """Return the values that flags give to each kind, and whether to ask for the others.

    Raises:
        click.UsageError: flags are wrong, or missing and not asked for. Says so of all of them.
    """
    found: list[Values] = []
    wrong: list[str] = []
    missing: list[str] = []
    for kind in KINDS:
        values, faults = values_of(kind, flags)
        wrong += faults
        missing += missing_flags(kind, values)
        for key in values:
            said = value_faults(values, kind.entry, key, Briefing())
            wrong += [f"{flag_for(key, kind)}: {fault}" for fault in said]
        found.append(values)
        sides = values.get("sides")
        if isinstance(sides, list) and len(sides) < FEWEST_SIDES:
            wrong.append("--side: this is one side; give --side once for each of two or more")
    if asks is None:
        asks = bool(missing) and sys.stdin.isatty()
    if missing and not asks:
        wrong += [*missing, "(With --input, or in a terminal, you are asked.)"]
    if wrong:
        raise WrongUseError("This cannot be written:", *(f"  {line}" for line in wrong))
    return found, asks


def _confirm(folder: Path, answers: list[Values]) -> None:
    """Show what was answered, and go on if it is right.

    Raises:
        click.Abort: it is not.
    """
    site, conflict, article = answers
    told = {"Title": site["title"], "Conflict": conflict["title"]}
    sides = cast(list[Values], conflict["sides"])
    told["Sides"] = "; ".join(str(side["name"]) for side in sides)
    source = article["source"]
    told["Source"] = ", ".join(map(str, source.values() if isinstance(source, dict) else [source]))
    show("", *(f"{name + ':':9} {value}" for name, value in told.items()), "")
    if not confirm(f"Write it into {folder.resolve().name}/?", meaning=_WRITES, default=True):
        raise click.Abort


def _first_article(given: Values) -> Values:
    """Return the header of an article that claims nothing yet."""
    source = given["source"]
    day = source.get("date") if isinstance(source, dict) else None
    return {"title": "The first article", "date": day or Day.today().isoformat(), **given}


def _check(files: Mapping[str, bytes]) -> None:
    """Refuse content that does not pass the check.

    Raises:
        click.UsageError: says each error.
    """
    with TemporaryDirectory() as place:
        root = Path(place)
        write_all(root, files)
        reading = read(root / "content", root=root, generated=GENERATED, drafts=True)
    if found := errors(reading.problems):
        raise WrongUseError("The check does not pass:", *map(str, found), _NOTHING)


def _next_steps(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    article = next(path for path in files if path.startswith("content/articles/"))
    go = [] if folder.resolve() == Path.cwd() else [f"  cd {shlex.quote(folder.as_posix())}"]
    return [
        f"Written: {len(files)} files in {folder.as_posix()}",
        "",
        "What next:",
        *go,
        "  make serve, and look at http://127.0.0.1:8000/",
        f"  Write the text of {article}; it is a draft until then.",
        "  README.md says the rest: how to check, to publish and to let others propose.",
    ]


init = click.Command(
    "init",
    callback=_run,
    help=_HELP,
    params=[
        click.Argument(["folder"], type=click.Path(path_type=Path)),
        *(option for kind in KINDS for option in options_of(kind)),
        click.Option(
            ["--input/--no-input", "asks"],
            default=None,
            help="Ask for everything that no flag says, or for nothing. Without either, questions "
            "are asked in a terminal if a needed flag is missing.",
        ),
    ],
)
"""The command."""
