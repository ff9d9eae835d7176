"""Rearranges what Pagefind writes: the same bytes for the same pages, and parts that are small."""

import gzip
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from generator import cbor

PART: Final = 24_000
"""Bytes before compression from which on the words of an index are cut into parts.

Pagefind's own parts are a few times larger, and a search fetches one for each word.
"""
_SAME: Final = 3
"""Words that begin with the same letters, this many, stay together: then half a word finds all."""
_MARK: Final = b"pagefind_dcd"
"""What Pagefind puts before the data in each of its files."""

_LEVEL: Final = 6
"""Of compression; the highest, 9, takes three times as long to save one byte in seventy."""

# A word, the pages that it is on, and its other spellings with their pages, in CBOR. Twenty
# megabytes of them would take half a minute value by value.
_INT: Final = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
_LIST: Final = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)"
_PAGES: Final = _LIST + rb"(?:\x83" + _INT + (_LIST + _INT + rb"*+") * 2 + rb")*+"
_PAGES_OF_A_WORD: Final = re.compile(_PAGES, re.DOTALL)


def rearrange(bundle: Path) -> None:
    """Give an index small parts, and the same bytes whenever it is made of the same pages.

    Pagefind writes the facets, and the values of each, in an order that changes from run to
    run. An index of a form that is not known here is left as it came: it works all the same.
    """
    entry = bundle / "pagefind-entry.json"
    named = json.loads(entry.read_text(encoding="utf-8"))
    try:
        for language in named["languages"].values():
            language["hash"] = _language(bundle, language["hash"])
    except (cbor.CborError, KeyError, TypeError, ValueError, OSError):
        return
    named["languages"] = dict(sorted(named["languages"].items()))
    text = json.dumps(named, ensure_ascii=False, separators=(",", ":"))
    entry.write_text(text, encoding="utf-8")


def _language(bundle: Path, name: str) -> str:
    """Rearrange the index of one language; its name afterwards."""
    old = bundle / f"pagefind.{name}.pf_meta"
    content = cbor.read(_unpacked(old))
    # Version, pages, parts of the index, facets, orders, kinds of metadata.
    match content:
        case [str(), list(), list(parts), list(facets), *_]:
            pass
        case _:
            raise cbor.CborError("not the table of contents of an index")
    language = name.rpartition("_")[0]
    for facet in facets:
        match facet:
            case [str(), str(file)]:
                facet[1] = _facet(bundle / "filter", file, language)
            case _:
                raise cbor.CborError("not the name of a facet")
    facets.sort(key=str)
    content[2] = [row for part in parts for row in _part(bundle / "index", part, language)]
    new = f"{language}_{_fingerprint(cbor.write(content))[:10]}"
    old.unlink()
    _pack(bundle / f"pagefind.{new}.pf_meta", cbor.write(content))
    return new


def _facet(folder: Path, name: str, language: str) -> str:
    old = folder / f"{name}.pf_filter"
    content = cbor.read(_unpacked(old))
    match content:
        case [str(), list(values)]:
            values.sort(key=str)
        case _:
            raise cbor.CborError("not a facet")
    old.unlink()
    return _packed(folder, language, ".pf_filter", cbor.write(content))


def _part(folder: Path, part: cbor.Value, language: str) -> Iterator[cbor.Value]:
    """Cut a part of the index; for each new one its first word, its last word and its name."""
    match part:
        case [str(first), str(last), str(name)]:
            pass
        case _:
            raise cbor.CborError("not a part of an index")
    old = folder / f"{name}.pf_index"
    groups = list(_grouped(list(_words(_unpacked(old)))))
    if len(groups) == 1:
        yield part
        return
    old.unlink()
    for group in groups:
        raw = b"\x81" + cbor.head(cbor.LIST, len(group)) + b"".join(raw for _, raw in group)
        begin = first if group is groups[0] else group[0][0]
        end = last if group is groups[-1] else group[-1][0]
        yield [begin, end, _packed(folder, language, ".pf_index", raw)]


def _grouped(words: list[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    group: list[tuple[str, bytes]] = []
    size = 0
    for word, raw in words:
        if group and size + len(raw) > PART and group[-1][0][:_SAME] != word[:_SAME]:
            yield group
            group, size = [], 0
        group.append((word, raw))
        size += len(raw)
    yield group


def _words(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Each word of a part, and all that is known of it as it stands."""
    if raw[:1] != b"\x81":
        raise cbor.CborError("not a part of an index")
    count, at = cbor.length(raw, 1, cbor.LIST)
    for _ in range(count):
        begin = at
        word, at = _spelling(raw, at, 3)
        at = _after_pages(raw, at)
        variants, at = cbor.length(raw, at, cbor.LIST)
        for _ in range(variants):
            _, at = _spelling(raw, at, 2)
            at = _after_pages(raw, at)
        yield word, raw[begin:at]
    if at != len(raw):
        raise cbor.CborError("more than the words of a part")


def _spelling(raw: bytes, at: int, values: int) -> tuple[str, int]:
    found, at = cbor.length(raw, at, cbor.LIST)
    if found != values:
        raise cbor.CborError("not a word")
    size, at = cbor.length(raw, at, cbor.TEXT)
    return raw[at : at + size].decode(), at + size


def _after_pages(raw: bytes, at: int) -> int:
    if (pages := _PAGES_OF_A_WORD.match(raw, at)) is None:
        raise cbor.CborError("not the pages of a word")
    return pages.end()


def _unpacked(file: Path) -> bytes:
    raw = gzip.decompress(file.read_bytes())
    if not raw.startswith(_MARK):
        raise cbor.CborError("not a file of Pagefind's")
    return raw.removeprefix(_MARK)


def _packed(folder: Path, language: str, ending: str, raw: bytes) -> str:
    name = f"{language}_{_fingerprint(raw)[:7]}"
    _pack(folder / f"{name}{ending}", raw)
    return name


def _pack(file: Path, raw: bytes) -> None:
    file.write_bytes(gzip.compress(_MARK + raw, _LEVEL, mtime=0))


def _fingerprint(raw: bytes) -> str:
    return sha256(raw).hexdigest()
