"""The same content gives the same bytes, whatever the machine is like."""

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs_briefing.host.sitemap import stored_gzip

from tests.conftest import GOLDEN, reproducible

UPSIDE_DOWN = """
import builtins, glob, os, sys

def backwards(entries):
    return sorted(entries, key=lambda entry: getattr(entry, "name", entry), reverse=True)

class Entries(list):
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    def close(self):
        pass
    def __next__(self):
        if not self:
            raise StopIteration
        return self.pop(0)
    def __iter__(self):
        return self

listdir, scandir = os.listdir, os.scandir
os.listdir = lambda *path: backwards(listdir(*path))
def scan(*path):
    with scandir(*path) as entries:
        return Entries(backwards(entries))
os.scandir = scan
os.umask(0o077)
from mkdocs.__main__ import cli
cli(["build", "--quiet", "--config-file", sys.argv[1], "--site-dir", sys.argv[2]])
"""
"""Builds a site where folders list their entries from the last to the first."""


def test_another_machine_gives_the_same_bytes(golden_site, tmp_path):
    """Another order of folders, hash seed, locale, time zone, umask, folder and file system."""
    copy = tmp_path / "elsewhere"
    shutil.copytree(GOLDEN, copy, ignore=shutil.ignore_patterns("expected"))
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith("LC_")},
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "TZ": "Pacific/Kiritimati",
    }
    place = shared_memory(tmp_path)
    site = place / "site"
    try:
        command = [sys.executable, "-c", UPSIDE_DOWN, str(copy / "mkdocs.yml"), str(site)]
        subprocess.run(command, cwd="/", env=env, check=True)
        assert reproducible(site) == reproducible(golden_site)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def shared_memory(other: Path) -> Path:
    """A folder on tmpfs, if the system has it."""
    memory = Path("/dev/shm") / f"briefing-{os.getpid()}"
    return memory if memory.parent.is_dir() else other


def test_the_compressed_sitemap_names_no_system(golden_site):
    compressed = (golden_site / "sitemap.xml.gz").read_bytes()
    assert compressed[:10] == b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
    assert gzip.decompress(compressed) == (golden_site / "sitemap.xml").read_bytes()


@pytest.mark.parametrize("size", [0, 1, 65535, 65536, 200_000])
def test_a_stored_gzip_holds_what_was_put_in(size):
    data = bytes(number % 251 for number in range(size))
    assert gzip.decompress(stored_gzip(data)) == data
