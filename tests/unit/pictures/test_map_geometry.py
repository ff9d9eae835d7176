"""Tests the geometry of the map."""

from mkdocs_briefing.pictures.map_geometry import clip, simplify, widest_stretch


def test_a_ring_is_clipped_to_a_box():
    square = ((-5, -5), (5, -5), (5, 5), (-5, 5), (-5, -5))
    assert set(clip(square, (0, 0, 10, 10))) == {(0, 0), (5, 0), (5, 5), (0, 5)}
    assert clip(square, (6, 6, 10, 10)) == ()


def test_simplifying_keeps_the_first_and_last_point():
    assert simplify([(0, 0), (0.1, 0), (0.2, 0), (2, 0), (2.1, 0)], 1) == ((0, 0), (2, 0), (2.1, 0))


def test_the_widest_stretch_of_a_shape_is_found():
    low_and_wide = [(0, 0), (4, 0), (4, 8), (40, 8), (40, 12), (0, 12)]
    (x, y), wide = widest_stretch([low_and_wide])
    assert 15 < x < 25
    assert 8 <= y <= 12
    assert wide > 20
