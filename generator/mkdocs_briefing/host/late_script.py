"""Lets Material's script wait until a page is painted, where nothing else on the page needs it."""

import re
from typing import Final

_MATERIAL: Final = re.compile(
    r'<script src="([^"]*assets/javascripts/bundle\.\w+\.min\.js)"></script>'
)
_SCRIPT_FILE: Final = re.compile(r"<script\b[^>]*?\ssrc\s*=\s*[\"']?([^\"'\s>]+)")
_OURS: Final = "assets/briefing/"
_RUNS_IT: Final = "assets/briefing/first.js"
"""It stands in the masthead, which an editor's own template may replace."""
_USE: Final = "$.subscribe"
"""How scripts of editors and plugins wait for Material's: ``document$.subscribe(…)``."""


def with_late_script(html: str) -> str:
    """Return the page with Material's script as data, which ``first.js`` runs after the paint.

    Where an editor or a plugin has added a script, it may use what Material's defines, so that one
    stays where it is.

    Args:
        html: a whole page.
    """
    others = [file for file in _SCRIPT_FILE.findall(html) if _OURS not in file]
    if len(others) > 1 or _USE in html or _RUNS_IT not in html:
        return html
    return _MATERIAL.sub(r'<script type="text/plain" data-late="\1"></script>', html, count=1)
