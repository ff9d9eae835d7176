"""While a briefing grows, Python looks for no cycles; afterwards it does as before."""

import gc

import pytest
from mkdocs_briefing.core.memory import uncollected


@pytest.fixture(autouse=True)
def usual():
    before = gc.isenabled()
    yield
    (gc.enable if before else gc.disable)()


def test_no_cycles_are_looked_for_meanwhile():
    gc.enable()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_changes_nothing_of_that():
    gc.enable()
    with pytest.raises(ValueError, match="no briefing"), uncollected():
        raise ValueError("no briefing")
    assert gc.isenabled()


def test_who_has_switched_it_off_finds_it_off():
    gc.disable()
    with uncollected(), uncollected():
        pass
    assert not gc.isenabled()
