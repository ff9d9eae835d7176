"""Makes every entry of MkDocs' log safe to print, whoever wrote it and whatever it quotes."""

import logging
import traceback

from mkdocs_briefing.core.terminal import entry, print_python_safely

_DONE = "briefing_is_one_entry"


def print_safely() -> None:
    """Let all that MkDocs, plugins and Python print pass :func:`as_one_entry`; at any time again.

    Filters of a logger do not see the entries of the loggers below it, so the handlers that
    print get one: those of MkDocs, those of the root, and Python's last resort.
    """
    print_python_safely()
    handlers = [*logging.getLogger("mkdocs").handlers, *logging.getLogger().handlers]
    if logging.lastResort is not None:
        handlers.append(logging.lastResort)
    for handler in handlers:
        handler.addFilter(as_one_entry)


def as_one_entry(record: logging.LogRecord) -> bool:
    """Rewrite a record so that no part of it can be taken for another entry, or for a command.

    Returns:
        True: no record is left out.
    """
    if not hasattr(record, _DONE):
        record.msg, record.args = entry(record.getMessage()), ()
        if record.exc_info and record.exc_info[0] is not None:
            trace = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
            # The empty line puts all of the trace behind the margin.
            record.exc_text = entry(f"\n{trace}").removeprefix("\n")
        setattr(record, _DONE, True)
    return True
