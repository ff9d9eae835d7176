"""What a stranger may write to make a page run or fetch something, each with a name."""

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Payload:
    """One attack: a line ``name: text`` of a file in ``tests/payloads/``.

    In the text ``@`` stands for its number, and ``⟨2028⟩`` for a character that
    an editor would not show.
    """

    name: str
    written: str
    number: int

    @property
    def text(self) -> str:
        shown = re.sub("⟨([0-9A-F]+)⟩", lambda code: chr(int(code[1], 16)), self.written)
        return re.sub(r"(?<=[A-Za-z(/\\:])@(?![a-z])", str(self.number), shown)


def payloads(kind: str, first: int) -> list[Payload]:
    lines = (HERE / f"{kind}.txt").read_text(encoding="utf-8").splitlines()
    named = (line.partition(": ") for line in lines)
    return [Payload(name, text, first + place) for place, (name, _, text) in enumerate(named)]


TEXTS = payloads("texts", 1)
"""What a stranger may write wherever a header takes words."""
BODIES = payloads("bodies", 1001)
"""What a stranger may write in a text, besides."""
CELLS = payloads("cells", 2001)
"""What a spreadsheet might take for a formula."""
REFUSED = payloads("refused", 3001)
"""Texts that no build takes; in brackets the code of the problem."""
SWALLOWING = frozenset((HERE / "swallowing.txt").read_text(encoding="utf-8").split())
"""Those that take the rest of a text with them, so that each needs a page of its own."""
