"""Writes a synthetic dossier of any size; the same arguments give the same bytes.

    python benchmarks/make_dossier.py FOLDER ARTICLES [--seed SEED]

It has forty actors, one more for every eight articles (a third of them with a profile), and a
conflict of two or three sides for every thousand articles. Each article has one source and, on
average, one and a half rows of backing, one event, half a statement and a tenth of a role.
Everything in it is invented.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

FIRST_DAY: Final = Day(2011, 2, 15)
DAYS: Final = 4200
EVERYWHERE: Final = 40
"""Actors that take part in any conflict: states, organisations, the press."""
ARTICLES_AN_ACTOR: Final = 8
ARTICLES_AN_EPISODE: Final = 20
FEWEST_LOCAL: Final = 12
ARTICLES_A_CONFLICT: Final = 1000
ARTICLES_A_PUBLISHER: Final = 100
ACTORS_A_PROFILE: Final = 3
MAX_SIMILAR_DISTANCE: Final = 3
"""Typing errors; names differ by more, so that no name looks like a misspelt other."""

ONSETS: Final = (*"bdfghjklmnpqrstvyz" * 2, "br", "dr", "gr", "kh", "sh", "st", "th", "tr")
VOWELS: Final = (*"aaaaeeeiiioouu", "ai", "ou", "é")
CODAS: Final = (*"nrlmsdk", "sh", "", "")
FIRST_NAMES: Final = (
    *("Adil", "Amira", "Basma", "Daoud", "Elias", "Farida", "Ghassan", "Hanna", "Idris"),
    *("Jamila", "Karim", "Leila", "Marwan", "Nadia", "Omar", "Petra", "Rashid", "Salma"),
)
FORMS: Final = {
    "state": ("{}", "Republic of {}"),
    "government": ("{} Transitional Government", "{} Presidency Council"),
    "armed-group": ("{} Brigade", "{} Liberation Front", "{} Defence Force", "Army of {}"),
    "political-group": ("{} National Movement", "Party of {}"),
    "intergovernmental": ("{} Union", "Conference of {} States"),
    "company": ("{} Energy", "{} Logistics"),
    "media": ("{} Herald", "Radio {}"),
    "person": ("{first} {}",),
    "other": ("{} Relief Committee", "Elders of {}"),
}
KINDS_EVERYWHERE: Final = ("state", "state", "state", "intergovernmental", "media")
KINDS_LOCAL: Final = (
    *("armed-group",) * 4,
    *("person",) * 5,
    *("political-group", "government", "company", "other"),
)

PRESS: Final = ("Post", "Monitor", "Tribune", "Agency", "Review")
STANCES: Final = (
    *("backs",) * 9,
    *("recognises", "favours", "mixed", "neutral", "mediates", "distanced", "opposes"),
)
SUPPORT: Final = (
    *("troops", "mercenaries", "weapons", "materiel", "training", "funding", "intelligence"),
    *("diplomatic", "other"),
)
STATUSES: Final = (*("reported",) * 6, "alleged", "alleged", "confirmed", "confirmed")
EVENT_KINDS: Final = (
    *("battle", "strike", "attack-on-civilians", "protest", "agreement", "talks", "visit"),
    *("sanction", "arms", "other"),
)
ACTS: Final = ("says", "calls-for", "accuses", "denies", "supports", "praises", "announces")
POSTS: Final = ("commander", "spokesperson", "foreign minister", "special envoy", "chair")
PLACES: Final = ("the old port", "the ring road", "the airfield", "the dam", "the border post")
MATTERS: Final = (
    "the ceasefire",
    "the arms embargo",
    "the prisoner exchange",
    "the oil terminals",
    "the supply road",
    "the draft constitution",
    "the observers' mandate",
)

SENTENCES: Final = (
    "{a} said on {day} that {matter} had been discussed with {b}.",
    "According to two people who were present, {a} asked for more time.",
    "Near {place}, residents spoke of shelling that lasted until the evening.",
    "{b} has not commented on the report.",
    "Neither side would say how many vehicles had crossed at {place}.",
    "Observers had expected {a} to keep its distance from {matter} for some weeks longer.",
    "A spokesperson for {c} called the account *incomplete* and promised a statement.",
    "The figures could not be checked independently; earlier counts differed by a third.",
    "In {month}, {b} and {c} had already traded accusations over {matter}.",
    "What {a} will do next depends on {matter}, people close to the talks said.",
    "Aid workers reached {place} for the first time since the fighting began.",
    "The **second round** of talks is to be held in a month, without {c}.",
    "Satellite pictures show new earthworks around {place} & along the road to the coast.",
    "{c}'s position has changed before, most recently over {matter}.",
    "The delegation left without a joint text, but both parties spoke of progress.",
    "Prices for fuel and flour have doubled in the towns that {b} holds.",
    "Diplomats described the mood as better than in the spring, when {matter} was the only topic.",
    'One of them called it "a pause, not a turn", and asked not to be named.',
)
HEADLINES: Final = (
    "{a} and {b} at odds over {matter}",
    "{a} signals support for {b}",
    "Shelling near {place} as {a} weighs its next step",
    "{a} denies a role in {matter}",
    "What {a} wants from {b}",
)


@dataclass(frozen=True, slots=True)
class Actor:
    """An invented actor."""

    name: str
    kind: str
    short: str | None
    number: int

    @property
    def has_profile(self) -> bool:
        return self.number % ACTORS_A_PROFILE == 0

    def spelling(self, random: Random) -> str:
        """Return the name or the short name, at random."""
        return self.short if self.short and random.random() < 0.5 else self.name


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict with its sides, their members, and the other actors in it."""

    title: str
    sides: tuple[tuple[Actor, tuple[Actor, ...]], ...]
    around: tuple[Actor, ...]

    def targets(self) -> tuple[Actor, ...]:
        return tuple(actor for side, members in self.sides for actor in (side, *members))


# Names


def roots(random: Random) -> Iterator[str]:
    """Yield names of places that are not similar to each other."""
    taken: list[str] = []
    while True:
        syllables = (random.choice(ONSETS) + random.choice(VOWELS) for _ in range(3))
        root = "".join(syllables) + random.choice(CODAS)
        bare = root.replace("é", "e")
        nearest = process.extractOne(
            bare, taken, scorer=DamerauLevenshtein.distance, score_cutoff=MAX_SIMILAR_DISTANCE
        )
        if nearest is None:
            taken.append(bare)
            yield root.capitalize()


def actors(count: int, random: Random) -> Iterator[Actor]:
    """Yield actors; those with a profile may have a short name."""
    shorts = set()
    names = roots(random)
    for number, root in enumerate(islice(names, count)):
        kind = random.choice(KINDS_EVERYWHERE if number < EVERYWHERE else KINDS_LOCAL)
        form = random.choice(FORMS[kind])
        name = form.format(root, first=random.choice(FIRST_NAMES))
        short = None
        if number % ACTORS_A_PROFILE == 0 and kind != "person":
            initials = "".join(word[0] for word in name.split() if word[0].isupper())
            letters = (root[:2] + initials)[:4].upper()
            short = letters if letters.isascii() and letters not in shorts else None
        shorts.add(short)
        yield Actor(name, kind, short, number)


def conflicts(every: Sequence[Actor], count: int, random: Random) -> Iterator[Conflict]:
    """Yield conflicts, each with its own local actors and half of those known everywhere."""
    everywhere, local = every[:EVERYWHERE], every[EVERYWHERE:]
    for number in range(count):
        here = list(local[number::count])
        random.shuffle(here)
        size = min(random.randint(2, 4), (len(here) - 3) // 3)
        sides = []
        for _ in range(random.choice((2, 2, 3))):
            side, *members = (here.pop() for _ in range(1 + size))
            sides.append((side, tuple(members)))
        around = [*here, *random.sample(everywhere, len(everywhere) // 2)]
        random.shuffle(around)
        yield Conflict(f"War with {sides[0][0].name}", tuple(sides), tuple(around))


# Files


def write(folder: Path, articles: int, seed: int = 1) -> None:
    """Write the dossier into a folder.

    Raises:
        FileExistsError: the folder has a dossier already.
    """
    random = Random(f"{seed} {articles}")
    count = EVERYWHERE + max(FEWEST_LOCAL, articles // ARTICLES_AN_ACTOR)
    every = tuple(actors(count, random))
    around = tuple(conflicts(every, max(1, articles // ARTICLES_A_CONFLICT), random))
    press = islice(roots(Random(f"press {seed}")), 20 + articles // ARTICLES_A_PUBLISHER)
    publishers = [f"{root} {random.choice(PRESS)}" for root in press]
    for name in ("articles", "actors", "conflicts"):
        (folder / name).mkdir(parents=True)
    put(folder / "index.md", "# A dossier of nothing\n\nNobody and nothing in here exists.\n")
    for actor in every:
        if actor.has_profile:
            put(folder / "actors" / f"{slug(actor.name)}.md", profile(actor, every, random))
    for conflict in around:
        put(folder / "conflicts" / f"{slug(conflict.title)}.md", sides(conflict))
    earlier: list[str] = []
    for number in range(articles):
        day = FIRST_DAY + timedelta(days=number * DAYS // articles)
        name = f"{day.isoformat()}-{number:05}.md"
        conflict = around[number // ARTICLES_AN_EPISODE % len(around)]
        writer = Writer(conflict, publishers, number, day, random)
        put(folder / "articles" / name, writer.article(earlier))
        earlier.append(name)


def put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def slug(name: str) -> str:
    return name.lower().replace(" ", "-").replace("é", "e").replace("'", "")


def profile(actor: Actor, every: Sequence[Actor], random: Random) -> str:
    lines = [f"name: {actor.name}", f"kind: {actor.kind}"]
    if actor.short:
        lines.append(f"short: {actor.short}")
    if actor.kind == "armed-group":
        lines.append(f"aliases: [The {actor.name} of the {random.choice(('north', 'south'))}]")
    if actor.number % 2:
        other = every[random.randrange(EVERYWHERE)]
        if other is not actor:
            lines.append(f"member_of: [{other.name}]")
    lines.append(f"summary: {actor.name} has taken part since {random.randint(1998, 2012)}.")
    sentence = f"{actor.name} is known for its part in {random.choice(MATTERS)}."
    return "\n".join(["---", *lines, "---", "", sentence, ""])


def sides(conflict: Conflict) -> str:
    lines = [f"title: {conflict.title}", f"start: {FIRST_DAY.isoformat()}~", "sides:"]
    for side, members in conflict.sides:
        names = [member.name for member in members]
        names[-1] = f"{{who: {names[-1]}, since: 2014-05}}"
        lines += [f"  - name: {side.name}", f"    members: [{', '.join(names)}]"]
    lines.append(f"summary: The conflict over the seat of {conflict.sides[0][0].name}.")
    return "\n".join(["---", *lines, "---", ""])


class Writer:
    """Writes one article as a contributor would."""

    def __init__(
        self, conflict: Conflict, publishers: Sequence[str], number: int, day: Day, random: Random
    ) -> None:
        self.conflict = conflict
        self.publishers = publishers
        self.number = number
        self.day = day
        self.random = random
        cast = {self.anybody(): None for _ in range(20)}
        self.cast = tuple(cast)[:3]

    def anybody(self) -> Actor:
        """Return an actor on a side or around the conflict, some far more often than others."""
        if self.random.random() < 0.25:
            return self.random.choice(self.conflict.targets())
        around = self.conflict.around
        return around[int(len(around) * self.random.random() ** 2)]

    def somebody(self) -> str:
        return self.random.choice((*self.cast, self.anybody())).name

    def outsider(self) -> str:
        """Return the name of an actor on no side and not at the centre of the article."""
        centre = {*self.conflict.targets(), *self.cast}
        actor = self.anybody()
        while actor in centre:
            actor = self.anybody()
        return actor.name

    def filled(self, sentence: str) -> str:
        random = self.random
        a, b, c = (actor.spelling(random) for actor in self.cast)
        return sentence.format(
            a=a,
            b=b,
            c=c,
            day=f"{self.day.day} {self.day:%B}",
            month=f"{self.day - timedelta(days=60):%B}",
            place=random.choice(PLACES),
            matter=random.choice(MATTERS),
        )

    def about(self, mean: float) -> range:
        """Return a range whose length has this mean."""
        return range(int(mean * 2 * self.random.random() + self.random.random()))

    # The header

    def article(self, earlier: Sequence[str]) -> str:
        title = self.filled(self.random.choice(HEADLINES))
        publisher = self.publishers[int(len(self.publishers) * self.random.random() ** 1.5)]
        address = f"https://example.org/{slug(publisher)}/{self.day:%Y/%m/%d}/{self.number}"
        lines = [
            f"title: {title}",
            f"date: {self.day.isoformat()}",
            f"summary: {self.filled(self.random.choice(SENTENCES[:5]))}",
            f"tags: [{self.random.choice(('front', 'talks', 'oil', 'aid'))}]",
            f"conflict: {self.conflict.title}",
            f'source: {{publisher: {publisher}, url: "{address}", kind: media}}',
        ]
        rows: tuple[tuple[str, float, Callable[[], str]], ...] = (
            ("backing", 1.5, self.backing),
            ("events", 1, self.event),
            ("statements", 0.5, self.statement),
            ("roles", 0.1, self.role),
        )
        for key, mean, row in rows:
            written = list(dict.fromkeys(row() for _ in self.about(mean)))
            if written:
                lines += [f"{key}:", *(f"  - {{{row}}}" for row in written)]
        return "\n".join(["---", *lines, "---", "", self.body(earlier), ""])

    def backing(self) -> str:
        random = self.random
        keys = [f"by: {self.outsider()}", f"to: {random.choice(self.conflict.targets()).name}"]
        if (stance := random.choice(STANCES)) != "backs":
            keys.append(f"stance: {stance}")
        else:
            kinds = random.sample(SUPPORT, random.choice((1, 1, 2)))
            keys.append(f"support: [{', '.join(kinds)}]")
        keys.append(f"status: {random.choice(STATUSES)}")
        if random.random() < 0.6:
            keys.append(f"since: {self.some_time()}")
        if random.random() < 0.3:
            keys.append(f"said_by: {random.choice((self.somebody(), 'unnamed'))}")
        if random.random() < 0.12:
            keys.append(f"denied_by: {{who: {self.somebody()}, what: There is no such support}}")
        if random.random() < 0.2:
            keys.append(f"why: {random.choice(MATTERS)}")
        return ", ".join(keys)

    def some_time(self) -> str:
        day = self.day - timedelta(days=self.random.randrange(400))
        return self.random.choice((f"{day}", f"{day:%Y-%m}", f"{day:%Y-%m}~", f"{day:%Y}"))

    def event(self) -> str:
        random = self.random
        day = self.day - timedelta(days=random.randrange(10))
        place = random.choice(PLACES)
        keys = [
            f"date: {random.choice((f'{day}', f'{day}', f'{day}~', f'{day:%Y-%m}'))}",
            f"what: Fighting over {random.choice(MATTERS)} near {place}",
            f"kind: {random.choice(EVENT_KINDS)}",
            f"actors: [{self.cast[0].name}, {self.outsider()}]",
            f"place: {place}",
        ]
        if random.random() < 0.3:
            dead = random.randint(1, 60)
            keys.append(f"killed: {random.choice((f'{dead}', f'{dead}+', f'{dead}-{2 * dead}'))}")
        if random.random() < 0.1:
            # Several articles may describe the same event.
            keys.insert(0, f"id: clash-{self.number // ARTICLES_AN_EPISODE}-{random.randrange(9)}")
        return ", ".join(keys)

    def statement(self) -> str:
        random = self.random
        keys = [
            f"who: {random.choice(self.cast).name}",
            f"act: {random.choice(ACTS)}",
            f"about: {self.outsider()}",
            f"what: More has to be done about {random.choice(MATTERS)}",
        ]
        return ", ".join(keys)

    def role(self) -> str:
        keys = [
            f"who: {self.somebody()}",
            f"in: {self.random.choice(self.conflict.targets()).name}",
            f"as: {self.random.choice(POSTS)}",
            f"since: {self.some_time()}",
        ]
        return ", ".join(keys)

    # The text

    def body(self, earlier: Sequence[str]) -> str:
        random = self.random
        wanted = random.randint(250, 400)
        paragraphs: list[str] = []
        while sum(len(paragraph.split()) for paragraph in paragraphs) < wanted:
            chosen = random.sample(SENTENCES, random.randint(3, 5))
            paragraphs.append(" ".join(map(self.filled, chosen)))
        if earlier:
            before = random.choice(earlier[-200:])
            paragraphs[0] += f" An [earlier report]({before}) told it differently."
        if random.random() < 0.4:
            paragraphs.insert(2, "## What is known")
        if random.random() < 0.2:
            items = (f"- {self.filled(sentence)}" for sentence in random.sample(SENTENCES, 3))
            paragraphs.insert(-1, "\n".join(items))
        if random.random() < 0.2:
            paragraphs.insert(-1, f"> {self.filled(random.choice(SENTENCES))}")
        return "\n\n".join(paragraphs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the content folder to write")
    parser.add_argument("articles", type=int, help="how many articles to write")
    parser.add_argument("--seed", type=int, default=1, help="of the random dossier")
    arguments = parser.parse_args()
    write(arguments.folder, arguments.articles, arguments.seed)


if __name__ == "__main__":
    main()
