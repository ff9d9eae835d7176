"""A page that a preview cannot make: the browser and the log say why, and the preview goes on."""

import errno

import pytest
from mkdocs_briefing.host.requests import with_made_files


def answer_when(error: Exception) -> tuple[str, bytes]:
    def app(_environ, start_response):
        start_response("404 Not Found", [])
        return [b"Not found"]

    def make(_path: str) -> bool:
        raise error

    said: list[str] = []
    respond = with_made_files(app, "/", make)
    body = b"".join(respond({"PATH_INFO": "/"}, lambda status, _headers: said.append(status)))
    return said[0], body


def test_what_the_system_refused_is_said(caplog):
    full = OSError(errno.ENOSPC, "No space left on device")
    status, body = answer_when(full)
    assert status.startswith("500 ")
    assert body.endswith(b"No space left on device")
    (record,) = caplog.records
    assert record.getMessage().endswith("No space left on device")
    assert record.exc_info is None


@pytest.mark.parametrize("fault", [KeyError("a"), AssertionError()])
def test_a_fault_of_the_program_is_logged_with_its_place(caplog, fault):
    status, body = answer_when(fault)
    assert status.startswith("500 ")
    assert body == b"This page could not be made. The terminal says why."
    assert caplog.records[0].exc_info[1] is fault
