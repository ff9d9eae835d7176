"""Says what the columns of the CSV tables hold, for the page of downloads."""

from collections.abc import Mapping
from typing import Final

from mkdocs_briefing.core.names import one_of
from mkdocs_briefing.core.vocabulary import STANCES, STATUSES, STATUSES_BY_FIRMNESS, TRACKS

COLUMN_MEANINGS: Final[Mapping[str, str]] = {
    "id": "the permanent anchor of the line on its article's page",
    "conflict": "the conflict it belongs to",
    "by": "who takes the stance",
    "to": "towards whom: a side, or an actor on a side",
    "side": "the side that this is, or belongs to; empty where it belonged to none then",
    "stance": one_of(STANCES),
    "support": "the kinds of support, joined by “; ”",
    "status": one_of(STATUSES),
    "disputed": "whether anyone denies it",
    "since": "when it began, as an EDTF date such as 2019-04~",
    "until": "when it ended, as an EDTF date",
    "as_of": "when it is known to have held, as an EDTF date",
    "said_by": "who says so, apart from the source that published it",
    "denied_by": "who denies it",
    "why": "the reason given",
    "amount": "how much, as counts with their units, joined by “; ”; never add them up",
    "through": "by way of whom the support comes",
    "date": "an EDTF date, such as 2019-04~ or 2019-04/2019-06",
    "earliest": "the first day that the date can mean",
    "latest": "the last day that the date can mean",
    "killed_low": "the lowest number of dead given",
    "killed_best": "the best estimate of the number of dead",
    "killed_high": "the highest number of dead given",
    "civilians_killed_low": "the lowest number of dead civilians given",
    "civilians_killed_best": "the best estimate of the number of dead civilians",
    "civilians_killed_high": "the highest number of dead civilians given",
    "source": "the sources it rests on",
    "article": "the article that makes the claim",
}
"""What a column holds, if its name does not say it all; for every table."""
EVENT_MEANINGS: Final[Mapping[str, str]] = {
    **COLUMN_MEANINGS,
    "actors": "who took part, apart from who did it and to whom",
    "by": "who did it",
    "against": "to whom it was done",
    "status": f"how firm it is who did it: {one_of(STATUSES)}; empty where nobody is named",
    "disputed": "whether anyone denies it",
    "said_by": "who says who did it, apart from the source that published it",
}
"""The same for events."""
POSITION_MEANINGS: Final[Mapping[str, str]] = {
    **COLUMN_MEANINGS,
    "by": "who takes the stance",
    "side": "towards which side",
    "track": f"{one_of(TRACKS)}; tracks never replace one another",
    "status": f"that of the firmest claim: {one_of(STATUSES_BY_FIRMNESS)}",
    "disputed": "whether a denial stands on these days",
    "since": "when the stance began, as a claim has it, as an EDTF date",
    "by_day": "the first day on which it is known to have held, where no beginning can be said",
    "until": "when the stance ended, as a claim has it, as an EDTF date",
    "from": "the first day on which all of the line holds",
    "to": "the last day on which all of the line holds; empty while it goes on",
    "current": "whether it holds on the day of the conflict's newest article",
    "last_known": "the newest day for which a claim vouches",
    "rests_on": "the ids of the claims that it rests on, in backing.csv, the newest first",
    "on": "the day of the conflict's newest article",
    "ended_by": "until: a claim names the end; replaced: another stance; membership: of a side",
    "support_status": "the status of each kind of support",
    "rests_on_urls": "where those claims stand on the site",
    "end_status": "how firm the end is that a claim tells of; empty where none does",
    "end_disputed": "whether that end is disputed",
}
"""The same for positions."""
