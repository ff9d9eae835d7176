"""Writes data into a page as JSON, for scripts that follow a reader's choices."""

import json

from markupsafe import Markup


def embedded(data: object) -> Markup:
    r"""Data as JSON that may stand inside ``<script type="application/json">``.

    Inside that element nothing is unescaped, and ``</script`` or ``<!--`` in somebody's
    text would end or upset it. So no ``<`` is left; JSON reads ``\u003c`` as the same.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
