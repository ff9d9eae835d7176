"""A new file has a name that works everywhere, and never takes the place of another."""

import pytest
from mkdocs_briefing.commands.new.files import (
    PlaceError,
    article_stem,
    fault_of_stem,
    own_stem,
    taken,
    write_new,
)


@pytest.mark.parametrize(
    ("title", "date", "stem"),
    [
        ("Talks in Washington", "2019-11-14", "2019-11-talks-in-washington"),
        ("Talks: a “joint” plan #1", "2019-11~", "2019-11-talks-a-joint-plan-1"),
        ("Talks", "../2019-11", "2019-11-talks"),
        ("Talks", "2019", "2019-talks"),
        ("Entretiens à Genève", "2020-02/2020-03", "2020-02-entretiens-a-geneve"),
        ("لقاء في طرابلس", "2019-11-14", "2019-11-lq-fy-trbls"),
        ("🙂", "2019-11-14", "2019-11-unnamed"),
        ("../../etc/passwd", "2019-11-14", "2019-11-etc-passwd"),
    ],
)
def test_an_article_is_called_after_its_month_and_title(title, date, stem):
    assert article_stem(title, date) == stem
    assert fault_of_stem("articles", stem) is None


@pytest.mark.parametrize(
    ("slug", "stem"),
    [
        ("turkey", "turkey"),
        ("con", "con-actor"),
        ("lpt1", "lpt1-actor"),
        ("index", "index-actor"),
        ("readme", "readme-actor"),
    ],
)
def test_names_that_windows_or_mkdocs_keep_for_themselves_are_avoided(slug, stem):
    assert own_stem("actors", slug) == stem
    assert fault_of_stem("actors", stem) is None


@pytest.mark.parametrize("stem", ["", "Turkey", "a/b", "..", "a.b", "a b", "nul", "index"])
def test_a_name_that_is_no_good_is_told_of(stem):
    assert fault_of_stem("actors", stem)


def test_a_new_file_is_written_into_a_folder_that_need_not_be_there(tmp_path):
    file = write_new(tmp_path, "actors/turkey.md", "Türkiye\n")
    assert file.read_bytes() == "Türkiye\n".encode()


def test_a_file_that_is_there_stays_as_it_is(tmp_path):
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors/turkey.md").write_text("mine")
    assert taken(tmp_path, "actors/turkey.md") == "turkey.md"
    with pytest.raises(PlaceError, match="is there already"):
        write_new(tmp_path, "actors/turkey.md", "yours")
    assert (tmp_path / "actors/turkey.md").read_text() == "mine"


def test_names_that_differ_in_case_alone_are_taken_too(tmp_path):
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors/Turkey.md").touch()
    assert taken(tmp_path, "actors/turkey.md") == "Turkey.md"
    assert taken(tmp_path, "actors/qatar.md") is None
    assert taken(tmp_path, "articles/turkey.md") is None


def test_a_link_is_not_written_through(tmp_path):
    (tmp_path / "content/actors").mkdir(parents=True)
    (tmp_path / "content/actors/turkey.md").symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(PlaceError, match="is there already"):
        write_new(tmp_path / "content", "actors/turkey.md", "text")
    assert not (tmp_path / "elsewhere.md").exists()


def test_a_folder_that_is_a_link_or_a_file_is_not_written_to(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "actors").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "articles").touch()
    for path, said in (("actors/turkey.md", "symbolic link"), ("articles/a.md", "no folder")):
        with pytest.raises(PlaceError, match=said):
            write_new(tmp_path, path, "text")
        with pytest.raises(PlaceError, match=said):
            taken(tmp_path, path)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_full_disk_leaves_no_half_file_behind(tmp_path):
    """Text that cannot be encoded stands for it: it fails in the middle of writing, too."""
    with pytest.raises(UnicodeEncodeError):
        write_new(tmp_path, "actors/turkey.md", "\udcff")
    assert list((tmp_path / "actors").iterdir()) == []
