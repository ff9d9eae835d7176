"""A new file has a name that works everywhere, and never replaces another."""

import pytest
from mkdocs_briefing.commands.new.files import (
    NotWrittenError,
    check_folder,
    check_is_free,
    proposed_stem,
    stem_fault,
    write_new,
)
from mkdocs_briefing.commands.new.questions import ACTOR, ARTICLE
from mkdocs_briefing.model.entities import Actor, Briefing


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
def test_an_article_is_named_after_its_month_and_title(title, date, stem):
    assert proposed_stem(ARTICLE, {"title": title, "date": date}, Briefing()) == stem
    assert stem_fault(stem) is None


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Turkey", "turkey"),
        ("Con", "con-actor"),
        ("LPT1", "lpt1-actor"),
        ("Index", "index-actor"),
        ("readme", "readme-actor"),
    ],
)
def test_names_reserved_by_windows_or_mkdocs_are_avoided(name, stem):
    assert proposed_stem(ACTOR, {"name": name}, Briefing()) == stem
    assert stem_fault(stem) is None


def test_the_profile_of_a_known_actor_keeps_its_address():
    briefing = Briefing(actors=(Actor(name="Al-Nusra", slug="al-nusra-1f3a", kind=None),))
    assert proposed_stem(ACTOR, {"name": "Al-Nusra"}, briefing) == "al-nusra-1f3a"


@pytest.mark.parametrize("stem", ["", "Turkey", "a/b", "..", "a.b", "a b", "nul", "index"])
def test_a_bad_file_name_is_refused(stem):
    assert stem_fault(stem)


def test_a_missing_folder_is_created(tmp_path):
    file = tmp_path / "actors/turkey.md"
    write_new(file, "Türkiye\n")
    assert file.read_bytes() == "Türkiye\n".encode()


def test_an_existing_file_is_not_overwritten(tmp_path):
    file = tmp_path / "actors/turkey.md"
    write_new(file, "mine")
    with pytest.raises(NotWrittenError, match="already exists"):
        check_is_free(file)
    with pytest.raises(NotWrittenError, match="already exists"):
        write_new(file, "yours")
    assert file.read_text() == "mine"


def test_a_name_that_differs_only_in_case_is_not_free(tmp_path):
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors/Turkey.md").touch()
    with pytest.raises(NotWrittenError, match=r"Turkey\.md already exists"):
        check_is_free(tmp_path / "actors/turkey.md")
    check_is_free(tmp_path / "actors/qatar.md")
    check_is_free(tmp_path / "articles/turkey.md")


def test_nothing_is_written_through_a_link(tmp_path):
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors/turkey.md").symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(NotWrittenError, match="already exists"):
        write_new(tmp_path / "actors/turkey.md", "text")
    assert not (tmp_path / "elsewhere.md").exists()


def test_a_link_or_a_file_is_refused_as_folder(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "actors").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "articles").touch()
    with pytest.raises(NotWrittenError, match="symbolic link"):
        check_folder(tmp_path / "actors")
    with pytest.raises(NotWrittenError, match="symbolic link"):
        check_folder(tmp_path / "actors/below")
    with pytest.raises(NotWrittenError, match="not a folder"):
        check_folder(tmp_path / "articles")


def test_an_interrupted_write_leaves_no_file(tmp_path):
    # Text that cannot be encoded fails in the middle of writing, as on a full disk.
    with pytest.raises(UnicodeEncodeError):
        write_new(tmp_path / "actors/turkey.md", "\udcff")
    assert list((tmp_path / "actors").iterdir()) == []
