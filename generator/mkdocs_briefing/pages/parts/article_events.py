"""Gathers what one article says of events, beside what other articles say of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mkdocs_briefing.model.entities import Account, Article, Event
from mkdocs_briefing.wording.accounts import Entry, Toll, Version, tolls


@dataclass(frozen=True, slots=True, eq=False)
class CountedAccount:
    """One account of an event, with its counts."""

    account: Account
    tolls: tuple[Toll, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ArticleEvent:
    """An event as one article has it.

    Attributes:
        id: the anchor that all accounts of the event in this article share.
        entry: the event in the chronology.
        accounts: the article's own.
        accounts_elsewhere: how many accounts other articles give.
        versions_elsewhere: those of other articles that say who did it, or how many suffered.
    """

    id: str
    entry: Entry
    accounts: tuple[CountedAccount, ...]
    accounts_elsewhere: int
    versions_elsewhere: tuple[Version, ...]

    @property
    def event(self) -> Event:
        return self.entry.event


def events_in(
    article: Article, events: Iterable[Event], entry_of: Callable[[Event], Entry]
) -> tuple[ArticleEvent, ...]:
    """The events of an article, in the order in which they are given."""
    return tuple(_article_event(article, event, entry_of(event)) for event in events)


def _article_event(article: Article, event: Event, entry: Entry) -> ArticleEvent:
    accounts = [account for account in event.accounts if account.article is article]
    return ArticleEvent(
        id=accounts[0].id,
        entry=entry,
        accounts=tuple(CountedAccount(one, tolls(one)) for one in accounts),
        accounts_elsewhere=len(event.accounts) - len(accounts),
        versions_elsewhere=tuple(
            version
            for version in entry.versions
            if (version.tolls or version.deed)
            and all(one.article is not article for one in version.accounts)
        ),
    )
