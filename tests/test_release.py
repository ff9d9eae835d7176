"""What goes out with a release says what is in it, and nothing of who built it."""

import json
import re
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from release.licences import LISTING, LOCKS, installed, locked
from release.sbom import sbom
from release.wheel_tests import LEFT_OUT, TESTS
from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def listed() -> dict[str, str]:
    rows = [
        line.strip("| ").split(" | ")
        for line in LISTING.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| Package")
    ]
    return dict(rows)


def test_every_locked_package_is_listed_with_its_licence(listed):
    """Out of date? ``make licences``."""
    assert set(listed) == set.union(*map(locked, LOCKS))
    here = installed(sys.path)
    assert {name: here[name] for name in listed if name in here} == {
        name: said for name, said in listed.items() if name in here
    }
    assert len(set(listed) & set(here)) > len(listed) / 2


def test_every_package_declares_a_licence(listed):
    assert [name for name, said in listed.items() if said == "not declared"] == []


def test_the_bill_of_materials_names_the_parts_and_no_place():
    """Of this very environment, into which the package is installed from a path."""
    text = sbom(Path(sys.executable))
    document = json.loads(text)
    assert document["bomFormat"] == "CycloneDX"
    assert document["metadata"]["component"]["name"] == "mkdocs-briefing"
    parts = {part["name"]: part for part in document["components"]}
    assert {"nh3", "mkdocs", "mkdocs-material"} <= set(parts)
    assert parts["nh3"]["version"]
    assert parts["nh3"]["licenses"]
    assert "://" not in text.replace('"$schema": "http://cyclonedx.org', "")
    assert str(REPOSITORY) not in text


def test_tests_of_the_wheel_need_no_file_it_lacks():
    """``make release`` would fail, which takes too long to be tried here."""
    named = re.compile(
        r'(?:REPOSITORY|__file__\)(?:\.resolve\(\))?\.parents\[\d\])\s*/\s*"([^/"]+)'
    )
    gone = [name for name in LEFT_OUT if name != "site"]  # which is there anew, and empty
    run = [REPOSITORY / "tests" / name for name in TESTS]
    files = [file for path in run for file in ([path] if path.is_file() else path.rglob("*.py"))]
    read = {
        (file.name, top)
        for file in files
        for top in named.findall(file.read_text(encoding="utf-8"))
    }
    assert read
    assert [one for one in sorted(read) if any(fnmatch(one[1], name) for name in gone)] == []


def test_the_threat_model_names_tests_that_are_there():
    text = (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8")
    named = [part for part in text.split("`") if part.startswith("tests/")]
    assert len(named) > 10
    assert [name for name in named if not (REPOSITORY / name).is_file()] == []
