"""Other plugins beside the briefing: which of them can make one page at a time."""

from types import SimpleNamespace

from mkdocs.plugins import BasePlugin
from mkdocs_briefing.host.other_plugins import plugins_across_pages


class OnPages(BasePlugin):
    def on_page_markdown(self, markdown, **_):
        return markdown


class OnTheWhole(BasePlugin):
    def on_files(self, files, **_):
        return files

    def on_post_build(self, **_):
        pass


class Collecting(OnPages, OnTheWhole):
    pass


def across(**plugins):
    hooks = {"hook.py": SimpleNamespace(on_page_content=print, on_env=print)}
    config = SimpleNamespace(plugins={**plugins}, hooks=hooks if "hook" in plugins else [])
    config.plugins.pop("hook", None)
    return list(plugins_across_pages(config, plugins.get("briefing")))


def test_a_plugin_that_collects_from_pages_needs_them_all():
    assert across(tags=Collecting(), pages=OnPages(), whole=OnTheWhole()) == ["tags"]


def test_the_plugin_of_the_briefing_is_none_of_them():
    assert across(briefing=Collecting()) == []


def test_a_hook_counts_as_a_plugin():
    assert across(hook=True) == ["hook.py"]
