"""Changes of files, as a preview notices them."""

import shutil
import time
from pathlib import Path
from threading import Event

import pytest
from mkdocs_briefing.host.watching import QuickObserver, is_without_events
from watchdog.events import FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

PATIENCE = 20.0


class Noticing(FileSystemEventHandler):
    """Notes an event as MkDocs does, which ignores those of folders."""

    def __init__(self):
        self.noticed = Event()

    def on_any_event(self, event):
        if not event.is_directory:
            self.noticed.set()


@pytest.fixture
def watched(tmp_path):
    """A watched folder with a file, and what notices its changes."""
    folder = tmp_path / "content"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles/a.md").write_text("a")
    observer, noticing = QuickObserver(PollingObserver(timeout=0.1)), Noticing()
    observer.schedule(noticing, str(folder), recursive=True)
    observer.start()
    yield folder, noticing.noticed
    observer.stop()
    observer.join()


def write(folder: Path) -> None:
    (folder / "articles/a.md").write_text("b")


def replace(folder: Path) -> None:
    """As editors do that write beside the file first."""
    (folder / "articles/a.tmp").write_text("b")
    (folder / "articles/a.tmp").replace(folder / "articles/a.md")


def remove_folder(folder: Path) -> None:
    shutil.rmtree(folder / "articles")


def move_folder_away(folder: Path) -> None:
    (folder / "articles").rename(folder.parent / "elsewhere")


def add_folder(folder: Path) -> None:
    (folder.parent / "new").mkdir()
    (folder.parent / "new/b.md").write_text("b")
    (folder.parent / "new").rename(folder / "new")


@pytest.mark.parametrize(
    "change",
    [write, replace, remove_folder, move_folder_away, add_folder],
    ids=lambda one: one.__name__,
)
def test_every_change_is_noticed(watched, change):
    folder, noticed = watched
    change(folder)
    assert noticed.wait(PATIENCE)


def test_reading_a_file_is_no_change(watched):
    folder, noticed = watched
    (folder / "articles/a.md").read_text()
    list(folder.iterdir())
    # What is written afterwards is noticed afterwards, so nothing else came before it.
    time.sleep(0.3)
    assert not noticed.is_set()
    write(folder)
    assert noticed.wait(PATIENCE)


def test_a_folder_of_another_machine_is_polled(tmp_path, monkeypatch):
    mounts = f"/dev/sda1 / ext4 rw 0 0\nhost:/x {tmp_path} nfs4 rw 0 0\n"
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: mounts)
    assert is_without_events(tmp_path)
    assert not is_without_events(Path("/"))
