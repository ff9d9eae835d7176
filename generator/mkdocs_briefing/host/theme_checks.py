"""Finds page keys with which Material would crash."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from jinja2 import Environment, FileSystemLoader, TemplateNotFound
from mkdocs_briefing.core.names import did_you_mean
from mkdocs_briefing.core.problems import Problem
from mkdocs_briefing.model.entities import Body

TEMPLATES: Final = frozenset({"404.html", "base.html", "main.html"})
"""Material's templates that suit any page. Those of its blog need the blog, and `redirect.html`
runs whatever the header names as `location`."""


@dataclass(frozen=True, slots=True)
class ThemeDirs:
    """The folders of a theme.

    Attributes:
        all: the folders with templates and icons; the first one wins.
        custom: the folder with the site's own templates, if it has one.
    """

    all: tuple[str, ...]
    custom: str | None


def _template_fault(value: object, dirs: ThemeDirs) -> str | None:
    names = set(TEMPLATES)
    if dirs.custom is not None:
        names |= set(FileSystemLoader(dirs.custom).list_templates())
    if isinstance(value, str) and value in names:
        return None
    return f"there is no template {value}{did_you_mean(str(value), names)}"


def _icon_fault(value: object, dirs: ThemeDirs) -> str | None:
    icons = FileSystemLoader(dirs.all)
    try:
        icons.get_source(Environment(autoescape=True), f".icons/{value}.svg")
    except TemplateNotFound:
        return f"there is no icon {value}; write one of Material's, such as material/flag"
    return None


def _hide_fault(value: object, _: ThemeDirs) -> str | None:
    return None if isinstance(value, list | str) else "write a list, such as [navigation, toc]"


def _search_fault(value: object, _: ThemeDirs) -> str | None:
    return None if isinstance(value, Mapping) else "write a mapping, such as {exclude: true}"


_CHECKS: Final[Mapping[str, Callable[[object, ThemeDirs], str | None]]] = {
    "hide": _hide_fault,
    "icon": _icon_fault,
    "search": _search_fault,
    "template": _template_fault,
}


def page_key_faults(body: Body, dirs: ThemeDirs) -> Mapping[str, str]:
    """Return a message for each key of a page with which Material would crash."""
    faults = {
        key: check(body.meta[key], dirs)
        for key, check in _CHECKS.items()
        if body.meta.get(key) is not None
    }
    return {key: message for key, message in faults.items() if message is not None}


def page_key_problems(
    bodies: Iterable[Body], dirs: ThemeDirs, content_folder: PurePath
) -> Iterator[Problem]:
    """Find the page keys with which Material would crash.

    Args:
        bodies: the pages.
        dirs: the folders of the theme.
        content_folder: begins the path of each problem.
    """
    for body in bodies:
        for key, message in page_key_faults(body, dirs).items():
            path = (content_folder / body.path).as_posix()
            yield Problem(path, 1, 1, "error", "page-key", f"{key}: {message}")
