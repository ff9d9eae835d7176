"""Bounds what a site may cost by what its content weighs.

The rule: a content folder of n bytes of Markdown costs at most ``ALLOWANCE + RATE * n``. A unit of
cost is a microsecond of a build on two processors, or sixteen bytes of memory, whichever is more.
The weights are estimates, chosen so that checking or building 5 MB takes less than a minute and a
gigabyte, whatever is in there; ``benchmarks/bench_bombs.py`` measures that.

Costs are counted before anything is made, from what files say: the same content costs the same on
every machine. What comes after the budget is spent is left out, and a problem names the file that
costs most for its size.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable
from dataclasses import dataclass, field
from typing import Final

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.problems import Place, ProblemCollector
from mkdocs_briefing.markdown.limits import ORDINARY_WORK, work_allowed
from mkdocs_briefing.model.entities import Conflict

CODE: Final = "too-costly"

ALLOWANCE: Final = 25_000_000
"""What any content may cost, however little of it there is."""
RATE: Final = 5
"""What a byte of Markdown may cost besides."""

FILE: Final = 400
"""A file that is copied."""
PAGE: Final = 4_000
"""A page: of a file, an actor, a publisher or a year."""
LINKED: Final = 60
"""A page of the contributors' own in the navigation of another page."""
CONFLICT: Final = 16_000
"""A conflict: its page, its table and its pictures."""
TEXT: Final = 1
"""A byte of a text or of a header, aliases unfolded."""
WORK: Final = 5
"""A unit of the work of a text (:mod:`mkdocs_briefing.markdown.limits`)."""
NODE: Final = 16
"""A value in a header."""
CELL: Final = 100
"""What the tables and pictures of a conflict say of one backer and one side."""
MEMBER: Final = 150
"""A member of a side or of an organisation."""
SHOWN: Final = 30
"""A row in one of the places that show it."""
NAME_SHOWN: Final = 17
"""An actor in one of these places, who is a link there."""
ORDINARY_NAME: Final = 100
"""Letters of a name that :data:`NAME_SHOWN` includes."""
BYTES_SHOWN: Final = 8
"""How many bytes of a row each of these places shows for one unit."""
PLACES: Final = 6
"""Where a row is shown besides the pages of the actors in it."""
SOURCE: Final = 100
"""A source of a row, in bytes shown besides its own."""
NAMED: Final = 60
"""An actor in the page of an article, and the article in the page of the actor."""
COMPARISONS: Final = 2
"""How many names or paths are compared for one unit."""
LAYER: Final = 3
"""A row of a backer beside each earlier one: a position rests on all of them."""
EVIDENCE: Final = 10
"""The same, where the table itself shows what became of each row on each day."""
STAY: Final = 5
"""A stay on a side of an actor in a claim: it decides on which days the claim counts."""
ROWS_WITH_EVIDENCE: Final = 80
"""With more rows the tables show none."""


@dataclass(slots=True)
class Budget:
    """What the content may cost, and what it has cost so far.

    Attributes:
        size: bytes of Markdown.
    """

    size: int
    spent: int = 0
    shares: "list[Share]" = field(default_factory=list)

    @property
    def most(self) -> int:
        """What all files may cost together."""
        return ALLOWANCE + RATE * self.size

    @property
    def is_spent(self) -> bool:
        return self.spent > self.most

    def share(self, problems: ProblemCollector, size: int) -> "Share":
        """Return the share of a file.

        Args:
            problems: where the problems of the file go.
            size: of the file, in bytes.
        """
        share = Share(self, problems, size)
        self.shares.append(share)
        return share

    def tell(self) -> None:
        """Report a budget that is spent, in the file that costs most for its size."""
        if not self.is_spent:
            return
        share = max(self.shares, key=lambda one: one.spent - RATE * one.size)
        what, _ = max(share.costs.items(), key=lambda item: item[1])
        share.problems.error_first(
            share.places[what],
            CODE,
            "the content costs too much to build for its size. Of all files this one costs most, "
            f"and most of that for {what}; take some out",
        )


@dataclass(slots=True)
class Share:
    """What one file costs.

    Attributes:
        costs: by what they are for.
        places: where the file began to cost that.
    """

    budget: Budget
    problems: ProblemCollector
    size: int
    spent: int = 0
    costs: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """What may still be spent."""
        return self.budget.most - self.budget.spent

    def spend(self, cost: int, what: str, place: Place = (1, 1)) -> bool:
        """Count a cost; return whether the budget allowed for it.

        Args:
            cost: in units of the budget.
            what: what costs it, in the words of the problem: ``the names in its rows``.
            place: where it is in the file.
        """
        self.budget.spent += cost
        self.spent += cost
        self.costs[what] += cost
        self.places.setdefault(what, place)
        return self.budget.spent <= self.budget.most

    def take(self, other: "Share") -> None:
        """Count what another share of the same file has counted."""
        for what, cost in other.costs.items():
            self.spend(cost, what, other.places[what])


def alone(text: str, problems: ProblemCollector) -> Share:
    """Return the share of a file that is read without the others."""
    size = len(text.encode("utf-8", "surrogatepass"))
    return Budget(size).share(problems, size)


def cost_of_text(length: int, work: float) -> int:
    """Return what the page of a text costs beyond the weight of the text.

    Args:
        length: of the text, in characters.
        work: of the text, in units of work; infinite if no page could be made of it.
    """
    # A text that is refused costs no more than one that is not.
    done = min(work, work_allowed(length))
    return WORK * max(0, round(done - ORDINARY_WORK * length))


def weight_of_names(names: Collection[str]) -> int:
    """Return what long names of actors or sides in a row cost in all places that show it.

    They are shown as they are declared, and the row may have a short form of them.
    """
    excess = sum(len(name) - ORDINARY_NAME for name in names if len(name) > ORDINARY_NAME)
    return excess // BYTES_SHOWN * (PLACES + len(names))


def weight_of_row(size: int, names: Collection[str], repeated: int) -> int:
    """Return what a row costs in one of the places that show it.

    Args:
        size: bytes and values of the row as it is unfolded.
        names: of the actors in it.
        repeated: letters of what is shown with the row wherever it is, such as the title of its
            article.
    """
    shown = size + sum(map(len, names)) + repeated
    return SHOWN + len(names) * NAME_SHOWN + shown // BYTES_SHOWN


@dataclass(slots=True)
class _EventCost:
    weight: int = 0
    accounts: int = 0
    names: set[str] = field(default_factory=set)

    @property
    def cost(self) -> int:
        return self.weight * (PLACES + len(self.names))


class RowCosts:
    """Counts what rows cost beside each other.

    Each actor's page shows the events that name it, with all accounts and statements of them. A
    table has a cell for each backer and side. A position rests on all rows of its backer.
    """

    def __init__(self) -> None:
        self._events: defaultdict[tuple[Hashable, str], _EventCost] = defaultdict(_EventCost)
        self._rows_of: defaultdict[Hashable, int] = defaultdict(int)
        self._rows_by: defaultdict[tuple[Hashable, Hashable], int] = defaultdict(int)
        self._cells: dict[Hashable, int] = {}
        self._years: set[int | None] = set()

    def of_account(
        self, conflict: Hashable, id: str | None, weight: int, names: Collection[str]
    ) -> int:
        """Return what an account of an event adds to its cost; see :meth:`of_statement`."""
        if id is not None:
            self._events[conflict, id].accounts += weight
        return self._of_event(conflict, id, weight, names)

    def of_statement(
        self, conflict: Hashable, id: str | None, weight: int, names: Collection[str]
    ) -> int:
        """Return what a statement costs, and adds to the cost of the event that it is about.

        Args:
            conflict: to which the event belongs.
            id: of the event, if it has one.
            weight: see :func:`weight_of_row`.
            names: of the actors in the row.
        """
        # Each statement repeats what happened.
        event = 0 if id is None else self._events[conflict, id].accounts
        return event + self._of_event(conflict, id, weight, names)

    def _of_event(
        self, conflict: Hashable, id: str | None, weight: int, names: Collection[str]
    ) -> int:
        if id is None:
            return weight * (PLACES + len(names))
        event = self._events[conflict, id]
        before = event.cost
        event.weight += weight
        event.names.update(names)
        return event.cost - before

    def of_year(self, date: Date) -> int:
        """Return what an event on a date costs for the page of its year."""
        year = date.earliest.year if date.earliest else None
        if year in self._years:
            return 0
        self._years.add(year)
        return PAGE

    def of_claim(self, conflict: Conflict, by: Hashable, denials: int) -> int:
        """Return what a claim costs in the table of its conflict.

        Args:
            conflict: the conflict.
            by: the backer.
            denials: how many the claim has; each has days of its own.
        """
        before = self._rows_by[conflict, by]
        self._rows_by[conflict, by] += 1 + denials
        self._rows_of[conflict] += 1
        has_evidence = self._rows_of[conflict] <= ROWS_WITH_EVIDENCE
        each = LAYER + EVIDENCE if has_evidence else LAYER
        return each * (1 + denials) * before if before else self._of_cells(conflict)

    def _of_cells(self, conflict: Conflict) -> int:
        """Return what the cells of one backer cost: each names its side."""
        if conflict not in self._cells:
            names = (side.name for side in conflict.sides)
            self._cells[conflict] = sum(CELL + len(name) // BYTES_SHOWN for name in names)
        return self._cells[conflict]
