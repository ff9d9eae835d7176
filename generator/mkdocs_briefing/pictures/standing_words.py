"""Puts a standing, as the table of backers has it, into the words that pictures use."""

from collections.abc import Sequence

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import SUPPORT, Status
from mkdocs_briefing.pages.standings import Backer, Standing
from mkdocs_briefing.wording.words import UNNAMED_VOICE, stands


def standings_of(backer: Backer) -> Sequence[Standing]:
    """Return where a backer stands towards each side that it is on record about."""
    return tuple(cell.standing for cell in backer.cells if cell.standing is not None)


def sentence(standing: Standing) -> str:
    """Say a standing in one sentence."""
    if standing.stance is None:
        return (
            f"{standing.by.name}: no position towards {standing.side.name} "
            "is on record for this day any more."
        )
    position = f"{standing.by.name} {stands(standing.stance)} {standing.side.name}"
    support = support_words(standing)
    deniers = [UNNAMED_VOICE if who is None else who.name for who in standing.deniers]
    parts = [
        f"{position}: {support}" if support else position,
        standing.status if standing.status != "reported" else "",
        f"denied by {' and '.join(deniers)}" if deniers else "",
        since_words(standing.since, standing.as_of),
    ]
    return "; ".join(filter(None, parts)) + "."


def support_words(standing: Standing) -> str:
    """List the types of support, each with a remark if it is less firm; may be empty."""
    return ", ".join(
        f"{SUPPORT[one.kind].label} ({one.remark})" if one.remark else SUPPORT[one.kind].label
        for one in standing.named_support
    )


def firmness(status: Status | None, *, disputed: bool) -> str:
    """Say how firm a claim is; nothing for one that is reported and not disputed."""
    marks = (status if status != "reported" else None, "disputed" if disputed else None)
    return ", ".join(filter(None, marks))


def since_words(since: Date | None, as_of: Date | None) -> str:
    """Say when a position began, or when it is known to have held."""
    if since is not None:
        words = since.words()
        return words if words.startswith(("since ", "possibly since ")) else f"since {words}"
    return f"known from {as_of.words()}" if as_of is not None else ""
