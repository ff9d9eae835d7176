"""Writes records as CSV that no spreadsheet makes a formula of: a header row, then a line a record.

The text is for UTF-8, and begins with a byte order mark, without which Excel takes it for the
letters of its own system. Lists are joined by ``; ``.

Spreadsheets treat a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, and
contributors' words end up in other people's spreadsheets. Many of these split a file at
semicolons, too, and make a cell out of the middle of one of ours. So such a sign gets an
apostrophe in front wherever it can begin a cell: at the start of ours and after a semicolon,
even if spaces or quotes stand between (``-5 men`` becomes ``'-5 men``). Tabs and line breaks
become spaces. OWASP advises this against CSV injection. Our own numbers, such as tolls, are
written as they are. ``briefing.json`` has every text unchanged.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar

BYTE_ORDER_MARK: Final = "\ufeff"

T = TypeVar("T")
Value = str | int | bool | Iterable[str] | None
Columns = Mapping[str, Callable[[T], Value]]
"""What each column holds of a record, by the name of the column."""

# Includes the full-width forms, which some spreadsheets treat like the plain ones.
_FORMULA: Final = re.compile(r"""((?:^|;)[\s"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])""")


def csv_table(records: Iterable[T], columns: Columns[T]) -> str:
    """The text of a table."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value(record)) for value in columns.values()] for record in records)
    return text.getvalue()


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return _harmless(value)
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case _:
            return _harmless("; ".join(value))


def _harmless(text: str) -> str:
    """The text on one line, of which no spreadsheet makes a formula, wherever it splits it."""
    # Characters that end a line are never printable, and neither are tabs.
    line = text
    if not text.isprintable():
        line = " ".join(filter(None, text.replace("\t", "\n").splitlines()))
    # Most cells hold one name or nothing.
    if not line or (line[0].isalnum() and ";" not in line) or not _FORMULA.search(line):
        return line
    return _FORMULA.sub(r"\1'", line)
