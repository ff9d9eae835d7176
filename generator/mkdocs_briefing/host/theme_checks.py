"""Finds the keys and texts on which Material or Python-Markdown would end in a traceback."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, TemplateNotFound
from markdown import markdown
from mkdocs_briefing.core.names import did_you_mean
from mkdocs_briefing.core.problems import Problem
from mkdocs_briefing.model.entities import Body

TEMPLATES: Final = frozenset({"404.html", "base.html", "main.html"})
"""Material's templates for any page; those of its blog need the blog, and `redirect.html` runs
what the header names as `location`."""


@dataclass(frozen=True, slots=True)
class Looks:
    """Where a theme keeps its files.

    Attributes:
        folders: those of templates and icons, the first one first.
        own: the folder of the site's own templates, if it has one.
    """

    folders: tuple[str, ...]
    own: str | None


def _template_fault(value: object, looks: Looks) -> str | None:
    names = set(TEMPLATES)
    if looks.own is not None:
        names |= set(FileSystemLoader(looks.own).list_templates())
    if isinstance(value, str) and value in names:
        return None
    return f"there is no template {value}{did_you_mean(str(value), names)}"


def _icon_fault(value: object, looks: Looks) -> str | None:
    icons = FileSystemLoader(looks.folders)
    try:
        icons.get_source(Environment(autoescape=True), f".icons/{value}.svg")
    except TemplateNotFound:
        return f"there is no icon {value}; write one of Material's, such as material/flag"
    return None


def _hide_fault(value: object, _: Looks) -> str | None:
    return None if isinstance(value, list | str) else "write a list, such as [navigation, toc]"


def _search_fault(value: object, _: Looks) -> str | None:
    return None if isinstance(value, Mapping) else "write a mapping, such as {exclude: true}"


_FAULTS: Final[Mapping[str, Callable[[object, Looks], str | None]]] = {
    "hide": _hide_fault,
    "icon": _icon_fault,
    "search": _search_fault,
    "template": _template_fault,
}


def page_key_faults(body: Body, looks: Looks) -> Mapping[str, str]:
    """What is wrong with those of a page's keys that Material stumbles over, by key."""
    faults = {
        key: fault(body.meta[key], looks)
        for key, fault in _FAULTS.items()
        if body.meta.get(key) is not None
    }
    return {key: message for key, message in faults.items() if message is not None}


def page_key_problems(bodies: Iterable[Body], looks: Looks, folder: PurePath) -> Iterator[Problem]:
    """Find the page keys that Material cannot make anything of.

    Args:
        bodies: the pages.
        looks: where the theme's files lie.
        folder: that of the content, as problems name it.
    """
    for body in bodies:
        for key, message in page_key_faults(body, looks).items():
            path = (folder / body.path).as_posix()
            yield Problem(path, 1, 1, "error", "page-key", f"{key}: {message}")


_PERHAPS_TOO_DEEP: Final = re.compile(r"^(?:[ \t>]|[-*+] |\d+[.)] ){100,}", re.MULTILINE)


def too_deep_problems(
    bodies: Iterable[Body],
    extensions: list[Any],
    settings: Mapping[str, Mapping[str, Any]],
    folder: PurePath,
) -> Iterator[Problem]:
    """Find texts with so many lists in lists that Python-Markdown ends in a traceback.

    How many it bears depends on its extensions, so it is tried, where there is a suspicion.

    Args:
        bodies: the texts.
        extensions: those of Python-Markdown that the site uses, by name or as they are.
        settings: theirs, by name.
        folder: that of the content, as problems name it.
    """
    for body in bodies:
        if (match := _PERHAPS_TOO_DEEP.search(body.text)) is None:
            continue
        try:
            markdown(body.text, extensions=extensions, extension_configs=settings)
        except RecursionError:
            path = (folder / body.path).as_posix()
            message = f'too many lists within lists, at "{match[0].strip()[:20]}…"; take some out'
            yield Problem(path, 1, 1, "error", "too-deep", message)
