"""Writes the Content-Security-Policy that a finished page carries: what it may load and run."""

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from typing import Final

_CHARSET: Final = re.compile(r"""<meta charset=["']?[\w-]+["']?\s*/?>""", re.IGNORECASE)
_HEAD: Final = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_SCRIPT: Final = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_NOT_INLINE: Final = re.compile(
    r"""(?:^|\s)(?:src\s*=|type\s*=\s*["']?application/(?:ld\+)?json)""", re.IGNORECASE
)

# Markdown aligns the columns of a table with style attributes, so these are let through; a
# style element is not. Pagefind searches with WebAssembly.
_POLICY: Final = (
    "default-src 'self'; "
    "script-src 'self' 'wasm-unsafe-eval'{hashes}; "
    "style-src 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "frame-src 'none'; object-src 'none'; base-uri 'self'; form-action 'self'"
)


def policy(html: str) -> str:
    """The policy of a page: nothing from elsewhere, and of scripts in the page only its own.

    Args:
        html: the page without what contributors wrote, as every script in it is let through.
    """
    scripts = (
        script for attributes, script in _SCRIPT.findall(html) if not _NOT_INLINE.search(attributes)
    )
    # A dict keeps the order, and each script once.
    hashes = dict.fromkeys(_hash(script) for script in scripts if script.strip())
    return _POLICY.format(hashes="".join(f" '{one}'" for one in hashes))


def with_policy(html: str, *, text: str = "") -> str:
    """The page with its policy in the head, right behind its character set.

    Args:
        html: a whole page.
        text: the part of it that contributors wrote, as HTML. No script in there will run.
    """
    own = html.replace(text, "") if text else html
    place = _CHARSET.search(html) or _HEAD.search(html)
    if place is None:
        return html
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(own)}">'
    return f"{html[: place.end()]}{meta}{html[place.end() :]}"


# The theme writes the same few scripts into every page.
@lru_cache(maxsize=256)
def _hash(script: str) -> str:
    # A browser reads every line end as one character.
    read = script.replace("\r\n", "\n").replace("\r", "\n")
    return f"sha256-{b64encode(sha256(read.encode()).digest()).decode()}"
