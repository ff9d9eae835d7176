"""Material's script waits until a page is painted, unless another script may need it."""

import pytest
from mkdocs_briefing.host.late_script import with_late_script

MATERIAL = '<script src="../assets/javascripts/bundle.a5f9d56c.min.js"></script>'
OURS = '<script src="../assets/briefing/first.js"></script>'
LATE = (
    '<script type="text/plain" data-late="../assets/javascripts/bundle.a5f9d56c.min.js"></script>'
)


def test_the_script_of_material_waits_beside_our_own():
    assert with_late_script(f"<p>{MATERIAL}{OURS}") == f"<p>{LATE}{OURS}"


@pytest.mark.parametrize(
    "script",
    [
        '<script src="../extra.js"></script>',
        "<script async src=https://example.org/x.js></script>",
        '<script src="../assets/javascripts/glightbox.min.js"></script>',
        "<script>document$.subscribe(() => lightbox.reload())</script>",
    ],
)
def test_it_stays_where_another_script_may_need_it(script):
    page = f"<head>{script}</head><p>{MATERIAL}{OURS}"
    assert with_late_script(page) == page


def test_it_stays_where_the_masthead_is_not_ours():
    assert with_late_script(f"<p>{MATERIAL}") == f"<p>{MATERIAL}"


def test_the_installed_material_has_a_script_of_this_name(built_site):
    assert " data-late=" in (built_site / "index.html").read_text(encoding="utf-8")
