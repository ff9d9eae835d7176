"""The pages about wars of our own, held to what their articles say."""

import shutil

import pytest
import yaml

from tests.conftest import REPOSITORY, build, made_once
from tests.test_golden import content_of, part_of, unmet

SAHRAN = REPOSITORY / "tests" / "wars" / "sahran"
CLAIMS = {
    (file.stem, address): parts
    for file in sorted(SAHRAN.glob("claims-*.yml"))
    for address, parts in yaml.safe_load(file.read_text(encoding="utf-8")).items()
}


@pytest.fixture(scope="session")
def sahran_site(tmp_path_factory):
    def make(folder):
        shutil.copytree(SAHRAN, folder, dirs_exist_ok=True)
        build(folder)

    return made_once(tmp_path_factory, "sahran", make) / "site"


@pytest.mark.parametrize(("file", "address"), CLAIMS)
def test_page_says_what_its_articles_say(file, address, sahran_site):
    page = content_of((sahran_site / address / "index.html").read_bytes())
    failures = [
        f"{name}: {failure}"
        for name, lines in CLAIMS[file, address].items()
        for failure in unmet(lines, part_of(page, name), address)
    ]
    assert failures == []
