"""Embeds data in a page as JSON, for scripts."""

import json

from markupsafe import Markup


def embedded(data: object) -> Markup:
    r"""Data as JSON that is safe inside ``<script type="application/json">``.

    Browsers unescape nothing in that element, so ``</script`` or ``<!--`` in somebody's text
    would end or break it. Every ``<`` is therefore written as ``\u003c``.
    """
    return Markup(as_json(data).replace("<", "\\u003c"))


def as_json(data: object) -> str:
    """Data as JSON without any space, for a file that scripts load."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
