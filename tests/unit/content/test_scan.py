"""No entry of a folder ends in a traceback: what the system refuses is a problem of the entry."""

import os
import socket
from pathlib import Path

import pytest
from mkdocs_briefing.content import scan
from mkdocs_briefing.content.scan import list_files, read_text
from mkdocs_briefing.core.problems import ProblemCollector

NOWHERE = "a symbolic link that leads nowhere; put the file itself here"


def faults(content: Path) -> dict[str, str]:
    return {path: f"{message} [{code}]" for path, code, message in list_files(content).faults}


@pytest.mark.parametrize(
    "target",
    [
        "about.md/",
        "about.md/.",
        "about.md/x",
        "a.md",
        "nowhere",
        "x" * 300,
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.png", ".a"])
def test_links_the_system_cannot_follow_lead_nowhere(name, target, tmp_path: Path):
    (tmp_path / "about.md").write_text("# About", encoding="utf-8")
    (tmp_path / name).symlink_to(target)
    assert faults(tmp_path) == {name: f"{NOWHERE} [symlink]"}


def test_links_in_a_ring_lead_nowhere(tmp_path: Path):
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    assert faults(tmp_path) == dict.fromkeys(("a.md", "b.md"), f"{NOWHERE} [symlink]")


def test_pipes_and_sockets_are_neither_file_nor_folder(tmp_path: Path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.png")
    os.mkfifo(tmp_path / "pipe.md")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket.csv")
        found = faults(tmp_path)
    assert found == dict.fromkeys(
        ("pipe.md", "pipe.png", "socket.csv"), "neither a file nor a folder; remove it [file-type]"
    )


def test_a_path_longer_than_the_system_allows_is_a_problem(tmp_path: Path):
    name = "x" * 250
    below = tmp_path
    for _ in range(3):
        below /= name
    (below / name).mkdir(parents=True)
    (found,) = faults(tmp_path).items()
    assert found[0] == "/".join([name] * 4)
    assert "the path is longer than 800 bytes" in found[1]


def test_hidden_folders_beyond_the_limit_of_paths_are_a_problem(tmp_path: Path):
    """Made step by step, as no whole path would be short enough to be given to the system."""
    name = "." + "x" * 250
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(20):
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    assert "it cannot be read: File name too long [unreadable]" in faults(tmp_path).values()


@pytest.mark.parametrize("name", ["folder", ".folder", "map.png", "drawing.svg", "text.md"])
def test_what_may_not_be_read_is_a_problem(name, tmp_path: Path, monkeypatch):
    """The system refuses nothing to an administrator, so the refusal is put in its place."""
    path = tmp_path / name
    if path.suffix:
        path.write_text("x", encoding="utf-8")
    else:
        path.mkdir()
    opened, scanned = Path.open, os.scandir

    def refuse(there, *rest, ordinary, **options):
        if Path(there) == path:
            raise PermissionError(13, "Permission denied")
        return ordinary(there, *rest, **options)

    monkeypatch.setattr(Path, "open", lambda *rest, **opt: refuse(*rest, ordinary=opened, **opt))
    monkeypatch.setattr(scan.os, "scandir", lambda there: refuse(there, ordinary=scanned))
    refused = "it cannot be read: Permission denied"
    if name == "text.md":
        collector = ProblemCollector(name)
        assert read_text(path, collector) is None
        assert [one.message for one in collector.problems] == [refused]
    else:
        assert faults(tmp_path) == {name: f"{refused} [unreadable]"}


def test_a_file_that_vanishes_meanwhile_is_not_a_problem(tmp_path: Path, monkeypatch):
    (tmp_path / "4913.png").write_text("x", encoding="utf-8")
    check = scan.file_name_problem
    monkeypatch.setattr(
        scan, "file_name_problem", lambda name: (tmp_path / name).unlink() or check(name)
    )
    listing = list_files(tmp_path)
    assert (listing.others, listing.faults) == ((), ())


@pytest.mark.parametrize("name", ["file", "nothing"])
def test_content_that_is_no_folder_is_a_problem(name, tmp_path: Path):
    (tmp_path / "file").touch()
    assert faults(tmp_path / name) == {
        ".": f"{name} is not a folder; write the files of the content into one [file-type]"
    }


def test_white_space_of_any_length_hides_nothing(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"\n" * 1_000_000 + b"a<")
    (tmp_path / "b.csv").write_bytes(b"\n" * 1_000_000 + b"<a")
    (tmp_path / "c.csv").write_bytes(b" " * 1_000_000)
    assert set(faults(tmp_path)) == {"b.csv"}
