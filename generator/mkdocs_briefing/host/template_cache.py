"""Renders once what many pages have in common."""

from collections.abc import Callable

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser


class Fragments(Extension):
    """Adds ``{% cache key, … %}…{% endcache %}`` to templates.

    The first page to show a fragment renders it; every other one with the same key takes
    the finished text. So the key has to name all that the fragment depends on, and above
    all ``base_url``, which is part of every link. The texts live as long as the
    environment: one build.
    """

    tags = {"cache"}  # noqa: RUF012 - declared by the base class

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._texts: dict[tuple[object, ...], str] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """Read the tag: the parts of its key, then its body."""
        line = next(parser.stream).lineno
        key = [parser.parse_expression()]
        while parser.stream.skip_if("comma"):
            key.append(parser.parse_expression())
        body = parser.parse_statements(("name:endcache",), drop_needle=True)
        call = self.call_method("_once", [nodes.Tuple(key, "load")])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _once(self, key: tuple[object, ...], caller: Callable[[], str]) -> str:
        text = self._texts.get(key)
        if text is None:
            text = self._texts[key] = caller()
        return text
