"""Warns of counts in one row that cannot both be right."""

from mkdocs_briefing.content.articles import ArticleFile
from mkdocs_briefing.content.schema import CountEntry
from mkdocs_briefing.core.counts import Count


def warn_of_doubtful_counts(file: ArticleFile) -> None:
    """Warn of events in which surely more civilians died than people."""
    for index, event in enumerate(file.entry.events):
        if event.killed is None or event.civilians_killed is None:
            continue
        most, civilians = _bounds(event.killed).high, _bounds(event.civilians_killed).low
        if most is not None and civilians is not None and civilians > most:
            file.warn(
                ("events", index, "civilians_killed"),
                "more-civilians",
                f"{civilians} of the {most} who were killed cannot have been civilians; "
                "civilians_killed is how many of those in killed were civilians",
            )


def _bounds(value: Count | CountEntry) -> Count:
    """Between which numbers a count lies; an approximate one has no bounds."""
    count = value.count if isinstance(value, CountEntry) else value
    return Count(None, None, None) if count.approximate else count
