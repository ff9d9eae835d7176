"""Asks one question after the other, says at once what is wrong, and asks again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Protocol

from mkdocs_briefing.commands.new.answers import AnswerError, Values, one_line, several, simplest
from mkdocs_briefing.commands.new.known import Known, meant, on_sides, sides_in_words
from mkdocs_briefing.commands.new.questions import (
    ACTOR,
    ARTICLE_ROWS,
    CONFLICT,
    CONFLICT_AFTER,
    CONFLICT_BEFORE,
    DATE,
    SIDES,
    SOURCE,
    SUMMARY,
    TITLE,
    Question,
    Rows,
    default_of,
    help_for,
    is_required,
    words_of,
)
from mkdocs_briefing.content.conflicts import on_no_side
from mkdocs_briefing.content.schema import (
    ActorEntry,
    ArticleEntry,
    BackingEntry,
    ConflictEntry,
    Entry,
    SourceEntry,
    faults,
)
from mkdocs_briefing.core.names import folded, one_of, quoted, slug_of
from mkdocs_briefing.core.vocabulary import SUPPORTIVE
from mkdocs_briefing.model.entities import UNNAMED, Conflict

HELP: Final = "?"
TAKE_BACK: Final = "-"
SHOWN: Final = 60
"""How many names are listed where somebody asks for them."""


class Terminal(Protocol):
    """Whoever answers."""

    def read(self, prompt: str, proposals: Sequence[str]) -> str:
        """One line; ``proposals`` are what it might be completed to."""

    def confirm(self, question: str, *, default: bool) -> bool:
        """Yes or no."""

    def say(self, text: str) -> None:
        """Show something."""


class TakenBack(Exception):  # noqa: N818 - nothing is wrong: somebody thought better of it
    """A row that is not to be written after all."""


class Interview:
    """One talk about one file.

    Attributes:
        agreed: the new names of which somebody said that they are no slip of the pen.
    """

    def __init__(self, terminal: Terminal, known: Known) -> None:
        self.agreed: list[str] = []
        self._terminal = terminal
        self._known = known
        self._coined: dict[str, str] = {}
        self._conflict: Conflict | None = None

    # --- the three kinds of file ------------------------------------------------------

    def article(self, given: Values, *, today: str) -> Values:
        """What an article says; what is given is not asked about.

        Args:
            given: what is known already, by key.
            today: the day that is proposed, as ``2019-11-15``.
        """
        values = dict(given)
        self._ask(values, ArticleEntry, TITLE)
        self._ask(values, ArticleEntry, DATE, default=today)
        self._ask(values, ArticleEntry, SUMMARY)
        self._which_conflict(values)
        if "source" not in values:
            self._say("\nThe source: nothing is claimed here that nobody said.")
            source: Values = {}
            self._ask_all(source, SourceEntry, SOURCE[:1], ending="nobody")
            if source:
                self._ask_all(source, SourceEntry, SOURCE[1:])
                values["source"] = source if len(source) > 1 else source["publisher"]
        if "source" not in values:
            self._say("Claims need a source, so this article makes none.")
        elif self._conflict is None:
            self._say(
                "There is no conflict yet that claims could be about: write this article, and "
                "then the conflict, with briefing new conflict."
            )
        else:
            for rows in ARTICLE_ROWS:
                self._ask_rows(values, rows)
        return values

    def actor(self, given: Values) -> Values:
        """What the profile of an actor says; what is given is not asked about."""
        values = dict(given)
        if "name" not in values and (without := self._known.without_profile):
            self._say(f"Named so far without a profile: {_listed(without)}.")
        self._ask_all(values, ActorEntry, ACTOR)
        return values

    def conflict(self, given: Values) -> Values:
        """What a conflict is about; what is given is not asked about."""
        values = dict(given)
        if len(self._known.conflicts) == 1:
            self._say(
                "Once there are two conflicts, every article says which one it is about. Where one "
                f"lacks the line conflict: {self._known.conflicts[0].title}, add it first: until "
                "then the file is shown at the end, and not written."
            )
        self._ask_all(values, ConflictEntry, CONFLICT_BEFORE)
        self._ask_rows(values, SIDES)
        self._ask_all(values, ConflictEntry, CONFLICT_AFTER)
        return values

    def file_stem(self, folder: str, proposed: str, is_free: Callable[[str], str | None]) -> str:
        """How the file is to be called, without its ending.

        Args:
            folder: in which it will lie.
            proposed: what it is called if nobody says otherwise.
            is_free: says what stands against a name, if anything does.
        """
        self._say("\nThe name of the file becomes the address of the page.")
        if (against := is_free(proposed)) is not None:
            self._say(f"  {_sentence(against)} Choose another name.")
        while True:
            default = "" if is_free(proposed) else f" [{proposed}]"
            typed = self._terminal.read(f"The name of the file in {folder}/{default}: ", ())
            if typed.strip() == HELP:
                self._say("  Small letters, digits and hyphens; what else you type becomes these.")
                continue
            try:
                said = one_line(typed).removesuffix(".md")
                stem = slug_of(said) if said else proposed
            except AnswerError as fault:
                against = str(fault)
            else:
                against = is_free(stem)
                if against is None:
                    return stem
            self._say(f"  {_sentence(against)}")

    # --- questions --------------------------------------------------------------------

    def _which_conflict(self, values: Values) -> None:
        conflicts = self._known.conflicts
        if "conflict" in values:
            try:
                self._check_conflict(str(values["conflict"]))
            except AnswerError as fault:
                self._say(f"  {_sentence(str(fault))}")
                del values["conflict"]
        if len(conflicts) > 1 and "conflict" not in values:
            titles = [conflict.title for conflict in conflicts]
            self._say(f"The conflicts: {'; '.join(titles)}.")
            self._ask(values, ArticleEntry, CONFLICT)
        named = values.get("conflict")
        if isinstance(named, str):
            self._conflict = self._known.conflict_names.get(folded(named))
        elif len(conflicts) == 1:
            self._conflict = conflicts[0]

    def _ask_rows(self, values: Values, rows: Rows) -> None:
        if rows.key in values:
            return
        self._say(f"\n{rows.heading}.{self._sides() if rows.key == 'backing' else ''}")
        found: list[Values] = []
        while True:
            row: Values = {}
            needed = rows is SIDES and not found
            first, *rest = rows.questions
            self._ask(row, rows.entry, first, ending="" if needed else rows.more)
            if not row:
                break
            try:
                self._ask_all(row, rows.entry, rest, row=True)
            except TakenBack:
                self._say("The row is left out.")
                continue
            found.append(row)
        if found:
            values[rows.key] = found

    def _sides(self) -> str:
        if self._conflict is None:
            return ""
        return f" The sides of {self._conflict.title}: {sides_in_words(self._conflict)}."

    def _ask_all(
        self,
        values: Values,
        entry: type[Entry],
        questions: Iterable[Question],
        *,
        ending: str = "",
        row: bool = False,
    ) -> None:
        for question in questions:
            stance = values.get("stance", default_of(BackingEntry, "stance"))
            if question.key == "support" and stance not in SUPPORTIVE:
                continue
            self._ask(values, entry, question, ending=ending, row=row)

    def _ask(
        self,
        values: Values,
        entry: type[Entry],
        question: Question,
        *,
        default: str | None = None,
        ending: str = "",
        row: bool = False,
    ) -> None:
        """Ask until there is an answer that can be taken, and note it.

        Args:
            values: what was said so far; the answer is added to it.
            entry: what the answer is a part of.
            question: what is asked.
            default: what an empty answer means.
            ending: what an empty answer ends, where there may be none.
            row: whether the row can be taken back.

        Raises:
            TakenBack: it is.
        """
        if question.key in values:
            return
        usual = default_of(entry, question.key)
        needed = not ending and default is None and _needs(values, entry, question.key)
        prompt = _prompt(question, default or usual, ending)
        if question.choice:
            self._say(f"  {one_of(words_of(question))} (? says when)")
        while True:
            typed = self._terminal.read(prompt, self._proposals(question))
            if typed.strip() == HELP:
                self._say(self._help(question))
                continue
            if row and typed.strip() == TAKE_BACK:
                raise TakenBack
            try:
                answer = self._taken(typed.strip() or default or "", question)
                if answer is None and needed:
                    way_out = f", or {TAKE_BACK} to leave out the row" if row else ""
                    raise AnswerError(f"This has to be there{way_out}.")  # noqa: TRY301 - as any other fault
                if answer is not None:
                    self._check(values | {question.key: answer}, entry, question)
            except AnswerError as fault:
                self._say(f"  {_sentence(str(fault))}")
                continue
            if answer not in (None, usual):
                values[question.key] = answer
            return

    def _taken(self, typed: str, question: Question) -> object:
        """The value that an answer means; ``None`` where it is empty.

        Raises:
            AnswerError: it means none.
        """
        if not question.many:
            text = one_line(typed)
            if not text:
                return None
            if question.naming is None:
                return _word(text, question)
            (name, *more) = self._names(text, question)
            if more:
                raise AnswerError("one name only")
            return name
        parts = several(typed, ";," if question.choice else ";")
        if question.naming is None:
            found = [_word(part, question) for part in parts]
        else:
            found = [name for part in parts for name in self._names(part, question)]
        return simplest(list(dict.fromkeys(found))) if found else None

    def _check(self, values: Values, entry: type[Entry], question: Question) -> None:
        for location, message in faults(entry, values):
            if location[:1] == (question.key,):
                raise AnswerError(message)
        if entry is ActorEntry and question.key in ("name", "short", "aliases"):
            self._check_free(values[question.key])
        if entry is ConflictEntry and question.key == "title":
            known = self._known.conflict_names.get(folded(str(values["title"])))
            if known is not None:
                raise AnswerError(f"this conflict has a file already: content/{known.path}")
        if entry is ArticleEntry and question.key == "conflict":
            self._check_conflict(str(values["conflict"]))

    def _check_conflict(self, name: str) -> None:
        if folded(name) not in self._known.conflict_names:
            titles = [conflict.title for conflict in self._known.conflicts]
            fix = f"write {one_of(titles)}" if titles else "there is none yet"
            raise AnswerError(f"unknown conflict {quoted(name)}; {fix}")

    def _check_free(self, names: object) -> None:
        for name in names if isinstance(names, list) else [names]:
            actor = self._known.actors.get(folded(str(name)))
            if actor is not None and actor.path is not None:
                raise AnswerError(
                    f"{quoted(str(name))} has a profile already: content/{actor.path}; "
                    "one spelling cannot mean two actors"
                )

    # --- names ------------------------------------------------------------------------

    def _names(self, name: str, question: Question) -> list[str]:
        """Whom a name means: as it is written elsewhere, or as somebody says it is meant.

        Raises:
            AnswerError: it is on no side, where it has to be on one.
        """
        form = folded(name)
        if question.naming == "voice" and form == UNNAMED:
            return [UNNAMED]
        spellings = self._spellings(question)
        found = spellings.get(form) or self._coined.get(form)
        if found is not None and (question.naming != "side" or form in spellings):
            return [found]
        parts = [part.strip() for part in name.split(",") if part.strip()]
        if len(parts) > 1 and (
            all(folded(part) in spellings for part in parts)
            or not self._terminal.confirm(f"  Is {quoted(name)} one name?", default=False)
        ):
            return [one for part in parts for one in self._names(part, question)]
        near = meant(name, spellings)
        if near is not None:
            if self._terminal.confirm(
                f"  {quoted(name)} is a new name. Did you mean {quoted(near)}?", default=True
            ):
                return [near]
            self.agreed.append(name)
        if question.naming == "side" and self._conflict is not None:
            raise AnswerError(on_no_side(name, self._conflict))
        self._coined[form] = name
        self._say(f"  {quoted(name)} is a new name; it gets a page of its own.")
        return [name]

    def _spellings(self, question: Question) -> Mapping[str, str]:
        if question.naming == "side" and self._conflict is not None:
            return on_sides(self._conflict)
        return self._known.spellings

    def _proposals(self, question: Question) -> list[str]:
        if question.choice:
            return list(words_of(question))
        if question.key == "publisher":
            return list(self._known.publishers.values())
        if question.naming is None:
            return []
        return [*self._spellings(question).values(), *self._coined.values()]

    def _help(self, question: Question) -> str:
        said = help_for(question)
        if question.key == "publisher":
            names = list(self._known.publishers.values())
        elif question.naming == "side" and self._conflict is not None:
            names = list(on_sides(self._conflict).values())
        elif question.naming is not None:
            names = [*self._known.names, *self._coined.values()]
        else:
            return said
        return f"{said}\n  Known are: {_listed(names)}." if names else said

    def _say(self, text: str) -> None:
        self._terminal.say(text)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{'; '.join(names[:SHOWN])}{more}"


def _needs(values: Values, entry: type[Entry], key: str) -> bool:
    # A statement says something, or at least about whom.
    says_nothing = key == "what" and "who" in values and "about" not in values
    # It is asked only where there are several.
    is_which = entry is ArticleEntry and key == "conflict"
    return is_required(entry, key) or says_nothing or is_which


def _prompt(question: Question, default: str | None, ending: str) -> str:
    notes = []
    if question.many:
        notes.append("several with ; between")
    if question.hint:
        notes.append(question.hint)
    if ending:
        notes.append(f"Enter: {ending}")
    in_brackets = f" ({', '.join(notes)})" if notes else ""
    return f"{question.words}{in_brackets}{f' [{default}]' if default else ''}: "


def _word(text: str, question: Question) -> str:
    """A word to choose is taken however it is written: Calls for, troop presence."""
    word = folded(text).replace(" ", "-")
    return word if word in words_of(question) else text


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."
