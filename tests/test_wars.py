"""The pages about wars of our own, held to what their articles say."""

import shutil

import pytest
import yaml

from tests.conftest import REPOSITORY, made_once, mkdocs
from tests.page_claims import failures_of

WARS = REPOSITORY / "tests" / "wars"
CLAIMS = {
    (file.parent.name, file.stem, address): parts
    for file in sorted(WARS.glob("*/claims-*.yml"))
    for address, parts in yaml.safe_load(file.read_text(encoding="utf-8")).items()
}


@pytest.fixture(scope="session")
def site_of(tmp_path_factory):
    """The site of a war, by its name; each is made once."""

    def site(war):
        def make(folder):
            shutil.copytree(WARS / war, folder, dirs_exist_ok=True)
            # Not strictly: a member that is said to back its own side is worth a warning.
            done = mkdocs("build", cwd=folder)
            assert done.returncode == 0, done.stderr

        return made_once(tmp_path_factory, war, make) / "site"

    return site


@pytest.mark.parametrize(("war", "file", "address"), CLAIMS)
def test_page_says_what_its_articles_say(war, file, address, site_of):
    assert failures_of(CLAIMS[war, file, address], site_of(war), address) == []
