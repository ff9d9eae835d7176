"""Knows where a code host edits a file of the content, takes a new one, and takes a report."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from string import Formatter
from typing import Final, Literal
from urllib.parse import quote, urlencode, urljoin, urlsplit

from mkdocs_briefing.core.addresses import on_the_web

Concern = Literal["content", "program"]
"""What a report is about: what a page says, or what the site does."""

FORMS: Final[dict[Concern, tuple[str, str]]] = {
    "content": ("1-wrong.yml", "page"),
    "program": ("3-program.yml", "source"),
}
"""The issue form for a report, and its field for the address of the page. GitHub fills in a
field that the query names by its id (docs.github.com, "Syntax for GitHub's form schema")."""

LONGEST_TITLE: Final = 120
"""Code hosts refuse an address of more than some thousand characters."""


@dataclass(frozen=True, slots=True)
class CodeHost:
    """A repository on the web, as ``mkdocs.yml`` names it.

    Attributes:
        url: ``repo_url``; has to be on the web.
        edit_uri: how the address of a file begins, seen from ``url``; empty or ``None`` where
            files are not to be edited.
        edit_uri_template: the whole of it instead, with ``{path}``, ``{path_noext}``, and
            ``{path!q}`` for one in which slashes are encoded, too.
        folder: that of the content in the repository, with forward slashes.
        forms: the issue forms that there are, by their file names.
    """

    url: str
    edit_uri: str | None = None
    edit_uri_template: str | None = None
    folder: str = "content"
    forms: frozenset[str] = frozenset()

    def edit(self, path: str) -> str | None:
        """Where a file can be edited; ``None`` where none can be.

        It is put together as MkDocs does, but encoded: a name may hold ``#`` or ``%``.

        Args:
            path: of the file below the content's folder, with forward slashes.
        """
        if self.edit_uri_template:
            noext = str(PurePosixPath(path).with_suffix(""))
            uri = _Encoding().format(self.edit_uri_template, path=path, path_noext=noext)
        elif self.edit_uri:
            uri = self.edit_uri + quote(path, errors="surrogateescape")
        else:
            return None
        # Without the slash, the last part of the address would be replaced.
        end = "" if self.url.endswith("/") or uri.startswith(("?", "#")) else "/"
        return on_the_web(urljoin(f"{self.url}{end}", uri))

    @property
    def new_article(self) -> str | None:
        """Where a new file among the articles can be proposed; only GitHub has such a page."""
        branch = re.match(r"edit/([^/]+)/", self.edit_uri_template or self.edit_uri or "")
        if (repository := self._repository("github")) is None or branch is None:
            return None
        return f"{repository}/new/{branch[1]}/{quote(f'{self.folder}/articles')}"

    def report(self, concern: Concern, title: str, address: str) -> str:
        """Where a problem can be reported: filled in on GitHub and GitLab, else the repository.

        Args:
            concern: decides which form is opened, where there are forms.
            title: of the page.
            address: of the page, as whole as it is known.
        """
        if len(title) > LONGEST_TITLE:
            title = f"{title[: LONGEST_TITLE - 1]}…"
        if (repository := self._repository("github")) is not None:
            form, field = FORMS[concern]
            known = {"template": form, "title": title, field: address}
            given = known if form in self.forms else {"title": title, "body": address}
            return f"{repository}/issues/new?{_query(given)}"
        if (repository := self._repository("gitlab")) is not None:
            given = {"issue[title]": title, "issue[description]": address}
            return f"{repository}/-/issues/new?{_query(given)}"
        return self.url

    def _repository(self, kind: Literal["github", "gitlab"]) -> str | None:
        """The repository's own address, where it is on a host of this kind.

        One that a company runs is told by its name, such as ``gitlab.example.org``.
        """
        parts = urlsplit(self.url)
        path = parts.path.partition("/-/")[0].strip("/").removesuffix(".git")
        if parts.netloc.lower().partition(".")[0] != kind or "/" not in path:
            return None
        if kind == "github":
            path = "/".join(path.split("/")[:2])
        return f"{parts.scheme}://{parts.netloc}/{quote(path, safe='/%')}"


class _Encoding(Formatter):
    """Fills in a template as MkDocs does, where ``!q`` encodes all; here the rest is, too."""

    def convert_field(self, value: object, conversion: str | None) -> str:
        safe = "" if conversion == "q" else "/"
        return quote(str(value), safe=safe, errors="surrogateescape")


def _query(given: dict[str, str]) -> str:
    # A plus sign for a space is a form's habit, and not every host shares it.
    return urlencode(given, quote_via=quote, errors="replace")
