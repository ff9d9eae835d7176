"""Finds plugins and settings of others that cannot work beside a briefing, and says so."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, ConfigurationError
from mkdocs.structure.files import Files
from mkdocs_briefing.markdown.sanitizer import is_elsewhere

NAVIGATION_PLUGINS: Final = frozenset({"awesome-nav", "awesome-pages", "literate-nav"})
"""Make the navigation themselves, of all pages that no ``not_in_nav`` hides."""

_INSTANT: Final = "navigation.instant"
_EMOJI: Final = "pymdownx.emoji"
_FENCES: Final = "pymdownx.superfences"


def refuse_unusable(config: MkDocsConfig) -> None:
    """Stop where a plugin or a feature would break pages.

    Raises:
        ConfigurationError: names what cannot be used, and what to write instead.
    """
    if "i18n" in config.plugins:
        raise ConfigurationError(
            "plugins: i18n cannot work beside briefing: it builds pages from files of its own, "
            "and a briefing makes most of its pages from claims; remove i18n, and write one "
            "briefing for each language, with a mkdocs.yml and a docs_dir of its own"
        )
    if _INSTANT in (_features(config) or ()):
        raise ConfigurationError(
            f"theme: features: {_INSTANT} cannot be used: it swaps pages without running their "
            "scripts, so tables and pictures would not follow the chosen day; remove it"
        )


def refuse_feed_of_generated_pages(files: Files, config: MkDocsConfig) -> None:
    """Stop where the plugin rss would read the file of a page that has none.

    Raises:
        BuildError: its ``match_path`` includes generated pages.
    """
    # The plugin is no part of ours, so nothing is known of the type of its pattern.
    pattern = getattr(config.plugins.get("rss"), "match_path_pattern", None)
    if not isinstance(pattern, re.Pattern):
        return
    for file in files.documentation_pages():
        if file.abs_src_path is None and pattern.match(file.src_uri):
            raise BuildError(
                f"plugins: rss: match_path includes generated pages such as {file.src_uri}, of "
                "which rss needs a file; write match_path: articles/(?!index).*"
            )


def told_limits(config: MkDocsConfig) -> Iterator[str]:
    """Yield a sentence for each setting that has less effect than it would without a briefing."""
    emoji = config.mdx_configs.get(_EMOJI, {}).get("emoji_generator")
    if _EMOJI in config.markdown_extensions and getattr(emoji, "__name__", "") == "to_svg":
        yield (
            f"markdown_extensions: {_EMOJI}: icons such as :material-flag: are left out of "
            "texts, as no text may hold SVG; write "
            "emoji_generator: !!python/name:pymdownx.emoji.to_alt"
        )
    fences = config.mdx_configs.get(_FENCES, {}).get("custom_fences") or ()
    if any(fence.get("name") == "mermaid" for fence in fences):
        yield (
            f"markdown_extensions: {_FENCES}: diagrams of mermaid are shown as their text, as "
            "pages run no script from other hosts and no script may write styles; remove the "
            "fence, or put pictures of the diagrams into the content folder"
        )
    for setting, files in (
        ("extra_javascript", config.extra_javascript),
        ("extra_css", config.extra_css),
    ):
        for file in map(str, files):
            if is_elsewhere(file):
                name = PurePosixPath(file.split("?")[0]).name
                yield (
                    f"{setting}: {file} is not loaded, as pages load nothing from other hosts; "
                    f"put a copy into the folder of theme: custom_dir, and write {name}"
                )


NO_ADDRESS: Final = (
    "site_url is not set: links on the page for missing addresses lead to the top of the host. "
    "Set it if the site will stand in a folder, such as https://example.org/briefing/"
)


def _features(config: MkDocsConfig) -> list[str] | None:
    features = config.theme.get("features")
    return features if isinstance(features, list) else None
