"""A page waits for one style sheet of the briefing, in which all are joined."""

from pathlib import Path

from mkdocs_briefing.host.style_sheets import _PARTS, STYLE_SHEET
from mkdocs_briefing.site.theme_files import THEME

BY_THE_FORM_ALONE = {"assets/briefing/contribute.css"}


def test_each_style_sheet_is_joined_or_left_to_its_page():
    there = {path.relative_to(THEME).as_posix() for path in THEME.rglob("*.css")}
    assert there == {*_PARTS} | BY_THE_FORM_ALONE


def test_a_site_has_them_in_one_file(built_site: Path):
    joined = (built_site / STYLE_SHEET).read_text(encoding="utf-8")
    parts = [(THEME / path).read_text(encoding="utf-8") for path in _PARTS]
    assert joined == "\n".join(parts)
    assert not (built_site / "assets/briefing/matrix.css").exists()
