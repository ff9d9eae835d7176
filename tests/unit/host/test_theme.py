"""The files of the theme are found without a walk through Material's icons."""

from mkdocs.config import load_config
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from tests.conftest import write


def test_the_theme_copies_what_mkdocs_would_copy(tmp_path):
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: A\ntheme: {name: material, custom_dir: own}\n"
            "plugins: [briefing]\n",
            "content/index.md": "# A\n",
            "own/main.html": "",
            "own/mark.svg": "<svg/>",
            "own/signs/.old/mark.svg": "<svg/>",
            "own/signs/new/mark.svg": "<svg/>",
        },
    )
    config = load_config(str(tmp_path / "mkdocs.yml"), docs_dir=str(tmp_path / "content"))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    ours, plain = config.theme.get_env(), Theme.get_env(config.theme)
    assert len(ours.list_templates()) < len(plain.list_templates()) / 10
    found, expected = Files([]), Files([])
    found.add_files_from_theme(ours, config)
    expected.add_files_from_theme(plain, config)
    paths = [file.src_uri for file in found]
    assert paths == [file.src_uri for file in expected]
    assert {"mark.svg", "signs/new/mark.svg"} <= set(paths)
