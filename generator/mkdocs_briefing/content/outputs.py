"""Reports files of the content whose place on the site something else takes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_briefing.content.checks import START, ProblemsByFile
from mkdocs_briefing.content.header.document import Document
from mkdocs_briefing.content.header.nodes import place_of
from mkdocs_briefing.core.addresses import markdown_file, page_address, page_file
from mkdocs_briefing.core.outputs import Output, collisions
from mkdocs_briefing.model.entities import Briefing


def _nothing(_: Briefing) -> Iterable[Output]:
    return ()


@dataclass(frozen=True, slots=True)
class GeneratedAddresses:
    """What the generator publishes besides the files of the content.

    Attributes:
        pages: addresses relative to the root of the site, whatever the content says. Articles
            may link to them.
        files: paths of downloads, relative to the root of the site. Articles may link to them.
        outputs: gives every place that a briefing takes, those included. No file of the content
            may take one of them.
    """

    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    outputs: Callable[[Briefing], Iterable[Output]] = _nothing

    @property
    def linkable(self) -> Iterator[str]:
        """The files to which texts may link: downloads, and what stands for generated pages."""
        yield from self.files
        yield from map(markdown_file, self.pages)


def check_outputs(
    briefing: Briefing,
    documents: Mapping[str, Document],
    others: Iterable[str],
    generated: GeneratedAddresses,
    problems: ProblemsByFile,
) -> frozenset[str]:
    """Report every file whose place on the site is taken.

    Args:
        briefing: what the files say.
        documents: the Markdown files, by path.
        others: the files that are published unchanged.
        generated: what is published besides.
        problems: takes the problems.

    Returns:
        The files that have no place, by their paths below the content folder.
    """
    without_place = set()
    reported = set()
    for collision in collisions(_outputs(briefing, others, generated, problems)):
        file, source = collision.output.source, collision.source
        if file is None or source is None:
            continue
        without_place.add(file)
        # A folder is reported once, however many files are in it.
        if source in reported:
            continue
        reported.add(source)
        header = documents[source].header if source in documents else None
        place = place_of(header, ("slug",)) if header and "slug" in header.entries else START
        problems[source].error(place, collision.code, collision.message)
    return frozenset(without_place)


def _outputs(
    briefing: Briefing,
    others: Iterable[str],
    generated: GeneratedAddresses,
    problems: ProblemsByFile,
) -> Iterator[Output]:
    """Yield what the site will hold, what must stay before what has to give way."""
    described = {
        **{article.path: article.address for article in briefing.articles},
        **{actor.path: actor.address for actor in briefing.actors if actor.path},
        **{conflict.path: conflict.address for conflict in briefing.conflicts},
    }
    addresses = {
        body.path: described.get(body.path, page_address(body.path)) for body in briefing.bodies
    }
    free = {page_file(addresses[path]) for path in addresses.keys() - described.keys()}
    introduced = set()
    for output in generated.outputs(briefing):
        if output.takes_text and output.path in free:
            introduced.add(output.path)
        else:
            yield output
    pages = [
        Output(page_file(address), problems.shown(path), path)
        for path, address in addresses.items()
    ]
    yield from (page for page in pages if page.path in introduced)
    yield from (page for page in pages if page.path not in introduced)
    for path in others:
        yield Output(path, problems.shown(path), path)
