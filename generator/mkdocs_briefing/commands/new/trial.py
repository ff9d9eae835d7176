"""Reads a file that is not written yet as a check would read it, beside all the others."""

from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.core.names import quoted
from mkdocs_briefing.core.problems import Problem, errors
from mkdocs_briefing.site.registry import GENERATED


@dataclass(frozen=True, slots=True)
class Trial:
    """What a check would say of a new file that it does not say without it.

    Attributes:
        problems: by path and line.
        new_names: the names in it that no profile and no conflict declares, and that no other
            article had before.
        undecided: the other files that now have to say which conflict they are about.
    """

    problems: tuple[Problem, ...]
    new_names: tuple[str, ...]
    undecided: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether one of the problems is an error."""
        return bool(errors(self.problems))

    def without(self, agreed: list[str]) -> "Trial":
        """The same without the warnings of names that are meant as they are."""
        beginnings = tuple(f"{quoted(name)} is a new name" for name in agreed)
        left = (
            problem
            for problem in self.problems
            if problem.code != "near-name" or not problem.message.startswith(beginnings)
        )
        return replace(self, problems=tuple(left))


def tried(content: Path, path: str, text: str, *, root: Path, before: Reading) -> Trial:
    """Read the content with a file that it does not have yet.

    Args:
        content: the folder.
        path: of the file below it.
        text: what the file would hold.
        root: the folder that the paths in problems are relative to.
        before: the content without the file.
    """
    after = read(content, root=root, drafts=True, proposed={path: text}, generated=GENERATED)
    old = set(before.problems)
    named = {sight.actor.name for sight in before.first_sights}
    problems = tuple(problem for problem in after.problems if problem not in old)
    return Trial(
        problems,
        tuple(sight.actor.name for sight in after.first_sights if sight.actor.name not in named),
        tuple(
            dict.fromkeys(
                problem.path
                for problem in problems
                if problem.code == "conflict" and not problem.path.endswith(path)
            )
        ),
    )
