"""Offers ``briefing new``: the first lines of an article, an actor or a conflict."""

import io
import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from mkdocs_briefing.commands.new.answers import Values
from mkdocs_briefing.commands.new.console import Console
from mkdocs_briefing.commands.new.files import (
    ENDING,
    PlaceError,
    article_stem,
    check_folder,
    fault_of_stem,
    own_stem,
    taken,
    write_new,
)
from mkdocs_briefing.commands.new.flags import (
    ACTOR,
    ARTICLE,
    CONFLICT,
    Kind,
    faults_of,
    given_by,
    missing_from,
)
from mkdocs_briefing.commands.new.header import file_text, header_lines
from mkdocs_briefing.commands.new.interview import Interview
from mkdocs_briefing.commands.new.known import Known, known
from mkdocs_briefing.commands.new.trial import Trial, tried
from mkdocs_briefing.commands.reports import visible
from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.content.schema import ArticleEntry
from mkdocs_briefing.core.addresses import page_address
from mkdocs_briefing.core.names import folded, slug_of
from mkdocs_briefing.core.problems import errors, summary
from mkdocs_briefing.site.registry import GENERATED

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class _Way:
    """How a file is made.

    Attributes:
        content: the folder for it.
        stem: the name of the file, where it was given.
        asks: whether questions are asked; where it was not said, a terminal decides.
        accepts_warnings: whether the file is written though a check warns of it.
    """

    content: Path
    stem: str | None
    asks: bool | None
    accepts_warnings: bool


@click.group()
def new() -> None:
    """Write the first lines of a new article, actor or conflict.

    Asks for what is needed, proposes what is known, and writes a file that passes the check.
    It never overwrites one. In scripts, flags say all there is to say.
    """
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal has no letters for is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _common(command: F) -> F:
    for option in reversed(
        (
            click.option(
                "--file",
                "stem",
                metavar="NAME",
                help="The name of the file, which becomes the address of the page. It is made "
                "of what the file is about where it is left out.",
            ),
            click.option(
                "--content",
                type=click.Path(path_type=Path),
                default="content",
                show_default=True,
                metavar="DIR",
                help="The folder with articles/, actors/ and conflicts/.",
            ),
            click.option(
                "--input/--no-input",
                "asks",
                default=None,
                help="Ask for whatever no flag says; ask for nothing. Without either, questions "
                "are asked in a terminal if a flag that is needed is missing.",
            ),
            click.option(
                "--accept-warnings",
                is_flag=True,
                help="Write the file though the check warns of something in it, such as a new "
                "name that is close to a known one.",
            ),
        )
    ):
        command = option(command)
    return command


@new.command()
@click.option("--title", metavar="TEXT", help="The headline. Needed.")
@click.option("--date", metavar="DATE", help="The day of the article. [default: today]")
@click.option("--summary", metavar="TEXT", help="One or two sentences, shown in lists.")
@click.option("--conflict", metavar="TITLE", help="The conflict, where there are several.")
@click.option(
    "--source", "publisher", metavar="NAME", help="Who published it. Needed where there are rows."
)
@click.option("--source-url", metavar="URL", help="Its address.")
@click.option("--source-title", metavar="TEXT", help="The headline there.")
@click.option("--source-date", metavar="DATE", help="When it was published.")
@click.option("--source-kind", metavar="KIND", help="official, media, ngo, research, …")
@click.option("--backing", metavar="ROW", multiple=True, help="Who stands where.")
@click.option("--event", "events", metavar="ROW", multiple=True, help="What happened.")
@click.option("--statement", "statements", metavar="ROW", multiple=True, help="Who said what.")
@click.option("--role", "roles", metavar="ROW", multiple=True, help="Who held which post.")
@_common
def article(
    stem: str | None,
    content: Path,
    asks: bool | None,
    accept_warnings: bool,
    publisher: str | None,
    source_url: str | None,
    source_title: str | None,
    source_date: str | None,
    source_kind: str | None,
    **flags: str | tuple[str, ...] | None,
) -> None:
    """Write a new article.

    A ROW is written as in the header of an article, its braces left out or not. Such a flag
    may be given several times:

    \b
      briefing new article --title "Ankara stands by Tripoli" --source AFP \\
        --backing "by: [Turkey, Qatar], to: GNA, support: weapons" \\
        --event "date: 2019-11-14, what: 'Talks, at last', actors: GNA"

    The exit code is 0 if the file is written, 1 if it is not, 2 on wrong use.
    """  # noqa: D301 - click looks for the character itself
    source = {
        "publisher": publisher,
        "title": source_title,
        "url": source_url,
        "date": source_date,
        "kind": source_kind,
    }
    today = Day.today().isoformat()
    _make(
        ARTICLE,
        _Way(content, stem, asks, accept_warnings),
        flags,
        source,
        ask=lambda interview, given: interview.article(given, today=today),
        defaults={"date": today},
        stem_of=lambda values, _: article_stem(str(values["title"]), str(values["date"])),
    )


@new.command()
@click.option("--name", metavar="NAME", help="The full name. Needed.")
@click.option("--kind", metavar="KIND", help="state, government, armed-group, person, …")
@click.option("--short", metavar="NAME", help="A short form, such as GNA.")
@click.option("--alias", "aliases", metavar="NAME", multiple=True, help="Another name.")
@click.option("--country", metavar="CODE", help="Its country, as two letters, such as LY.")
@click.option("--summary", metavar="TEXT", help="One sentence.")
@click.option("--member-of", metavar="NAME", multiple=True, help="What it belongs to.")
@_common
def actor(
    stem: str | None,
    content: Path,
    asks: bool | None,
    accept_warnings: bool,
    **flags: str | tuple[str, ...] | None,
) -> None:
    """Write the profile of an actor.

    \b
      briefing new actor --name "Government of National Accord" --short GNA \\
        --kind government --alias "Tripoli government" --country LY

    --alias and --member-of may be given several times.

    The exit code is 0 if the file is written, 1 if it is not, 2 on wrong use.
    """  # noqa: D301 - click looks for the character itself
    _make(
        ACTOR,
        _Way(content, stem, asks, accept_warnings),
        flags,
        ask=lambda interview, given: interview.actor(given),
        stem_of=_actor_stem,
    )


@new.command()
@click.option("--title", metavar="TEXT", help="What the conflict is called. Needed.")
@click.option("--side", "sides", metavar="SIDE", multiple=True, help="A side. Needed.")
@click.option("--start", metavar="DATE", help="When it began.")
@click.option("--end", metavar="DATE", help="When it ended.")
@click.option("--place", metavar="TEXT", help="Where.")
@click.option("--summary", metavar="TEXT", help="One or two sentences.")
@_common
def conflict(
    stem: str | None,
    content: Path,
    asks: bool | None,
    accept_warnings: bool,
    **flags: str | tuple[str, ...] | None,
) -> None:
    """Write a new conflict, with its sides.

    A SIDE is a name, or is written as in the header of a conflict, its braces left out or
    not. The flag is given once for each:

    \b
      briefing new conflict --title "Offensive on Tripoli" --start 2019-04-04 \\
        --side "name: LNA, members: [Khalifa Haftar]" --side GNA

    The exit code is 0 if the file is written, 1 if it is not, 2 on wrong use.
    """  # noqa: D301 - click looks for the character itself
    _make(
        CONFLICT,
        _Way(content, stem, asks, accept_warnings),
        flags,
        ask=lambda interview, given: interview.conflict(given),
        stem_of=lambda values, _: own_stem("conflicts", slug_of(str(values["title"]))),
    )


def _actor_stem(values: Values, names: Known) -> str:
    # A page that an actor has without a profile keeps its address.
    there = names.actors.get(folded(str(values["name"])))
    slug = slug_of(str(values["name"])) if there is None or there.path else there.slug
    return own_stem("actors", slug)


def _make(
    kind: Kind,
    way: _Way,
    flags: Mapping[str, str | tuple[str, ...] | None],
    source: Mapping[str, str | None] | None = None,
    *,
    ask: Callable[[Interview, Values], Values],
    stem_of: Callable[[Values, Known], str],
    defaults: Mapping[str, str] | None = None,
) -> None:
    """Make one file: from the flags, and from what is asked.

    Raises:
        click.UsageError: a flag is wrong or missing, or the folder is.
        click.exceptions.Exit: the file is not written.
    """
    given, asks = _from_flags(kind, way, flags, source or {}, defaults or {})
    root = Path.cwd()
    before = read(way.content, root=root, drafts=True, generated=GENERATED)
    _tell_of_errors(before)
    names = known(before.briefing)
    interview = Interview(Console(), names)
    text = None
    try:
        # Before anybody answers twenty questions in vain.
        check_folder(way.content, kind.folder)
        if asks:
            click.echo(_GREETING)
            given = ask(interview, given)
        text = file_text(kind.entry, given)
        if way.stem is not None:
            stem = _stem(way.stem)
        else:
            stem = stem_of(given, names)
            if asks:
                shown = (way.content / kind.folder).as_posix()
                stem = interview.file_stem(shown, stem, _free(kind, way))
        if against := _free(kind, way)(stem):
            raise PlaceError(f"{against}, and is left as it is. Choose another name with --file.")  # noqa: TRY301 - as any other fault of its place
        path = f"{kind.folder}/{stem}{ENDING}"
        trial = tried(way.content, path, text, root=root, before=before)
        _check(way, path, text, trial.without(interview.agreed), names, asks=asks)
        file = write_new(way.content, path, text)
    except click.Abort:
        click.echo("\nStopped; nothing is written.", err=True)
        raise click.exceptions.Exit(1) from None
    except PlaceError as error:
        raise _unwritten(str(error), text) from error
    click.echo(_farewell(file, path, trial, interview.agreed))


def _from_flags(
    kind: Kind,
    way: _Way,
    flags: Mapping[str, str | tuple[str, ...] | None],
    source: Mapping[str, str | None],
    defaults: Mapping[str, str],
) -> tuple[Values, bool]:
    """What the flags say, and whether to ask for the rest.

    Raises:
        click.UsageError: says of every flag that is wrong, and of every one that is missing.
    """
    if not way.content.is_dir():
        raise click.UsageError(
            f"There is no folder {way.content}. Go to the folder in which mkdocs.yml lies, or name "
            "the folder with --content."
        )
    given, wrong = given_by(kind, flags, source)
    missing = missing_from(kind, given)
    asks = bool(missing) and sys.stdin.isatty() if way.asks is None else way.asks
    complete = dict(defaults) | given
    wrong += faults_of(kind, complete, passed_over=missing)
    if way.stem is not None and (fault := fault_of_stem(kind.folder, _stem(way.stem))):
        wrong.append(f"--file: {fault}")
    if wrong or (missing and not asks):
        raise click.UsageError(_all_at_once(wrong, {} if asks else missing))
    return (given if asks else complete), asks


def _tell_of_errors(reading: Reading) -> None:
    if there := errors(reading.problems):
        click.echo(
            f"The content has {summary(there)} already, which briefing check lists. "
            "That does not stop you.",
            err=True,
        )


# --- what is said -----------------------------------------------------------------------

_GREETING: Final = """\
Answer what you know, and leave out the rest with Enter. A ? explains a question and lists
the names that are known; a - leaves out the row that you are in. Nothing is written before
the end, and Ctrl-C stops.
"""


def _stem(name: str) -> str:
    return name.removesuffix(ENDING)


def _all_at_once(wrong: list[str], missing: Mapping[str, str]) -> str:
    lines = [visible(one) for one in wrong]
    lines += [f"{flag} is missing: {words}." for flag, words in missing.items()]
    if missing:
        lines.append("(With --input, or in a terminal, you are asked.)")
    return "\n  ".join(["This cannot be written:", *lines])


def _free(kind: Kind, way: _Way) -> Callable[[str], str | None]:
    def against(stem: str) -> str | None:
        if fault := fault_of_stem(kind.folder, stem):
            return fault
        there = taken(way.content, f"{kind.folder}/{stem}{ENDING}")
        if there is None:
            return None
        return f"{(way.content / kind.folder / there).as_posix()} is there already"

    return against


def _check(way: _Way, path: str, text: str, trial: Trial, names: Known, *, asks: bool) -> None:
    """Let a file pass that a check passes, and that is agreed to.

    Raises:
        click.Abort: it is not to be written after all.
        click.exceptions.Exit: the check does not pass.
    """
    if trial.undecided and len(names.conflicts) == 1:
        raise _unwritten(_say_which_first(trial, names.conflicts[0].title), text)
    said = "\n".join(visible(str(problem)) for problem in trial.problems)
    if trial.failed:
        raise _unwritten(f"{said}\nThe check does not pass.", text)
    if said and not asks and not way.accepts_warnings:
        raise _unwritten(
            f"{said}\nThe check warns of this. If it is meant, add --accept-warnings.", text
        )
    if asks:
        click.echo(f"\n{(way.content / path).as_posix()} would be:\n\n{text}")
        if said:
            click.echo(said)
        if not click.confirm("Write it?", default=not said or way.accepts_warnings):
            raise click.Abort


def _say_which_first(trial: Trial, title: str) -> str:
    line = header_lines({"conflict": title}, ArticleEntry)
    files = "".join(f"  {visible(path)}\n" for path in trial.undecided)
    return (
        "Once there are two conflicts, an article says which one it is about. First add the line\n"
        f"  {line}to the header of each of these:\n{files}"
    )


def _unwritten(why: str, text: str | None = None) -> click.exceptions.Exit:
    """Say why nothing is written, and keep what was typed."""
    click.echo(why, err=True)
    if text is None:
        click.echo("Nothing is written.", err=True)
    else:
        click.echo("Nothing is written. This is what it would have been:\n", err=True)
        click.echo(text, nl=False)
    return click.exceptions.Exit(1)


def _farewell(file: Path, path: str, trial: Trial, agreed: list[str]) -> str:
    lines = [f"ParsedFile: {file.as_posix()}"]
    if trial.new_names:
        lines.append(f"New names, each with a page of its own: {'; '.join(trial.new_names)}")
    lines += [
        f"{name} is close to a known name, and the check warns of it until it has a profile: "
        f"briefing new actor --name {shlex.quote(name)}"
        for name in agreed
        if name in trial.new_names
    ]
    lines += [
        "",
        "What next:",
        "  Write the text below the header.",
        f"  briefing check {shlex.quote(file.as_posix())}",
        f"  make serve (or mkdocs serve), and look at http://127.0.0.1:8000/{page_address(path)}",
        "  Then propose it, as a pull request.",
    ]
    return "\n".join(lines)
