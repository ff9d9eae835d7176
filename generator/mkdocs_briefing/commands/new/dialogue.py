"""Asks one question after the other, says at once what is wrong, and asks again."""

import re
from collections.abc import Sequence
from datetime import date as Day
from pathlib import Path
from typing import Final

from mkdocs_briefing.commands.console import confirm, show
from mkdocs_briefing.commands.new.answers import (
    AnswerError,
    Values,
    one_line,
    several,
    without_brackets,
)
from mkdocs_briefing.commands.new.checks import (
    actors_on_sides,
    find_conflict,
    near_actor,
    spellings,
    value_faults,
)
from mkdocs_briefing.commands.new.console import read_line
from mkdocs_briefing.commands.new.files import (
    NotWrittenError,
    check_is_free,
    file_in,
    proposed_stem,
)
from mkdocs_briefing.commands.new.questions import (
    ACTOR,
    DATE,
    DATE_FORMS,
    FILE,
    SOURCE,
    FileKind,
    Question,
    is_required,
    usual_word,
)
from mkdocs_briefing.content.conflicts import on_no_side
from mkdocs_briefing.content.doubtful_dates import ONE_YEAR
from mkdocs_briefing.content.field_types import NOBODY
from mkdocs_briefing.content.schema import ENTRIES_BELOW, ROWS, BackingEntry, Entry, StatementEntry
from mkdocs_briefing.core.names import folded, invisible_remark, nearest_name, one_of, quoted
from mkdocs_briefing.core.vocabulary import STATUSES, SUPPORTIVE
from mkdocs_briefing.model.entities import UNNAMED, Actor, Briefing, Conflict

MOST_NAMES: Final = 60
"""How many known names an explanation lists."""


_ONE_SIDE: Final = "A conflict has two sides or more. y leaves it at one; n asks for the next."
_ONE_NAME: Final = "y keeps it as one name. n takes each part for a name of its own."
_NEAR_NAME: Final = "y takes the known name. n keeps the new one, which is somebody else."
_BETWEEN_NAMES: Final = re.compile(r",| (?:and|&|\+) ", re.IGNORECASE)
"""May stand between two names, or within one: Bosnia and Herzegovina."""
_BETWEEN_WORDS: Final = re.compile(r"[][]| (?:and|&|\+) ", re.IGNORECASE)
"""May stand around or between words of the vocabulary, besides semicolon and comma."""
_DENIED: Final = frozenset({"contested", "denied", "disputed"})


class RowLeftOut(Exception):  # noqa: N818 - nothing is wrong
    """Somebody decided to leave out the row."""


class Dialogue:
    """Asks for the values of one new file.

    Args:
        kind: the kind of file.
        folder: where the file will be.
        briefing: what the content already says.
        given: the values of flags, which are not asked for.
    """

    def __init__(self, kind: FileKind, folder: Path, briefing: Briefing, given: Values) -> None:
        self._kind = kind
        self._folder = folder
        self._briefing = briefing
        self._values = dict(given)
        self._new_names: dict[str, str] = {}

    def ask_all(self) -> Values:
        """Ask for everything that is not given, and return all values.

        Raises:
            click.Abort: on Ctrl-C or at the end of the input.
            NotWrittenError: a flag names a file that already exists.
        """
        if "file" in self._values:
            check_is_free(file_in(self._folder, str(self._values["file"])))
        for question in self._kind.questions:
            if question.key not in self._values and self._applies(question.key, self._values):
                if question.parts:
                    self._ask_group(question)
                else:
                    self._ask(self._values, self._kind.entry, question)
            if question is SOURCE and not self._applies("backing", self._values):
                needs = "a source" if "source" not in self._values else "a conflict"
                show(f"Claims need {needs}, so you are not asked for any.")
        return self._values

    @property
    def _conflict(self) -> Conflict | None:
        """The conflict of an article: the one that it names, or the only one."""
        if "conflict" in self._values:
            return find_conflict(str(self._values["conflict"]), self._briefing)
        conflicts = self._briefing.conflicts
        return conflicts[0] if len(conflicts) == 1 else None

    def _applies(self, key: str, values: Values) -> bool:
        """Whether a question makes sense after the answers so far."""
        if key == "support":
            return values.get("stance", usual_word(BackingEntry, "stance")) in SUPPORTIVE
        if key == "conflict":
            return len(self._briefing.conflicts) > 1
        return key not in ROWS or ("source" in values and self._conflict is not None)

    # --- questions --------------------------------------------------------------------

    def _ask_group(self, group: Question) -> None:
        sides = _sides(self._conflict) if group.key == "backing" and self._conflict else ""
        show("", f"{group.text}.{sides}")
        first, *others = group.parts
        entry = ENTRIES_BELOW[group.key]
        rows: list[Values] = []
        is_told = False
        while group.many or not rows:
            is_needed = not rows and (group.is_needed or is_required(self._kind.entry, group.key))
            row: Values = {}
            empty = "" if is_needed else "no more" if rows else "none"
            self._ask(row, entry, first, empty=empty)
            if not row and group.key == "sides" and len(rows) == 1 and not is_told:
                is_told = True
                if confirm(
                    "  Only one side is named. Is that all?", meaning=_ONE_SIDE, default=False
                ):
                    break
                continue
            if not row:
                break
            try:
                for question in others:
                    if self._applies(question.key, row):
                        self._ask(row, entry, question, is_in_row=True)
            except RowLeftOut:
                show("Left out.")
            else:
                rows.append(row)
        if rows:
            # A source of which only the publisher is known is written as its name.
            single = rows[0] if len(rows[0]) > 1 else rows[0][first.key]
            self._values[group.key] = rows if group.many else single

    def _ask(
        self,
        values: Values,
        entry: type[Entry],
        question: Question,
        *,
        empty: str = "",
        is_in_row: bool = False,
    ) -> None:
        """Ask until the answer is right, and add it to the values.

        ``empty`` says what an empty answer means where it ends the rows. Within a row, the row
        can be left out: that raises :class:`RowLeftOut`.
        """
        usual = usual_word(entry, question.key)
        default = self._default(question) or usual
        # A statement says something, or at least whom it is about.
        says_nothing = entry is StatementEntry and question.key == "what" and "about" not in values
        is_needed = not empty and (
            is_required(entry, question.key) or says_nothing or question.key == "conflict"
        )
        proposals = self._proposals(question)
        if question.terms:
            show(f"  {one_of(proposals)} (? explains them)")
        elif question.lists and proposals:
            show(f"{question.lists}: {_first(proposals)}.")
        while True:
            typed = read_line(_prompt(question, default, empty), proposals).strip()
            if typed == "?":
                show(*self._explanation(question))
                continue
            if is_in_row and typed == "-":
                raise RowLeftOut
            if empty and typed == "-":
                typed = ""
            try:
                answer = self._answer(typed or default, question)
                if answer is not None:
                    self._check(values | {question.key: answer}, entry, question.key)
            except (AnswerError, NotWrittenError) as error:
                show(f"  {error}")
                continue
            if answer is None and is_needed:
                show(f"  This needs an answer{', or - to leave out the row' if is_in_row else ''}.")
                continue
            if answer not in (None, usual):
                values[question.key] = answer
            return

    def _default(self, question: Question) -> str:
        if question is FILE:
            return proposed_stem(self._kind, self._values, self._briefing)
        today = Day.today()
        # Of a war that ended long ago, hardly anything is written today.
        days = [article.date.last_day for article in self._briefing.articles]
        is_recent = not days or today - max(days) <= ONE_YEAR
        return today.isoformat() if question.is_today and is_recent else ""

    def _answer(self, typed: str, question: Question) -> object:
        """Return the value that an answer means; ``None`` if it is empty."""
        if question.terms and question.many:
            typed = _BETWEEN_WORDS.sub(";", typed)
        if question.names and not question.many and ";" in typed:
            raise AnswerError("write one name only")
        separators = ";," if question.terms else ";"
        answers = []
        for part in several(typed, separators) if question.many else [one_line(typed)]:
            if part and question.names:
                answers += self._actors(part, question)
            elif part and self._kind is ACTOR and question.key == "name":
                answers.append(self._name_of_actor(part))
            elif "," in part and question.key == "aliases":
                answers += [part] if _is_one_name(part) else several(part, ",")
            elif part:
                answers.append(_as_word(part, question))
        return without_brackets(list(dict.fromkeys(answers))) if answers else None

    def _check(self, values: Values, entry: type[Entry], key: str) -> None:
        for fault in value_faults(values, entry, key, self._briefing):
            raise AnswerError(fault)
        if key == "file":
            check_is_free(file_in(self._folder, str(values["file"])))

    # --- names ------------------------------------------------------------------------

    def _actors(self, name: str, question: Question) -> list[str]:
        """Return the actors that an answer names, each as it is spelled elsewhere."""
        if remark := invisible_remark(name):
            raise AnswerError(remark)
        form = folded(name)
        if form == UNNAMED and question.names == "voice":
            return [UNNAMED]
        if form == UNNAMED:
            raise AnswerError(f"{quoted(name)} is no actor; only who says or denies it may be")
        known = self._spellings(question)
        if form in known:
            return [known[form]]
        if form in NOBODY:
            raise AnswerError(f"{quoted(name)} would be an actor of this name; press Enter instead")
        parts = [part.strip() for part in _BETWEEN_NAMES.split(name) if part.strip()]
        if len(parts) > 1 and (
            all(folded(part) in known for part in parts) or not _is_one_name(name)
        ):
            if not question.many:
                raise AnswerError("write one name only")
            return [actor for part in parts for actor in self._actors(part, question)]
        near = nearest_name(form, known)
        if near and _is_meant(name, known[near]):
            return [known[near]]
        if question.names == "side" and self._conflict:
            raise AnswerError(on_no_side(name, self._conflict))
        self._new_names[form] = name
        # In a briefing of which nothing is there yet, every name is new.
        if self._briefing.actors:
            show(f"  {quoted(name)} is a new name and gets its own page.")
        return [name]

    def _name_of_actor(self, name: str) -> str:
        """Return the name of a new profile: as typed, or the near one that was meant."""
        near = near_actor(name, self._briefing)
        return near if near and _is_meant(name, near) else name

    def _spellings(self, question: Question) -> dict[str, str]:
        new_names = {} if question.names == "side" else self._new_names
        return spellings(self._known_actors(question)) | new_names

    def _known_actors(self, question: Question) -> Sequence[Actor]:
        if question.names == "side" and self._conflict:
            return actors_on_sides(self._conflict)
        return self._briefing.actors

    def _proposals(self, question: Question) -> list[str]:
        """Return what an answer can be completed to."""
        if question.terms:
            return list(question.terms)
        if question.names:
            return list(self._spellings(question).values())
        match question.key:
            case "publisher":
                return list(dict.fromkeys(source.publisher for source in self._briefing.sources))
            case "conflict":
                return [conflict.title for conflict in self._briefing.conflicts]
            case "name":
                return [actor.name for actor in self._briefing.actors if not actor.path]
        return []

    def _explanation(self, question: Question) -> list[str]:
        """Return what ``?`` says: what the answer is for, and what can be written."""
        lines = [question.meaning] if question.meaning else []
        if question.terms:
            width = max(map(len, question.terms))
            lines += [f"{term.word:{width}}  {term.meaning}" for term in question.terms.values()]
        elif question.hint == DATE:
            lines += [line.removeprefix("  ") for line in DATE_FORMS.split("\n")]
        known = self._proposals(question)
        if question.names:
            known = [
                f"{actor.name} ({actor.short})" if actor.short else actor.name
                for actor in self._known_actors(question)
            ]
        if known and not question.terms:
            lines.append(f"Known: {_first(known)}.")
        return [f"  {line}" for line in lines]


def _is_one_name(name: str) -> bool:
    return confirm(f"  Is {quoted(name)} one name?", meaning=_ONE_NAME, default=False)


def _is_meant(name: str, known: str) -> bool:
    question = f"  {quoted(name)} is a new name. Did you mean {quoted(known)}?"
    return confirm(question, meaning=_NEAR_NAME, default=True)


def _prompt(question: Question, default: str = "", empty: str = "") -> str:
    several_names = "several with ; between" if question.many else ""
    notes = [several_names, question.hint, f"Enter: {empty}" if empty else ""]
    note = ", ".join(filter(None, notes))
    return f"{question.text}{f' ({note})' if note else ''}{f' [{default}]' if default else ''}"


def _sides(conflict: Conflict) -> str:
    sides = []
    for side in conflict.sides:
        members = ", ".join(member.actor.name for member in side.members)
        sides.append(f"{side.name} ({members})" if members else side.name)
    return f" The sides of {conflict.title}: {', '.join(sides)}."


def _first(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return f"{'; '.join(names[:MOST_NAMES])}{more}"


def _as_word(text: str, question: Question) -> str:
    """Return a word of the vocabulary however it is written: Calls for, troop presence.

    Raises:
        AnswerError: it is no status, but what a later question is about.
    """
    word = folded(text).replace(" ", "-")
    if question.terms is STATUSES and word in _DENIED:
        raise AnswerError("press Enter here; you are asked below who denies it")
    return word if word in (question.terms or ()) else text
