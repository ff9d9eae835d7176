"""Prints and asks for all commands, and ends each with a sentence where the system refuses.

No other module of the commands prints: everything passes :mod:`mkdocs_briefing.core.terminal`.
"""

import io
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click
from mkdocs_briefing.core.names import quoted
from mkdocs_briefing.core.terminal import NO_MEMORY, Line, print_python_safely, printed, visible

_PROGRAM: Final = "briefing"
_LONGEST: Final = 400
"""Characters of a line about wrong use; an argument may have a hundred thousand."""


def show(*lines: Line, err: bool = False) -> None:
    """Print lines; what cannot be seen in them is spelled out.

    Args:
        lines: each without a line break; one within it is spelled out, too.
        err: whether to print to the standard error.
    """
    click.echo(printed(lines), err=err)


def ask(prompt: str) -> str:
    """Return the line that somebody types.

    Raises:
        click.Abort: on Ctrl-C or at the end of the input.
    """
    answer: str = click.prompt(visible(prompt), default="", show_default=False, prompt_suffix=": ")
    return answer


def confirm(question: str, *, meaning: str, default: bool) -> bool:
    """Return whether the answer is yes; raises :class:`click.Abort` as :func:`ask`.

    Args:
        question: the question, with the spaces before it.
        meaning: what ``?`` says: what yes and no would do.
        default: what an empty answer means.
    """
    margin = question[: len(question) - len(question.lstrip())]
    prompt = visible(f"{question} {'[Y/n]' if default else '[y/N]'}")
    while True:
        typed = click.prompt(prompt, default="", show_default=False, prompt_suffix=" ")
        match typed.strip().lower():
            case "":
                return default
            case "y" | "yes":
                return True
            case "n" | "no":
                return False
            case "?":
                show(f"{margin}{meaning}")
            case _:
                show(f"{margin}Answer y or n; ? explains.")


def called() -> str:
    """Return how to call the program that runs: ``briefing``, or with its path if it needs one."""
    program = Path(sys.argv[0])
    is_found = program.stem != _PROGRAM or shutil.which(_PROGRAM) is not None
    return _PROGRAM if is_found else shlex.quote(str(program))


class WrongUseError(click.UsageError):
    """A command was used wrongly, in a way that takes several lines to say."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Commands(click.Group):
    """A group of commands that end with a sentence, whatever the arguments and the system do.

    This is the one place that turns what the system refuses into words: a path that is too
    long, a folder that may not be read, a program that is missing. The exit code is then 2.
    """

    def main(  # type: ignore[override] # as a program, it returns nothing
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        **extra: Any,  # noqa: ANN401 - whatever click takes
    ) -> None:
        """Run a command, and end the program."""
        print_python_safely()
        for stream in (sys.stdout, sys.stderr):
            # A name that the terminal cannot show is no reason to stop.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        extra["standalone_mode"] = False
        try:
            code = super().main(_without_nul(args), prog_name, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            show(*error.message.split("\n"), err=True)
            code = error.exit_code
        except click.ClickException as error:
            _show_wrong_use(error)
            code = error.exit_code
        except click.Abort:
            show("Stopped.", err=True)
            code = 1
        except OSError as error:
            show(f"Error: {_refusal(error)}", err=True)
            code = 2
        except MemoryError:
            show(NO_MEMORY, err=True)
            code = 2
        sys.exit(code if isinstance(code, int) else 0)


def _without_nul(args: Sequence[str] | None) -> list[str] | None:
    """Return the arguments with each zero byte spelled out; no path and no name can hold one."""
    return None if args is None else [argument.replace("\0", r"\0") for argument in args]


def _show_wrong_use(error: click.ClickException) -> None:
    lines = error.lines if isinstance(error, WrongUseError) else (error.format_message(),)
    if isinstance(error, click.UsageError) and error.ctx is not None:
        show(
            *error.ctx.get_usage().split("\n"),
            f"Try '{error.ctx.command_path} --help' for help.",
            "",
            err=True,
        )
    first, *others = map(_cut, lines)
    show(f"Error: {first}", *others, err=True)


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _refusal(error: OSError) -> str:
    reason = error.strerror or str(error)
    if error.filename is None:
        return f"The system refuses: {reason}."
    return f"The system refuses {quoted(str(error.filename))}: {reason}."
