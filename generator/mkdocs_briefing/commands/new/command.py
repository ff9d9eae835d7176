"""Runs ``briefing new``, which writes the first lines of an article, an actor or a conflict."""

import shlex
import sys
from collections.abc import Mapping
from datetime import date as Day
from functools import partial
from pathlib import Path
from typing import Final

import click
from mkdocs_briefing.commands.console import WrongUseError, called, confirm, show
from mkdocs_briefing.commands.mkdocs_yml import default_content, settings_above
from mkdocs_briefing.commands.new.answers import Values
from mkdocs_briefing.commands.new.checks import near_actor, value_faults
from mkdocs_briefing.commands.new.dialogue import Dialogue
from mkdocs_briefing.commands.new.files import (
    NotWrittenError,
    check_folder,
    check_is_free,
    file_in,
    proposed_stem,
    write_new,
)
from mkdocs_briefing.commands.new.flags import flag_for, missing_flags, options_of, values_of
from mkdocs_briefing.commands.new.header import file_text
from mkdocs_briefing.commands.new.questions import ACTOR, ARTICLE, CONFLICT, KINDS, FileKind
from mkdocs_briefing.content.checks import PLACEHOLDER_CODE
from mkdocs_briefing.content.reader import NOTHING, Reading, read
from mkdocs_briefing.core.addresses import page_address
from mkdocs_briefing.core.names import quoted
from mkdocs_briefing.core.problems import errors, summary
from mkdocs_briefing.model.entities import Briefing
from mkdocs_briefing.site.registry import GENERATED

_GREETING: Final = """\
Answer what you know, and press Enter to skip the rest. Type ? for an explanation and the
known names, - to leave out the row you are in. Nothing is written before the end; Ctrl-C
stops.
"""
_COMMON_OPTIONS: Final = (
    click.Option(
        ["--content"],
        type=click.Path(path_type=Path),
        default=default_content,
        show_default="docs_dir of mkdocs.yml, here or above",
        metavar="DIR",
        help="The folder with articles/, actors/ and conflicts/.",
    ),
    click.Option(
        ["--input/--no-input", "asks"],
        default=None,
        help="Ask for everything that no flag says, or for nothing. Without either, questions "
        "are asked in a terminal if a needed flag is missing.",
    ),
    click.Option(
        ["--accept-warnings"],
        is_flag=True,
        help="Write the file even if the check warns, such as of a new name that is close to a "
        "known one.",
    ),
)


@click.group()
def new() -> None:
    """Write the first lines of a new article, actor or conflict.

    Asks for what is needed, proposes what is known, and writes a file that passes the check.
    Never overwrites a file. In scripts, flags give the answers.
    """


def _run(
    kind: FileKind, /, *, content: Path, asks: bool | None, accept_warnings: bool, **flags: object
) -> None:
    folder = content / kind.folder
    text = ""
    try:
        if not content.is_dir():
            raise click.UsageError(
                f"There is no folder {content}. Go to the folder with mkdocs.yml, or name the "
                "folder of the content with --content. To start a briefing, write briefing init "
                "FOLDER."
            )
        check_folder(folder)
        before = _read(content)
        values, asks = _values_from_flags(kind, flags, before.briefing, asks=asks)
        if present := errors(before.problems):
            show(f"The content has {summary(present)}, which briefing check lists.", err=True)
        if kind is CONFLICT:
            _check_articles(content, before)
        if asks:
            show(*_GREETING.split("\n"))
            values = Dialogue(kind, folder, before.briefing, values).ask_all()
        stem = values.pop("file", None) or proposed_stem(kind, values, before.briefing)
        text = file_text(kind, values)
        file = file_in(folder, str(stem))
        check_is_free(file)
        if kind is ACTOR and not asks and not accept_warnings:
            _check_name(str(values["name"]), before.briefing)
        proposed = {f"{kind.folder}/{file.name}": text}
        after = _read(content, proposed)
        _check(file, text, before, after, asks=asks, accepts_warnings=accept_warnings)
        write_new(file, text)
    except click.Abort:
        show("", "Stopped; nothing is written.", err=True)
        raise click.exceptions.Exit(1) from None
    except NotWrittenError as error:
        show(*error.args, "Nothing is written.", err=True)
        if text:
            # What was typed is not lost.
            show("This is what the file would have been:", "", err=True)
            show(*text.rstrip("\n").split("\n"))
        raise click.exceptions.Exit(1) from error
    show(*_next_steps(file, before, after, page_address(f"{kind.folder}/{file.name}")))


def _read(content: Path, proposed: Mapping[str, str] = NOTHING) -> Reading:
    return read(
        content,
        root=Path.cwd(),
        drafts=True,
        generated=GENERATED,
        also_published=settings_above(content).also_published,
        proposed=proposed,
    )


def _values_from_flags(
    kind: FileKind, flags: Mapping[str, object], briefing: Briefing, *, asks: bool | None
) -> tuple[Values, bool]:
    """Return the values that flags give, and whether to ask for the others.

    Raises:
        click.UsageError: flags are wrong, or missing and not asked for. Says so of all of them.
    """
    values, wrong = values_of(kind, flags)
    missing = missing_flags(kind, values)
    if asks is None:
        asks = bool(missing) and sys.stdin.isatty()
    if not asks and kind is ARTICLE:
        values.setdefault("date", Day.today().isoformat())
    for key in values:
        faults = value_faults(values, kind.entry, key, briefing)
        wrong += [f"{flag_for(key, kind)}: {fault}" for fault in faults]
    if missing and not asks:
        wrong += [*missing, "(With --input, or in a terminal, you are asked.)"]
    if wrong:
        raise WrongUseError("This cannot be written:", *(f"  {line}" for line in wrong))
    return values, asks


def _check_articles(content: Path, before: Reading) -> None:
    """Refuse a second conflict as long as articles do not say which one they are about.

    Raises:
        NotWrittenError: names these articles, before anybody answers questions in vain.
    """
    if len(before.briefing.conflicts) != 1:
        return
    second = file_text(CONFLICT, {"title": "Another conflict", "sides": [{"name": "Another"}]})
    proposed = {"conflicts/another-conflict.md": second}
    after = _read(content, proposed)
    problems = set(after.problems) - set(before.problems)
    if files := sorted({problem.path for problem in problems if problem.code == "conflict"}):
        raise NotWrittenError(
            "Once there are two conflicts, each article says which one it is about. First add the "
            "line",
            f"  conflict: {before.briefing.conflicts[0].slug}",
            "to the header of each of these:",
            *(f"  {file}" for file in files),
        )


def _check_name(name: str, briefing: Briefing) -> None:
    """Refuse a profile whose name may be a slip; the check takes a name with a profile as meant.

    Raises:
        NotWrittenError: the name is new, and close to a known one.
    """
    if near := near_actor(name, briefing):
        raise NotWrittenError(
            f"{quoted(name)} is a new name; did you mean {quoted(near)}?",
            "If all is right, add --accept-warnings.",
        )


def _check(
    file: Path, text: str, before: Reading, after: Reading, *, asks: bool, accepts_warnings: bool
) -> None:
    """Let a file pass if the check passes and, in a dialogue, the answer is yes.

    Raises:
        click.Abort: the answer is no.
        NotWrittenError: the check does not pass.
    """
    known = set(before.problems)
    problems = [
        problem
        for problem in after.problems
        # The text is written once there is a file.
        if problem not in known and problem.code != PLACEHOLDER_CODE
    ]
    report = [str(problem) for problem in problems]
    if errors(problems):
        raise NotWrittenError(*report, "The check does not pass.")
    if problems and not asks and not accepts_warnings:
        raise NotWrittenError(*report, "The check warns. If all is right, add --accept-warnings.")
    if asks:
        show("", f"{file.as_posix()} would be:", "", *text.rstrip("\n").split("\n"), "")
        if report:
            show(*report, "")
        if not confirm("Write it?", meaning="y writes the file. n writes nothing.", default=True):
            raise click.Abort


def _next_steps(file: Path, before: Reading, after: Reading, address: str) -> list[str]:
    known = {new.actor.name for new in before.new_names}
    names = [new.actor.name for new in after.new_names if new.actor.name not in known]
    return [
        f"Written: {file.as_posix()}",
        *([f"New names, each with its own page: {'; '.join(names)}"] if names else []),
        "",
        "What next:",
        "  Write the text below the header.",
        f"  {called()} check {shlex.quote(file.as_posix())}",
        f"  make serve (or mkdocs serve), and look at http://127.0.0.1:8000/{address}",
        "  Then hand it in: propose it on the code host, or send the file to the editors.",
    ]


_HELP: Final = """Write the file for a new {}.

What no flag says is asked in a terminal.

The exit code is 0 if the file is written, 1 if it is not, 2 on wrong use."""

for _kind in KINDS:
    new.add_command(
        click.Command(
            _kind.name,
            callback=partial(_run, _kind),
            params=[*options_of(_kind), *_COMMON_OPTIONS],
            help=_HELP.format(_kind.name),
        )
    )
