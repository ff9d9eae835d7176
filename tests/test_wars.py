"""The pages about wars of our own, held to what their articles say."""

import shutil

import pytest
import yaml

from tests.conftest import REPOSITORY, made_once, mkdocs
from tests.page_claims import failures_of

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
        # Not strictly: a member that is said to back its own side is worth a warning.
        done = mkdocs("build", cwd=folder)
        assert done.returncode == 0, done.stderr

    return made_once(tmp_path_factory, "sahran", make) / "site"


@pytest.mark.parametrize(("file", "address"), CLAIMS)
def test_page_says_what_its_articles_say(file, address, sahran_site):
    assert failures_of(CLAIMS[file, address], sahran_site, address) == []
