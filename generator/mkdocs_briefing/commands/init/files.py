"""Makes the files of a new briefing: those around the content, and the first of the content.

The templates are in ``starter/``. Where the repository of the program has a file of the same
use, that file is the template: the wheel carries a copy of it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml
from mkdocs_briefing.commands.diff.markdown_format import escaped
from mkdocs_briefing.commands.init.wheel import Wheel
from mkdocs_briefing.commands.new.answers import Values
from mkdocs_briefing.commands.new.files import proposed_stem
from mkdocs_briefing.commands.new.header import as_yaml, file_text
from mkdocs_briefing.commands.new.questions import ARTICLE, CONFLICT
from mkdocs_briefing.model.entities import Briefing
from mkdocs_briefing.site.theme_files import IN_WHEEL

OWN: Final = ("Makefile", ".gitignore", ".gitlab-ci.yml", "README.md")
"""Templates that only a new briefing needs."""
SHARED: Final = (
    ".ci/pull-request",
    ".github/ISSUE_TEMPLATE/1-wrong.yml",
    ".github/ISSUE_TEMPLATE/2-missing.yml",
    ".github/ISSUE_TEMPLATE/3-program.yml",
    ".github/ISSUE_TEMPLATE/config.yml",
    ".github/pull_request_template.md",
    ".github/workflows/publish.yml",
    ".github/workflows/pull-request.yml",
    "mkdocs.yml",
    "requirements.txt",
)
"""Files of the repository of the program that a new briefing gets, too."""

_STARTER: Final = Path(__file__).parent / "starter"
_CHECKOUT: Final = Path(__file__).parents[4]
_FORMS: Final = ".github/ISSUE_TEMPLATE/"
_PROPOSAL: Final = ".github/pull_request_template.md"
_OF_THE_EDITOR: Final = ("README.md", "mkdocs.yml")
"""They hold what the editor decides, so no upgrade compares them."""
_FIRST_TEXT: Final = "Who stands with which side, what happened when, and on whose word."


def template(path: str) -> str:
    """Return the text of a template by the path that its file has in a briefing."""
    folder = _CHECKOUT if path in SHARED and not IN_WHEEL else _STARTER
    return (folder / path).read_text(encoding="utf-8")


def files_around(wheel: Wheel) -> dict[str, bytes]:
    """Return the files that are alike in every briefing, by path.

    Args:
        wheel: the program, which the briefing brings along.
    """
    texts = {path: template(path) for path in (*OWN, *SHARED) if path not in _OF_THE_EDITOR}
    texts["requirements.txt"] += wheel.requirement
    texts |= _templates_for_gitlab(texts)
    files = {path: text.encode() for path, text in texts.items()}
    return {**files, f"wheels/{wheel.name}": wheel.raw}


def _templates_for_gitlab(texts: Mapping[str, str]) -> dict[str, str]:
    """Return what GitHub asks for in a form as texts to fill in, which is what GitLab has."""
    made = {".gitlab/merge_request_templates/Default.md": texts[_PROPOSAL]}
    for path, text in texts.items():
        form: dict[str, Any] = yaml.safe_load(text) if path.startswith(_FORMS) else {}
        if "body" in form:
            parts = "\n".join(_parts(form["body"]))
            made[f".gitlab/issue_templates/{form['name']}.md"] = parts
    return made


def _parts(body: list[dict[str, Any]]) -> Iterator[str]:
    for part in body:
        asked = part["attributes"]
        yield f"## {asked['label']}\n"
        if "description" in asked:
            yield f"<!-- {asked['description']} -->\n"


def first_files(title: str, conflict: Values, article: Values) -> dict[str, bytes]:
    """Return the files that hold what an editor decides, by path.

    Args:
        title: what the site is called.
        conflict: the header of the conflict.
        article: the header of the first article, which will be a draft.
    """
    stem = proposed_stem(CONFLICT, conflict, Briefing())
    first = {**article, "draft": "true"}
    name, _, settings = template("mkdocs.yml").partition("\n")
    if not name.startswith("site_name: "):
        raise ValueError("mkdocs.yml does not begin with the name of the site")
    texts = {
        "mkdocs.yml": as_yaml({"site_name": title}) + settings,
        "README.md": template("README.md").replace("TITLE", escaped(title), 1),
        f"content/conflicts/{stem}.md": file_text(CONFLICT, conflict, _FIRST_TEXT),
        f"content/articles/{proposed_stem(ARTICLE, first, Briefing())}.md": file_text(
            ARTICLE, first
        ),
    }
    return {path: text.encode() for path, text in texts.items()}
