"""Garbage collection is paused inside the block, and as before after it."""

import gc

import pytest
from mkdocs_briefing.core.memory import garbage_collection_paused


@pytest.fixture(autouse=True)
def unchanged_collector():
    before = gc.isenabled()
    yield
    (gc.enable if before else gc.disable)()


def test_collection_is_paused_inside_the_block():
    gc.enable()
    with garbage_collection_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_inside_the_block_ends_the_pause():
    gc.enable()
    with pytest.raises(ValueError, match="no briefing"), garbage_collection_paused():
        raise ValueError("no briefing")
    assert gc.isenabled()


def test_disabled_collection_stays_disabled():
    gc.disable()
    with garbage_collection_paused(), garbage_collection_paused():
        pass
    assert not gc.isenabled()
