"""Warns of dates that contradict each other, or that look like a slip of the year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Day
from datetime import timedelta
from typing import Final, NamedTuple, TypeAlias

from mkdocs_briefing.content.articles import ArticleFile, ResolvedArticle
from mkdocs_briefing.content.header.nodes import Location
from mkdocs_briefing.content.row_keys import voices_of
from mkdocs_briefing.content.schema import (
    ArticleEntry,
    BackingEntry,
    DenialEntry,
    EventEntry,
    RowEntry,
    SourceEntry,
    SourceRef,
    StatementEntry,
)
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.names import quoted
from mkdocs_briefing.model.entities import Conflict
from mkdocs_briefing.model.row_days import ONE_DAY

ONE_YEAR: Final = timedelta(days=366)
LENGTH_OF_A_YEAR: Final = len("2019")


def warn_of_doubtful_dates(articles: Sequence[ResolvedArticle], today: Day | None) -> None:
    """Warn of impossible and unlikely dates in articles.

    Args:
        articles: every article.
        today: the day of the check; without it no date is held against the calendar.
    """
    # Beside a date that is yet to come, each other one looks wrong.
    timely = [article for article in articles if not _is_told_to_wait(article.file, today)]
    for article in timely:
        warn_of_dates_in(article)
    for file, location, message in far_dates(timely):
        file.warn(location, "far-date", message)


def warn_of_dates_in(article: ResolvedArticle) -> None:
    """Warn of dates in an article that contradict each other."""
    _check_against_article(article.file)
    for location, row in article.file.entry.rows:
        match row:
            case BackingEntry():
                _check_as_of(row, location, article.file)
            case EventEntry() | StatementEntry():
                _check_against_sources(row, location, article)


def is_before(one: Date, other: Date) -> bool:
    """Whether a date is surely before another, whatever days the two can mean.

    A date that is only about right, or uncertain, contradicts no date within a year of it.
    """
    if one.latest is None or other.earliest is None:
        return False
    is_vague = one.approximate or one.uncertain or other.approximate or other.uncertain
    return other.earliest - one.latest > (ONE_YEAR if is_vague else timedelta())


# --- the calendar and the article -----------------------------------------------------


def _is_told_to_wait(file: ArticleFile, today: Day | None) -> bool:
    """Warn of an article that is dated in the future; return whether it is."""
    first_day = file.entry.date.earliest
    # A draft may wait for its day; and somewhere it is tomorrow already.
    is_early = bool(today and first_day and first_day > today + ONE_DAY and not file.entry.draft)
    if is_early:
        file.warn(
            ("date",),
            "future-article",
            f"the article is dated {file.entry.date.text}, later than tomorrow; check the year, "
            "or write draft: true until then",
        )
    return is_early


def _check_against_article(file: ArticleFile) -> None:
    """Warn of what an article cannot know yet, because it is dated after it.

    What an article adds later it may know by the day of its ``updated``. Only ``as_of`` is held
    against ``date``: no position is known to hold after that.
    """
    written = file.entry.date
    updated = max(written, file.entry.updated or written, key=lambda date: date.last_day)

    def warn(location: Location, what: str, date: Date, known: Date) -> None:
        file.warn(
            location,
            "after-article",
            f"{what} {date.text} is later than the article of {known.text}, which cannot "
            "know it yet; check both dates",
        )

    for location, source in _described_sources(file.entry, of_denials=False):
        if source.date is not None and is_before(updated, source.date):
            what = f"the source {quoted(source.publisher)} of"
            warn((*location, "date"), what, source.date, updated)
    for location, row in file.entry.rows:
        match row:
            case EventEntry(date=date) if is_before(updated, date):
                warn((*location, "date"), "the event of", date, updated)
            case StatementEntry(date=Date() as date) if is_before(updated, date):
                warn((*location, "date"), "the statement of", date, updated)
            case BackingEntry(as_of=Date() as date) if is_before(written, date):
                warn((*location, "as_of"), "as_of", date, written)


def _described_sources(
    entry: ArticleEntry, *, of_denials: bool
) -> Iterator[tuple[Location, SourceEntry]]:
    """Yield each source where it is described.

    Args:
        entry: the article.
        of_denials: whether to yield those, too, that only denials rest on. A denial belongs into
            the row that it denies, whose article may be older.
    """
    keys_by_denial: dict[bool, set[str]] = {True: set(), False: set()}
    for location, ref, by_denial in _citations(entry):
        if isinstance(ref, str):
            keys_by_denial[by_denial].add(ref)
        elif of_denials or not by_denial:
            yield location, ref
    only_of_denials = keys_by_denial[True] - keys_by_denial[False]
    for key, source in entry.sources.items():
        if of_denials or key not in only_of_denials:
            yield ("sources", key), source


def _citations(entry: ArticleEntry) -> Iterator[tuple[Location, SourceRef, bool]]:
    """Yield each reference to a source, its place, and whether it is that of a denial."""
    for index, ref in enumerate(entry.source):
        yield ("source", index), ref, False
    for location, row in entry.rows:
        for index, ref in enumerate(row.source):
            yield (*location, "source", index), ref, False
        for key, voices in voices_of(row).items():
            for at, voice in enumerate(voices):
                for index, ref in enumerate(voice.source):
                    place = (*location, key, at, "source", index)
                    yield place, ref, isinstance(voice, DenialEntry)


# --- a row and its sources ------------------------------------------------------------


def _check_as_of(row: BackingEntry, location: Location, file: ArticleFile) -> None:
    if row.as_of is None:
        return
    if row.since is not None and is_before(row.as_of, row.since):
        message = f"as_of {row.as_of.text} is before since {row.since.text}; check both dates"
        file.warn((*location, "as_of"), "as-of-outside", message)
    if row.until is not None and is_before(row.until, row.as_of):
        message = f"as_of {row.as_of.text} is after until {row.until.text}; check both dates"
        file.warn((*location, "as_of"), "as-of-outside", message)


def _check_against_sources(
    row: EventEntry | StatementEntry, location: Location, article: ResolvedArticle
) -> None:
    """Warn if every source of a row is older than what it reports.

    One day is no contradiction: a strike in the night of Tripoli is in New York's papers of the
    day before. Nor is one old source beside another that is as new as the event, or undated.
    """
    sources = article.sources.get(location, ())
    dates = [source.date for source in sources if source.date is not None]
    if row.date is None or not dates or len(dates) < len(sources):
        return
    newest = max(dates, key=lambda date: date.last_day)
    if is_before(newest, row.date) and row.date.first_day - newest.last_day > ONE_DAY:
        what = "event" if isinstance(row, EventEntry) else "statement"
        article.file.warn(
            (*location, "date"),
            "source-too-old",
            f"the {what} of {row.date.text} is later than its source of {newest.text}, which "
            "cannot report it; check both dates",
        )


# --- slips of the year ----------------------------------------------------------------


class _Dated(NamedTuple):
    """A date of a conflict and its place.

    Attributes:
        file: ``None`` for a date that only vouches for others.
    """

    date: Date
    file: ArticleFile | None = None
    location: Location = ()


FarDate: TypeAlias = tuple[ArticleFile, Location, str]
"""Where a date is that is probably a slip, and what to say of it."""


def dates_of_years(article: ResolvedArticle) -> list[tuple[Conflict, Date, Location | None]]:
    """Return the dates of an article that :func:`far_dates` compares.

    Each with its conflict and its place, or without one if it only vouches for others.
    """
    return [
        (conflict, one.date, None if one.file is None else one.location)
        for conflict, one in _dates_by_conflict(article)
    ]


def far_dates(articles: Iterable[ResolvedArticle]) -> Iterator[FarDate]:
    """Yield each date more than a year from every other date of its conflict.

    There has to be something that it is far from: at least two other dates within a year.

    Args:
        articles: all that say anything of the conflicts in question.
    """
    by_conflict: defaultdict[Conflict, list[_Dated]] = defaultdict(list)
    for article in articles:
        for conflict, dated in _dates_by_conflict(article):
            by_conflict[conflict].append(dated)
    warned: set[tuple[str, Location]] = set()
    for conflict, several in by_conflict.items():
        groups = _within_a_year([*several, *_period(conflict)])
        if not any(len(group) > 1 for group in groups):
            continue
        for only, *others in groups:
            if others or only.file is None or (only.file.path, only.location) in warned:
                continue
            warned.add((only.file.path, only.location))
            message = (
                f"{only.date.text} is more than a year from every other date of "
                f"{quoted(conflict.title)}; check the year. {_hint(only.location)}"
            )
            yield only.file, only.location, message


def _hint(location: Location) -> str:
    if location[-1] == "since":
        return "If it is right, write only the year"
    return "If it is right, cite a source of that time with its date"


def _dates_by_conflict(article: ResolvedArticle) -> Iterator[tuple[Conflict, _Dated]]:
    file, entry = article.file, article.file.entry
    conflicts = dict.fromkeys([article.article.conflict, *article.conflicts.values()])
    own = _Dated(entry.date, file, ("date",))
    of_sources = [
        _Dated(source.date)
        for _, source in _described_sources(entry, of_denials=True)
        if source.date is not None
    ]
    for conflict in filter(None, conflicts):
        yield from ((conflict, dated) for dated in (own, *of_sources))
    for location, row in entry.rows:
        row_conflict = article.conflicts.get(location)
        if row_conflict is None:
            continue
        for key, date in _dates_of_row(row):
            is_vague = key == "since" and _is_whole_year(date) and not is_before(entry.date, date)
            # "An ally since 1955" is no slip of the year.
            dated = _Dated(date) if is_vague else _Dated(date, file, (*location, key))
            yield row_conflict, dated


def _dates_of_row(row: RowEntry) -> Iterator[tuple[str, Date]]:
    """Yield the written dates of a row. A post may be older than any conflict."""
    match row:
        case BackingEntry():
            dates = (("since", row.since), ("until", row.until), ("as_of", row.as_of))
            yield from ((key, date) for key, date in dates if date is not None)
        case EventEntry() | StatementEntry():
            if row.date is not None:
                yield "date", row.date


def _is_whole_year(date: Date) -> bool:
    return len(date.text.rstrip("~?%")) == LENGTH_OF_A_YEAR


def _period(conflict: Conflict) -> Iterator[_Dated]:
    """Yield what the conflict's own file says of its time: within it no date is far."""
    start, end = conflict.start, conflict.end
    if start and end and start.earliest and end.latest:
        text = f"{start.earliest}/{end.latest}"
        yield _Dated(Date(text, start.earliest, end.latest, approximate=False, uncertain=False))
    else:
        yield from (_Dated(date) for date in (start, end) if date is not None)


def _within_a_year(dates: Iterable[_Dated]) -> list[list[_Dated]]:
    """Group dates so that more than a year lies between two groups."""
    groups: list[list[_Dated]] = []
    reach = Day.min
    for dated in sorted(dates, key=lambda one: one.date.first_day):
        if groups and (dated.date.first_day - reach) <= ONE_YEAR:
            groups[-1].append(dated)
            reach = max(reach, dated.date.last_day)
        else:
            groups.append([dated])
            reach = dated.date.last_day
    return groups
