"""Writes the compressed sitemap so that it depends on nothing but the sitemap."""

import struct
import zlib
from pathlib import Path
from typing import Final

_HEADER: Final = b"\x1f\x8b\x08\x00" + bytes(4) + b"\x00\xff"
"""RFC 1952: deflate, no name, no time, no remark on the compression, an unknown system."""
_LONGEST_BLOCK: Final = 0xFFFF
"""The bytes that a stored block can hold (RFC 1951, 3.2.4)."""


def rewrite_compressed_sitemap(site: Path) -> None:
    """Replace the ``sitemap.xml.gz`` that MkDocs wrote, if it wrote one.

    What MkDocs writes depends on the version of Python and on the zlib behind it: one and the
    same text can be compressed in many ways. In stored blocks there is only one way.

    Args:
        site: the folder of the finished site.

    Raises:
        OSError: the file cannot be read or written.
    """
    compressed = site / "sitemap.xml.gz"
    if compressed.is_file():
        compressed.write_bytes(stored_gzip((site / "sitemap.xml").read_bytes()))


def stored_gzip(data: bytes) -> bytes:
    """Return a gzip file with these bytes in it, as they are."""
    blocks = [
        data[start : start + _LONGEST_BLOCK] for start in range(0, len(data), _LONGEST_BLOCK)
    ] or [b""]
    body = b"".join(
        struct.pack("<BHH", block is blocks[-1], len(block), len(block) ^ 0xFFFF) + block
        for block in blocks
    )
    return _HEADER + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
