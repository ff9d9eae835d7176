"""Writes the Content-Security-Policy of a page, which says what the page may load and run."""

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

# Markdown aligns table columns with style attributes, so they are allowed; style elements are
# not. Pagefind runs WebAssembly.
_POLICY: Final = (
    "default-src 'self'; "
    "script-src 'self' 'wasm-unsafe-eval'{hashes}; "
    "style-src 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "frame-src 'none'; object-src 'none'; base-uri 'self'; form-action 'self'"
)


_SCRIPT_START: Final = b"<script>"
_SCRIPT_END: Final = b"</script>"
_SCRIPT_SOURCES: Final = b"script-src 'self'"


def policy(html: str) -> str:
    """Return a policy that allows files of the site and the inline scripts of the page.

    Args:
        html: the page without the contributors' text, because every script in it is allowed.
    """
    scripts = (
        script for attributes, script in _SCRIPT.findall(html) if not _NOT_INLINE.search(attributes)
    )
    # A dict removes duplicates and keeps the order.
    hashes = dict.fromkeys(_hash(script) for script in scripts if script.strip())
    return _POLICY.format(hashes="".join(f" '{script_hash}'" for script_hash in hashes))


_BEGIN_OF_TEXT: Final = "<!--briefing:text-->"
_END_OF_TEXT: Final = "<!--/briefing:text-->"


def as_text(html: str) -> str:
    """Mark HTML as the contributors' part of a page.

    No text can hold the marks itself, as the sanitizer removes comments.
    """
    return f"{_BEGIN_OF_TEXT}{html}{_END_OF_TEXT}" if html else ""


def with_policy(html: str) -> str:
    """Return the page with its policy in the head, right after the character set.

    Args:
        html: a whole page. What is marked as text is the contributors' part: no script in it
            is allowed to run. The marks are removed.
    """
    frame, *others = html.split(_BEGIN_OF_TEXT)
    frames, parts = [frame], [frame]
    for other in others:
        text, _, frame = other.partition(_END_OF_TEXT)
        frames.append(frame)
        parts += text, frame
    scripts = policy("".join(frames))
    html = "".join(parts)
    place = _CHARSET.search(html) or _HEAD.search(html)
    if place is None:
        return html
    meta = f'<meta http-equiv="Content-Security-Policy" content="{scripts}">'
    return f"{html[: place.end()]}{meta}{html[place.end() :]}"


def allow_last_script(page: bytes) -> bytes:
    """Add the last inline script of a page to its policy: the one that reloads a preview."""
    start = page.rfind(_SCRIPT_START)
    end = page.find(_SCRIPT_END, start)
    if start < 0 or end < 0 or _SCRIPT_SOURCES not in page:
        return page
    script = page[start + len(_SCRIPT_START) : end].decode()
    return page.replace(_SCRIPT_SOURCES, b"%s '%s'" % (_SCRIPT_SOURCES, _hash(script).encode()), 1)


# Material writes the same few scripts into every page.
@lru_cache(maxsize=256)
def _hash(script: str) -> str:
    # Browsers turn every line end into a line feed before they compute the hash.
    normalized = script.replace("\r\n", "\n").replace("\r", "\n")
    return f"sha256-{b64encode(sha256(normalized.encode()).digest()).decode()}"
