"""Jinja's environment: what it escapes, renders once, and keeps."""

from jinja2 import Environment, FileSystemLoader
from mkdocs_briefing.host import template_cache
from mkdocs_briefing.host.template_cache import TemplateCache, set_up_templates

from tests.conftest import write


def environment(folder, monkeypatch):
    """An environment whose compiled templates lie in the same folder as its templates."""
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(folder))
    env = Environment(loader=FileSystemLoader(folder), autoescape=False)
    set_up_templates(env)
    return env


def test_a_cached_part_is_rendered_once_for_each_key(tmp_path, monkeypatch):
    write(tmp_path, {"page.html": "{% cache key %}{{ text }}{% endcache %}"})
    page = environment(tmp_path, monkeypatch).get_template("page.html")
    assert page.render(key=1, text="first") == "first"
    assert page.render(key=1, text="second") == "first"
    assert page.render(key=2, text="second") == "second"


def test_only_own_templates_escape(tmp_path, monkeypatch):
    write(tmp_path, {"briefing/page.html": "{{ text }}", "main.html": "{{ text }}"})
    env = environment(tmp_path, monkeypatch)
    assert env.get_template("briefing/page.html").render(text="<b>") == "&lt;b&gt;"
    assert env.get_template("main.html").render(text="<b>") == "<b>"


def test_compiled_templates_of_another_version_are_ignored(tmp_path, monkeypatch):
    """They name classes that may be gone: after an upgrade every build would crash."""
    write(tmp_path, {"page.html": "{% cache 1 %}text{% endcache %}"})
    with monkeypatch.context() as old:
        old.setattr(template_cache, "_VERSION", "old")
        old.setattr(TemplateCache, "identifier", "a.class.that.is.gone")
        assert environment(tmp_path, monkeypatch).get_template("page.html").render() == "text"
    assert environment(tmp_path, monkeypatch).get_template("page.html").render() == "text"
    assert list(tmp_path.rglob("*_old_*.cache"))
