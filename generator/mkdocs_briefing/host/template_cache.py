"""Prepares Jinja: compiled templates are kept, and parts are rendered once for many pages."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemBytecodeCache, nodes, pass_context
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context
from mkdocs.utils import normalize_url
from mkdocs_briefing.host import template_compiler
from mkdocs_briefing.host.direction import isolated
from mkdocs_briefing.host.template_compiler import (
    BriefCodeGenerator,
    BriefContext,
    BriefTemplate,
)

_VERSION: Final = sha256(
    b"".join(Path(file).read_bytes() for file in (__file__, template_compiler.__file__))
).hexdigest()[:16]
"""Compiled templates name classes and functions of these files."""


def set_up_templates(env: Environment, *, right_to_left: bool = False) -> None:
    """Escape what our own templates show, add the tag ``cache``, and keep compiled templates.

    Args:
        env: the environment of one build.
        right_to_left: whether pages run from right to left.
    """
    env.filters["isolated"] = partial(isolated, always=right_to_left)
    env.filters["url"] = _url_by_way_of_the_root
    # Material's templates are written to run without escaping.
    env.autoescape = _is_own_template
    env.add_extension(TemplateCache)
    env.code_generator_class = BriefCodeGenerator
    env.context_class = BriefContext
    env.template_class = BriefTemplate
    # All templates of a site are few; Jinja would note at each use which was used last.
    env.cache = {}
    # Compiling Material's templates takes longer than rendering a hundred pages.
    env.bytecode_cache = FileSystemBytecodeCache(pattern=f"__briefing_{_VERSION}_%s.cache")


def forget_parts(env: Environment) -> None:
    """Render each part anew, because pages show something else now."""
    cache = env.extensions[TemplateCache.identifier]
    assert isinstance(cache, TemplateCache), "the identifier is that of the class"
    cache.texts.clear()


@pass_context
def _url_by_way_of_the_root(context: Context, address: object) -> str:
    """Return an address for a link, the same on all pages that are equally far from the root.

    MkDocs writes the shortest way, such as ``../`` from one article to the list of articles. On
    an actor's page, which shares cached parts with articles, that leads to another list.
    """
    page = context["page"] if str(address).startswith("..") else None
    return normalize_url(str(address), page=page, base=context["base_url"])


def _is_own_template(name: str | None) -> bool:
    return name is not None and name.startswith("briefing/")


class TemplateCache(Extension):
    """Adds ``{% cache key, … %}…{% endcache %}`` to templates.

    The first page renders the part; all others with the same key reuse its text. So the key
    has to name everything that the part depends on, above all ``base_url``, which is in every
    link. The texts are kept as long as the environment, or until they are forgotten.
    """

    tags = {"cache"}  # noqa: RUF012 - declared by the base class

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.texts: dict[tuple[object, ...], str] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """Parse the tag: the parts of its key, then its body."""
        line = next(parser.stream).lineno
        key = [parser.parse_expression()]
        while parser.stream.skip_if("comma"):
            key.append(parser.parse_expression())
        body = parser.parse_statements(("name:endcache",), drop_needle=True)
        call = self.call_method("_cached", [nodes.Tuple(key, "load")])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _cached(self, key: tuple[object, ...], caller: Callable[[], str]) -> str:
        if key not in self.texts:
            self.texts[key] = caller()
        return self.texts[key]
