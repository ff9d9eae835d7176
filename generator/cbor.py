"""Reads and writes the few kinds of CBOR that a search index is made of."""

from typing import Final, TypeAlias

Value: TypeAlias = "int | str | list[Value]"

_NUMBER: Final = 0
TEXT: Final = 3
LIST: Final = 4
_SHORT: Final = 24
_WIDTHS: Final = {24: 1, 25: 2, 26: 4, 27: 8}
"""Numbers below 24 stand in the first byte; from there on it says how many bytes follow."""


class CborError(ValueError):
    """The bytes are not made of numbers, texts and lists alone."""


def read(raw: bytes) -> Value:
    """The one value that the bytes hold.

    Raises:
        CborError: they hold something else, or more, or less.
    """
    value, end = _read(raw, 0)
    if end != len(raw):
        raise CborError("more than one value")
    return value


def write(value: Value) -> bytes:
    """The shortest bytes that hold a value."""
    match value:
        case int():
            return head(_NUMBER, value)
        case str():
            text = value.encode()
            return head(TEXT, len(text)) + text
        case _:
            return head(LIST, len(value)) + b"".join(map(write, value))


def _read(raw: bytes, at: int) -> tuple[Value, int]:
    kind, number, at = _begin(raw, at)
    if kind == _NUMBER:
        return number, at
    if kind == TEXT and at + number <= len(raw):
        return raw[at : at + number].decode(), at + number
    if kind == LIST:
        values: list[Value] = []
        for _ in range(number):
            value, at = _read(raw, at)
            values.append(value)
        return values, at
    raise CborError("an unknown kind of value")


def _begin(raw: bytes, at: int) -> tuple[int, int, int]:
    """The kind of the value that begins there, its number or length, and where it goes on."""
    if at >= len(raw):
        raise CborError("cut short")
    kind, number = divmod(raw[at], 32)
    at += 1
    if number < _SHORT:
        return kind, number, at
    width = _WIDTHS.get(number)
    if width is None or at + width > len(raw):
        raise CborError("a length of an unknown form")
    return kind, int.from_bytes(raw[at : at + width]), at + width


def length(raw: bytes, at: int, kind: int) -> tuple[int, int]:
    """How long the text or the list is that begins there, and where its content begins.

    Raises:
        CborError: something else begins there.
    """
    found, number, at = _begin(raw, at)
    if found != kind:
        raise CborError("another kind of value")
    return number, at


def head(kind: int, number: int) -> bytes:
    """What stands before the content of a text or a list of that length."""
    if number < _SHORT:
        return bytes([kind * 32 + number])
    form, width = next(pair for pair in _WIDTHS.items() if number < 256 ** pair[1])
    return bytes([kind * 32 + form]) + number.to_bytes(width)
