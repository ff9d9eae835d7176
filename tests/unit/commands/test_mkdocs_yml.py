"""Commands know the settings of a site without running anything that its mkdocs.yml names."""

import click
import pytest
from mkdocs_briefing.commands.mkdocs_yml import (
    SettingsError,
    SiteSettings,
    settings_above,
    settings_in,
)


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins: [{briefing: {also_publish: [.kml, .GPX]}}]",
        "plugins:\n  - search\n  - briefing:\n      also_publish: ['.kml', .gpx]\n",
        "plugins:\n  briefing:\n    also_publish:\n      - .kml\n      - .gpx\n",
        "plugins: {search: {}, briefing: {search: false, also_publish: [.gpx, .kml]}}",
    ],
)
def test_endings_are_read_in_every_form_of_plugins(plugins):
    assert settings_in(plugins.encode()).also_published == {".kml", ".gpx"}


@pytest.mark.parametrize(
    "config",
    [
        "",
        "- a list",
        "plugins: [briefing]",
        "plugins: [briefing: ]",
        "plugins: {briefing: }",
        "plugins:",
        "plugins: {briefing: {also_publish: }}",
        "plugins: {briefing: {also_publish: []}}",
        "? [a, b]\n: c",
    ],
)
def test_without_the_setting_nothing_is_added(config):
    assert settings_in(config.encode()) == SiteSettings()


def test_yaml_tags_run_no_code():
    config = (
        b"site_name: !!python/object/apply:os.abort []\ndocs_dir: texts\nx: !ENV SECRET\n"
        b"markdown_extensions: [{a: {b: !!python/name:os.abort }}]\n"
        b"plugins: [!ENV [A, b], briefing: {also_publish: [.kml]}]\n"
    )
    assert settings_in(config) == SiteSettings("texts", frozenset({".kml"}))


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("a: [", "mkdocs.yml cannot be read as YAML"),
        ("[" * 5000, "mkdocs.yml cannot be read as YAML"),
        ("plugins: [briefing: {also_publish: kml}]", "also_publish in mkdocs.yml: write a list"),
        ("plugins: [briefing: {also_publish: {a: b}}]", "also_publish in mkdocs.yml: write a list"),
        ("plugins: [briefing: {also_publish: [kml]}]", "'kml' is no ending of a file name"),
        ("plugins: [briefing: {also_publish: [[.kml]]}]", "'' is no ending of a file name"),
        ("plugins: [briefing: {also_publish: [.md]}]", ".md is an ending of Markdown files"),
    ],
)
def test_wrong_settings_are_told(config, message):
    with pytest.raises(SettingsError, match=message.replace(".", r"\.")):
        settings_in(config.encode())


def test_the_nearest_settings_above_the_content_count(tmp_path):
    content = tmp_path / "site/texts/content"
    content.mkdir(parents=True)
    # Somebody who proposes a change writes what is in the content.
    (content / "mkdocs.yml").write_text("plugins: [briefing: {also_publish: [.html]}]")
    (tmp_path / "mkdocs.yml").write_text("plugins: [briefing: {also_publish: [.kml]}]")
    assert settings_above(content).also_published == {".kml"}
    (tmp_path / "site/mkdocs.yaml").write_text("plugins: [briefing: {also_publish: [.gpx]}]")
    assert settings_above(content).also_published == {".gpx"}


def test_wrong_settings_above_the_content_are_wrong_use(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("a: [")
    with pytest.raises(click.UsageError, match="cannot be read as YAML"):
        settings_above(tmp_path / "content")
