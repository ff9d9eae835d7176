"""Knows where a repository's website edits a file, takes a new article, and takes an issue."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from string import Formatter
from typing import Final, Literal
from urllib.parse import quote, urlencode, urljoin, urlsplit

from mkdocs_briefing.core.addresses import on_the_web

Concern = Literal["content", "program"]
"""What an issue is about: what a page says, or how the site works."""

FORMS: Final[dict[Concern, tuple[str, str]]] = {
    "content": ("1-wrong.yml", "page"),
    "program": ("3-program.yml", "source"),
}
"""The issue form for each concern, and its field for the address of the page. GitHub fills in
the field whose id is in the query (docs.github.com, "Syntax for GitHub's form schema")."""

MAX_TITLE: Final = 120
"""Characters; code hosts refuse addresses of more than a few thousand."""


@dataclass(frozen=True, slots=True)
class CodeHost:
    """The website of a repository, such as one on GitHub, as ``mkdocs.yml`` describes it.

    Attributes:
        url: ``repo_url``; has to be a web address.
        edit_uri: the start of a file's address for editing, relative to ``url``. If it is empty
            or ``None``, files cannot be edited.
        edit_uri_template: replaces ``edit_uri``: the whole address, with ``{path}`` or
            ``{path_noext}`` in it, or ``{path!q}`` to encode slashes, too.
        folder: the content folder in the repository, with forward slashes.
        forms: the file names of the repository's issue forms.
    """

    url: str
    edit_uri: str | None = None
    edit_uri_template: str | None = None
    folder: str = "content"
    forms: frozenset[str] = frozenset()

    def edit_url(self, path: str) -> str | None:
        """Return where a file can be edited, or None.

        Joined as MkDocs does, but encoded: names may hold ``#`` or ``%``.

        Args:
            path: the file, relative to the content folder, with forward slashes.
        """
        if self.edit_uri_template:
            noext = str(PurePosixPath(path).with_suffix(""))
            uri = _EncodingFormatter().format(self.edit_uri_template, path=path, path_noext=noext)
        elif self.edit_uri:
            uri = self.edit_uri + quote(path, errors="surrogateescape")
        else:
            return None
        # Without a slash at the end, `urljoin` would replace the last part of the address.
        slash = "" if self.url.endswith("/") or uri.startswith(("?", "#")) else "/"
        return on_the_web(urljoin(f"{self.url}{slash}", uri))

    @property
    def new_article_url(self) -> str | None:
        """Where a new article can be proposed; only GitHub has such a page."""
        branch = re.match(r"edit/([^/]+)/", self.edit_uri_template or self.edit_uri or "")
        if (repository := self._repository("github")) is None or branch is None:
            return None
        return f"{repository}/new/{branch[1]}/{quote(f'{self.folder}/articles')}"

    def issue_url(self, concern: Concern, title: str, address: str) -> str:
        """Return where to open an issue: filled in on GitHub and GitLab, else the repository.

        Args:
            concern: selects the issue form, if the repository has forms.
            title: the title of the page.
            address: the address of the page.
        """
        if len(title) > MAX_TITLE:
            title = f"{title[: MAX_TITLE - 1]}…"
        if (repository := self._repository("github")) is not None:
            form, field = FORMS[concern]
            if form in self.forms:
                query = _query({"template": form, "title": title, field: address})
            else:
                query = _query({"title": title, "body": address})
            return f"{repository}/issues/new?{query}"
        if (repository := self._repository("gitlab")) is not None:
            query = _query({"issue[title]": title, "issue[description]": address})
            return f"{repository}/-/issues/new?{query}"
        return self.url

    def _repository(self, kind: Literal["github", "gitlab"]) -> str | None:
        """Return the home page of the repository if it is on this kind of code host.

        Self-hosted ones are recognized by their name, such as ``gitlab.example.org``.
        """
        parts = urlsplit(self.url)
        path = parts.path.partition("/-/")[0].strip("/").removesuffix(".git")
        if parts.netloc.lower().partition(".")[0] != kind or "/" not in path:
            return None
        if kind == "github":
            path = "/".join(path.split("/")[:2])
        return f"{parts.scheme}://{parts.netloc}/{quote(path, safe='/%')}"


class _EncodingFormatter(Formatter):
    """Fills in a template as MkDocs does, and encodes all of it; ``!q`` encodes slashes, too."""

    def convert_field(self, value: object, conversion: str | None) -> str:
        safe = "" if conversion == "q" else "/"
        return quote(str(value), safe=safe, errors="surrogateescape")


def _query(parameters: dict[str, str]) -> str:
    # Spaces become %20: not every code host reads a plus sign as a space.
    return urlencode(parameters, quote_via=quote, errors="replace")
