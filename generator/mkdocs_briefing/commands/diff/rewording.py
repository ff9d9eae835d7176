"""Finds the files whose text differs, whether or not their claims do."""

from collections import defaultdict
from collections.abc import Hashable

from mkdocs_briefing.model.entities import Backing
from mkdocs_briefing.model.index import Index


def reworded_files(old: Index, new: Index) -> tuple[str, ...]:
    """The paths below ``content/`` of files with other text, sorted."""
    before, after = _texts(old), _texts(new)
    return tuple(sorted(path for path in before | after if before.get(path) != after.get(path)))


def _texts(index: Index) -> dict[str, list[Hashable]]:
    """All text in each file, apart from its claims."""
    briefing = index.briefing
    texts: defaultdict[str, list[Hashable]] = defaultdict(list)
    for article in briefing.articles:
        texts[article.path] += [article.title, article.summary, article.authors, article.tags]
        texts[article.path].append(article.updated)
    for actor in briefing.actors:
        if actor.path:
            texts[actor.path] += [actor.name, actor.short, actor.aliases, actor.summary]
    for conflict in briefing.conflicts:
        texts[conflict.path] += [conflict.title, conflict.summary, conflict.aliases]
    for row in index.rows:
        texts[row.article.path] += [row.note, row.why if isinstance(row, Backing) else None]
    for body in briefing.bodies:
        texts[body.path] += [body.text, repr(sorted(body.meta.items()))]
    return texts
