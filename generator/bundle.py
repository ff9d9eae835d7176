"""Rearranges what Pagefind writes: the same bytes for the same pages, and parts that are small."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Final

from generator import cbor

PART: Final = 24_000
"""Bytes before compression from which on the words of an index are cut into parts.

Pagefind's own parts are a few times larger, and a search fetches one for each word.
"""
_SAME: Final = 3
"""Words that begin with the same letters, this many, stay together: then half a word finds all.

The table says of a part that it goes from such letters to everything that begins with such
letters. Were it from word to word, what is typed would often lie between two parts, and then
Pagefind fetches every part that has a beginning of it: for "arms" that of "a" too, the
largest of all.
"""
_LAST: Final = "\U0010ffff"
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
    languages = [
        _Language(bundle, name["hash"].rpartition("_")[0]) for name in named["languages"].values()
    ]
    try:
        for language, name in zip(languages, named["languages"].values(), strict=True):
            name["hash"] = language.table(name["hash"])
    except (cbor.CborError, OSError, ValueError):
        return
    for language in languages:
        language.put_in_place()
    named["languages"] = dict(sorted(named["languages"].items()))
    text = json.dumps(named, ensure_ascii=False, separators=(",", ":"))
    entry.write_text(text, encoding="utf-8")


class _Language:
    """The index of one language, as it will be; until all of it is known, nothing is touched."""

    def __init__(self, bundle: Path, code: str) -> None:
        self.bundle = bundle
        self.code = code
        self.gone: list[Path] = []
        self.moved: list[tuple[Path, Path]] = []
        self.made: dict[Path, bytes] = {}

    def put_in_place(self) -> None:
        for old in self.gone:
            old.unlink()
        for old, new in self.moved:
            old.rename(new)
        # zlib lets other threads work while it packs.
        with ThreadPoolExecutor() as pool:
            for file, packed in zip(self.made, pool.map(_packed, self.made.values()), strict=True):
                file.write_bytes(packed)

    def table(self, name: str) -> str:
        """Rearrange all that a table of contents names, and itself; its name afterwards."""
        content = cbor.read(self.unpacked(self.bundle / f"pagefind.{name}.pf_meta"))
        # Version, pages, parts of the index, facets, orders, kinds of metadata.
        match content:
            case [str(), list(pages), list(parts), list(facets), *_]:
                pass
            case _:
                raise cbor.CborError("not the table of contents of an index")
        self.number(pages)
        for facet in facets:
            match facet:
                case [str(), str(file)]:
                    facet[1] = self.facet(file)
                case _:
                    raise cbor.CborError("not the name of a facet")
        facets.sort(key=str)
        content[2] = list(self.parts(parts))
        raw = cbor.write(content)
        new = f"{self.code}_{_fingerprint(raw)[:10]}"
        self.made[self.bundle / f"pagefind.{new}.pf_meta"] = raw
        return new

    def number(self, pages: list[cbor.Value]) -> None:
        """Number the pages behind one fingerprint of them all, where each had its own.

        A browser fetches all these names before it finds anything, and numbers in a row take
        half the bytes. What it has kept of an earlier index has other names.
        """
        folder = self.bundle / "fragment"
        names: list[str] = []
        for page in pages:
            match page:
                case [str(name), *_]:
                    names.append(name)
                case _:
                    raise cbor.CborError("not a page of an index")
        stamp = _fingerprint(" ".join(names).encode())[:7]
        for number, page in enumerate(pages):
            assert isinstance(page, list)
            page[0] = f"{self.code}_{stamp}{number:x}"
            old = folder / f"{names[number]}.pf_fragment"
            self.moved.append((old, folder / f"{page[0]}.pf_fragment"))

    def facet(self, name: str) -> str:
        folder = self.bundle / "filter"
        content = cbor.read(self.unpacked(folder / f"{name}.pf_filter"))
        match content:
            case [str(), list(values)]:
                values.sort(key=str)
            case _:
                raise cbor.CborError("not a facet")
        return self.named(folder, ".pf_filter", cbor.write(content))

    def parts(self, parts: list[cbor.Value]) -> Iterator[cbor.Value]:
        """Cut the parts of the index; for each new one where it begins and ends, and its name."""
        folder = self.bundle / "index"
        groups: list[list[tuple[str, bytes]]] = []
        for part in parts:
            match part:
                case [str(), str(), str(name)]:
                    groups += _grouped(_words(self.unpacked(folder / f"{name}.pf_index")))
                case _:
                    raise cbor.CborError("not a part of an index")
        ends = [("", ""), *((group[0][0], group[-1][0]) for group in groups), ("", "")]
        for group, (_, before), (first, last), (after, _) in zip(
            groups, ends, ends[1:], ends[2:], strict=False
        ):
            raw = b"\x81" + cbor.head(cbor.LIST, len(group)) + b"".join(raw for _, raw in group)
            name = self.named(folder, ".pf_index", raw)
            begin, end = _stem(first, before, after), _stem(last, before, after)
            yield [begin, end + _LAST if len(last) >= _SAME else end, name]

    def unpacked(self, file: Path) -> bytes:
        raw = gzip.decompress(file.read_bytes())
        if not raw.startswith(_MARK):
            raise cbor.CborError("not a file of Pagefind's")
        self.gone.append(file)
        return raw.removeprefix(_MARK)

    def named(self, folder: Path, ending: str, raw: bytes) -> str:
        name = f"{self.code}_{_fingerprint(raw)[:7]}"
        self.made[folder / f"{name}{ending}"] = raw
        return name


def _stem(word: str, *others: str) -> str:
    """The first letters of a word that begin none of some others, enough of them."""
    for length in range(_SAME, len(word)):
        if not any(other.startswith(word[:length]) for other in others):
            return word[:length]
    return word


def _grouped(words: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
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


def _packed(raw: bytes) -> bytes:
    return gzip.compress(_MARK + raw, _LEVEL, mtime=0)


def _fingerprint(raw: bytes) -> str:
    return sha256(raw).hexdigest()
