"""What Pagefind writes, rearranged: in small parts of which none is lost, or left as it came."""

import gzip
from itertools import pairwise
from pathlib import Path

import pytest

from generator import bundle, cbor, search
from tests.conftest import contents, write


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of some thousand words in parts that are cut as small as they can be."""
    monkeypatch.setattr(bundle, "PART", 200)
    words = [f"{a}{b}{c}{d}" for a in "bcd" for b in "aei" for c in "lmnrs" for d in "aeiouktz"]
    page = '<html lang="en"><body data-pagefind-body><h1>{0}</h1><p>{1} caf\u00e9 cafe {0}'
    write(
        tmp_path,
        {f"{one}/index.html": page.format(one, " ".join(words[: 90 * one])) for one in range(1, 5)},
    )
    search.index(tmp_path)
    return tmp_path / "pagefind"


def parts(index: Path) -> list[list[str]]:
    """First word, last word and name of each part, as the table of contents has them."""
    raw = gzip.decompress(next(index.glob("*.pf_meta")).read_bytes())
    content = cbor.read(raw.removeprefix(b"pagefind_dcd"))
    assert isinstance(content, list)
    return content[2]  # type: ignore[return-value]


def words(index: Path, name: str) -> list[str]:
    raw = gzip.decompress((index / "index" / f"{name}.pf_index").read_bytes())
    return [word for word, _ in bundle._words(raw.removeprefix(b"pagefind_dcd"))]


def test_the_index_is_in_small_parts_and_the_table_names_each(index):
    files = sorted(file.stem for file in (index / "index").iterdir())
    assert sorted(name for _, _, name in parts(index)) == files
    assert len(files) > 20


def test_each_word_lies_between_the_first_and_the_last_of_its_part(index):
    for first, last, name in parts(index):
        for word in words(index, name):
            assert first <= word <= last or word.startswith((first, last)), (first, word, last)


def test_no_word_is_lost_and_none_stands_twice(index):
    found = [word for _, _, name in parts(index) for word in words(index, name)]
    assert found == sorted(set(found))
    assert "cafe" in found


def test_words_with_the_same_beginning_stay_together(index):
    """Whoever has typed three letters gets all words that begin so from one part."""
    beginnings = [{word[:3] for word in words(index, name)} for _, _, name in parts(index)]
    for one, other in pairwise(beginnings):
        assert not one & other


def test_an_index_of_another_form_is_left_as_it_came(index):
    table = next(index.glob("*.pf_meta"))
    table.write_bytes(gzip.compress(b"pagefind_dcd\xa0"))
    before = contents(index)
    bundle.rearrange(index)
    assert contents(index) == before
