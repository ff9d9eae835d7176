"""The few kinds of CBOR that a search index is made of, against examples of RFC 8949."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import cbor


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (100, "1864"),
        (1000, "1903e8"),
        (1000000, "1a000f4240"),
        (18446744073709551615, "1bffffffffffffffff"),
        ("", "60"),
        ("IETF", "6449455446"),
        ("水", "63e6b0b4"),
        ([], "80"),
        ([1, [2, 3], [4, 5]], "8301820203820405"),
    ],
)
def test_the_examples_of_the_standard_are_read_and_written(value, raw):
    assert cbor.read(bytes.fromhex(raw)) == value
    assert cbor.write(value).hex() == raw


@given(
    st.recursive(st.integers(0, 2**64 - 1) | st.text(), lambda inner: st.lists(inner, max_size=40))
)
def test_what_is_written_is_read_back(value):
    assert cbor.read(cbor.write(value)) == value


@pytest.mark.parametrize(
    "raw", ["", "18", "6449", "82", "8201", "0000", "f5", "a0", "9f01ff", "20", "41ff"]
)
def test_anything_else_is_refused(raw):
    """Cut short, or too long; a truth value, a mapping, a list without a length."""
    with pytest.raises(cbor.CborError):
        cbor.read(bytes.fromhex(raw))


def test_a_length_is_read_and_written():
    assert cbor.length(bytes.fromhex("00981e"), 1, cbor.LIST) == (30, 3)
    assert cbor.head(cbor.LIST, 30).hex() == "981e"
    with pytest.raises(cbor.CborError):
        cbor.length(bytes.fromhex("981e"), 0, cbor.TEXT)
