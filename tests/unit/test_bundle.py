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
    page = (
        '<html lang="en"><body data-pagefind-body><b data-pagefind-filter="kind">Page</b>'
        "<h1>{0}</h1><p>{1} caf\u00e9 cafe {0}"
    )
    write(
        tmp_path,
        {f"{one}/index.html": page.format(one, " ".join(words[: 90 * one])) for one in range(1, 5)},
    )
    search.index(tmp_path)
    return tmp_path / "pagefind"


def table(index: Path) -> list[list[list[str]]]:
    """The table of contents: version, pages, parts, and so on."""
    raw = gzip.decompress(next(index.glob("*.pf_meta")).read_bytes())
    return cbor.read(raw.removeprefix(b"pagefind_dcd"))  # type: ignore[return-value]


def parts(index: Path) -> list[list[str]]:
    """Where each part begins and ends, and its name."""
    return table(index)[2]


def words(index: Path, name: str) -> list[str]:
    raw = gzip.decompress((index / "index" / f"{name}.pf_index").read_bytes())
    return [word for word, _ in bundle._words(raw.removeprefix(b"pagefind_dcd"))]


def test_the_index_is_in_small_parts_and_the_table_names_each(index):
    files = sorted(file.stem for file in (index / "index").iterdir())
    assert sorted(name for _, _, name in parts(index)) == files
    assert len(files) > 20


def test_each_word_lies_between_the_beginning_and_the_end_of_its_part(index):
    for first, last, name in parts(index):
        for word in words(index, name):
            assert first <= word <= last, (first, word, last)


def test_what_is_typed_beyond_the_stem_of_a_word_leads_to_its_part_alone(index):
    """Between two parts lies nothing for which Pagefind would fetch all that are near."""
    table = parts(index)
    for word in (word for _, _, name in table for word in words(index, name) if len(word) > 3):
        leading = [name for first, last, name in table if first <= f"{word}s" <= last]
        assert len(leading) == 1, (word, leading)
        assert word in words(index, leading[0])


def test_parts_whose_words_begin_alike_are_told_apart():
    """As are "arm" and "army", where each is on so many pages that it is a part of its own."""
    assert bundle._stem("embargo", "elect", "enemi") == "emb"
    assert bundle._stem("posit", "port", "post") == "posi"
    assert bundle._stem("armi", "arm", "around") == "armi"
    assert bundle._stem("a", "", "abandon") == "a"


def test_the_pages_are_numbered_behind_a_fingerprint_of_them_all(index):
    names = [name for name, *_ in table(index)[1]]
    (stamp,) = {name[:-1] for name in names}
    assert names == [f"{stamp}{number:x}" for number in range(4)]
    assert {file.stem for file in (index / "fragment").iterdir()} == set(names)


def test_no_word_is_lost_and_none_stands_twice(index):
    found = [word for _, _, name in parts(index) for word in words(index, name)]
    assert found == sorted(set(found))
    assert "cafe" in found


def test_words_with_the_same_beginning_stay_together(index):
    """Whoever has typed three letters gets all words that begin so from one part."""
    beginnings = [{word[:3] for word in words(index, name)} for _, _, name in parts(index)]
    for one, other in pairwise(beginnings):
        assert not one & other


@pytest.mark.parametrize("file", ["*.pf_meta", "index/*", "filter/*"])
def test_an_index_of_another_form_is_left_as_it_came(index, file):
    """Also where only one of its files has another form, and others were read before it."""
    *_, odd = sorted(index.glob(file))
    odd.write_bytes(gzip.compress(b"pagefind_dcd\xa0"))
    before = contents(index)
    bundle.rearrange(index)
    assert contents(index) == before
