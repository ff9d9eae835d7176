"""Composes content that costs as much as it can for its size: what a hostile change would send.

A kind is one function, :data:`BOMBS` lists it by its name, and everything that is measured or
tested with bombs takes it from there. To add a kind, write a function from a number of bytes to
files (their texts by their paths below the content folder), and decorate it with :func:`bomb`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count, islice
from pathlib import Path
from typing import Final, TypeAlias

Files: TypeAlias = Mapping[str, str]
Kind: TypeAlias = Callable[[int], Files]

BOMBS: Final[dict[str, Kind]] = {}
"""Every kind of bomb, by the name of its function."""

FILE: Final = 900_000
"""Bytes; a little less than a Markdown file may have."""

ARTICLE: Final = "title: A\ndate: 2019-11-15\nsource: AFP\n"
SIDES: Final = "---\ntitle: War\nsides: [{name: North}, {name: South}]\n---\n"


def bomb(kind: Kind) -> Kind:
    """List a kind of bomb."""
    BOMBS[kind.__name__] = kind
    return kind


def put(folder: Path, files: Files) -> None:
    """Write files below a content folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def word(number: int, length: int = 4) -> str:
    """Return one of the words of letters; different numbers give different words."""
    letters = ""
    while number or len(letters) < length:
        number, letter = divmod(number, 26)
        letters += chr(ord("a") + letter)
    return letters


def words(length: int = 4) -> Iterator[str]:
    """Yield words, each once."""
    return (word(number, length) for number in count())


def lines_within(lines: Iterable[str], size: int) -> Iterator[str]:
    """Yield lines while they have no more than some bytes together."""
    for line in lines:
        size -= len(line) + 1
        if size < 0:
            return
        yield line


def in_files(lines: Iterable[str], size: int, head: str, name: str = "articles/{}.md") -> Files:
    """Divide lines of a header among files, each of which begins with a head."""
    files: dict[str, str] = {}
    rest = iter(lines)
    while size > len(head) + 20:
        some = list(lines_within(rest, min(size, FILE) - len(head) - 10))
        if not some:
            break
        text = "\n".join(["---", head + some[0], *some[1:], "---", ""])
        files[name.format(word(len(files)))] = text
        size -= len(text)
    return files


def war(lines: Iterable[str], size: int, key: str = "events") -> Files:
    """Return a conflict of two sides, and articles with these rows."""
    rows = (f"- {line}" for line in lines)
    return {"conflicts/war.md": SIDES, **in_files(rows, size, f"{ARTICLE}{key}:\n")}


def many(text: Callable[[str], str], size: int, name: str) -> Files:
    """Return as many small files as fit."""
    files: dict[str, str] = {}
    for one in words():
        size -= len(text(one))
        if size < 0:
            break
        files[name.format(one)] = text(one)
    return files


# Pages


@bomb
def new_names(size: int) -> Files:
    """Each name makes a page of its own."""
    names = words()
    rows = (f"{{date: 2019, what: a, actors: [{','.join(islice(names, 99))}]}}" for _ in count())
    return war(rows, size)


@bomb
def new_names_of_articles(size: int) -> Files:
    """Each name makes a page, and stands in no row."""
    return {
        "conflicts/war.md": SIDES,
        **in_files(map("- {}".format, words()), size, f"{ARTICLE}actors:\n"),
    }


@bomb
def tiny_pages(size: int) -> Files:
    """Each page lists the others in its navigation."""
    return many(lambda one: f"# {one}\n", size, "{}.md")


@bomb
def long_titles(size: int) -> Files:
    """Each page has the long title of another one in its navigation."""
    long = f"# {'w ' * min(size // 4, 90_000)}x\n"
    titles = {f"z{number}.md": long for number in range(size // 500_000 + 1)}
    rest = size - sum(map(len, titles.values()))
    return {**titles, **many(lambda one: f"# {one}\n", min(rest, 40_000), "{}.md")}


@bomb
def tiny_articles(size: int) -> Files:
    return many(lambda _: "---\ntitle: A\ndate: 2019\n---\n", size, "articles/{}.md")


@bomb
def tiny_profiles(size: int) -> Files:
    return many(lambda one: f"---\nname: {one}\n---\n", size, "actors/{}.md")


@bomb
def tiny_conflicts(size: int) -> Files:
    """Each conflict has tables, pictures and a page of its own."""
    return many(
        lambda one: f"---\ntitle: {one}\nsides: [{{name: a}}, {{name: b}}]\n---\n",
        size,
        "conflicts/{}.md",
    )


@bomb
def tiny_files(size: int) -> Files:
    """Files that are only copied."""
    return many(lambda _: "a", min(size, 20_000), "files/{}.txt")


@bomb
def publishers(size: int) -> Files:
    rows = (f"{{date: 2019, what: a, source: {one}}}" for one in words())
    return war(rows, size)


@bomb
def sources(size: int) -> Files:
    rows = (
        f'{{date: 2019, what: a, source: {{publisher: p, url: "https://{one}.org"}}}}'
        for one in words()
    )
    return war(rows, size)


# Products


@bomb
def pairs(size: int) -> Files:
    """Each ``by`` makes a claim with each ``to``."""
    length = max(2, min(200, size // 100))
    sides = list(islice(words(3), length))
    names = words(4)
    conflict = f"---\ntitle: War\nsides: [{','.join(f'{{name: {one}}}' for one in sides)}]\n---\n"
    rows = (
        f"- {{by: [{','.join(islice(names, length))}], to: [{','.join(sides)}]}}" for _ in count()
    )
    return {
        "conflicts/war.md": conflict,
        **in_files(rows, size - len(conflict), f"{ARTICLE}backing:\n"),
    }


@bomb
def denied_pairs(size: int) -> Files:
    """Each denial denies each pair."""
    voices = ",".join(islice(words(3), 30))
    denied = f"denied_by: [{voices}], said_by: [{voices}], through: [{voices}]"
    by = ",".join(islice(words(), 30))
    rows = (
        f"{{by: [x{one}, {by}], to: [North, South], since: {1900 + n % 100}, {denied}}}"
        for n, one in enumerate(words())
    )
    return war(rows, size, "backing")


@bomb
def cells(size: int) -> Files:
    """Each backer has a cell for each side."""
    sides = list(lines_within(map("- name: {}".format, words(3)), size // 3))
    conflict = "\n".join(["---", "title: War", "sides:", *sides, "---", ""])
    to = [side[8:] for side in sides]
    rows = (f"- {{by: {one}, to: {to[number % len(to)]}}}" for number, one in enumerate(words(5)))
    return {
        "conflicts/war.md": conflict,
        **in_files(rows, size - len(conflict), f"{ARTICLE}backing:\n"),
    }


@bomb
def members(size: int) -> Files:
    """Members that come and go, on every side."""
    turns = ",".join(f"{{who: m, since: {year}, until: {year}}}" for year in range(1900, 2000))
    sides = list(
        lines_within(
            (f"- {{name: {one}, members: [{turns}]}}" for one in words(3)), min(size // 2, FILE)
        )
    )
    conflict = "\n".join(["---", "title: War", "sides:", *sides, "---", ""])
    rows = (f"- {{by: {one}, to: m}}" for one in words(5))
    return {
        "conflicts/war.md": conflict,
        **in_files(rows, size - len(conflict), f"{ARTICLE}backing:\n"),
    }


@bomb
def company(size: int) -> Files:
    """Each actor's page names all others."""
    names = ",".join(islice(words(), max(2, size // 60)))
    return war(
        (f"{{date: 2019, what: a, actors: [{names}], by: [{names}]}}" for _ in count()), size
    )


@bomb
def same_company(size: int) -> Files:
    """The same hundred actors, in each event."""
    names = ",".join(islice(words(), 100))
    return war((f"{{date: 2019, what: {one}, actors: [{names}]}}" for one in words()), size)


@bomb
def speakers(size: int) -> Files:
    names = ",".join(islice(words(), 100))
    return war(
        (f"{{who: [{names}], about: [{names}], what: {one}}}" for one in words()),
        size,
        "statements",
    )


@bomb
def members_of_all(size: int) -> Files:
    """Each profile is a member of each organisation."""
    names = ",".join(islice(words(3), 100))
    return many(lambda one: f"---\nname: {one}\nmember_of: [{names}]\n---\n", size, "actors/{}.md")


@bomb
def posts(size: int) -> Files:
    return war((f"{{who: {one}, in: North, as: {one}}}" for one in words()), size, "roles")


@bomb
def wars_of_all(size: int) -> Files:
    """The same backers, in each conflict."""
    names = ",".join(islice(words(3), 30))
    each = max(1, size // 400)
    wars = {f"conflicts/{one}.md": SIDES.replace("War", one) for one in islice(words(), each)}
    rows = (f"- {{conflict: {one}, by: [{names}], to: North}}" for one in islice(words(), each))
    return {**wars, **in_files(rows, size // 2, f"{ARTICLE}backing:\n")}


# What is repeated


@bomb
def one_pair(size: int) -> Files:
    """Rows of one pair: its position is worked out for each day."""
    days = (
        f"{1600 + number % 400}-{number % 12 + 1:02}-{number // 12 % 28 + 1:02}"
        for number in count()
    )
    return war(
        (f"{{by: B, to: North, since: {day}, note: {day}}}" for day in days), size, "backing"
    )


@bomb
def one_pair_that_turns(size: int) -> Files:
    stances = ("backs", "opposes", "mediates", "neutral", "recognises")
    kinds = ("weapons", "funding", "troops", "training")
    rows = (
        f"{{by: B, to: North, stance: {stances[number % 5]}, support: {kinds[number % 4]}, "
        f"since: {1600 + number % 400}, until: {1601 + number % 400}, denied_by: B, "
        f"note: {number}}}"
        for number in count()
    )
    return war(rows, size, "backing")


@bomb
def one_actor(size: int) -> Files:
    return war((f"{{date: 2019, what: {one}, actors: B}}" for one in words()), size)


@bomb
def one_event(size: int) -> Files:
    """One event with very many accounts."""
    return war((f"{{id: e, date: 2019, what: {one}}}" for one in words()), size)


@bomb
def one_day(size: int) -> Files:
    return war((f"{{date: 2019-11-11, what: {one}}}" for one in words()), size)


@bomb
def all_years(size: int) -> Files:
    """Events from the year 1 to the year 9999."""
    return war(
        (f"{{date: {number % 9999 + 1:04}, what: a, killed: 1}}" for number in count()), size
    )


@bomb
def all_years_of_backers(size: int) -> Files:
    rows = (f"{{by: {one}, to: North, since: {n % 9999 + 1:04}}}" for n, one in enumerate(words()))
    return war(rows, size, "backing")


@bomb
def long_name_of_short(size: int) -> Files:
    """A long name, which each row gives in its short form."""
    profile = f"---\nname: {'w ' * min(size // 4, 400_000)}x\nshort: B\n---\n"
    rows = (f"{{date: 2019, what: {one}, actors: B}}" for one in words())
    return {"actors/b.md": profile, **war(rows, size - len(profile))}


@bomb
def long_side(size: int) -> Files:
    """A side with a long name, in the cells of all backers."""
    long = "w " * min(size // 4, 400_000)
    conflict = f"---\ntitle: War\nsides: [{{name: {long}x, members: [B]}}, {{name: S}}]\n---\n"
    rows = (f"{{by: {one}, to: {'BS'[n % 2]}}}" for n, one in enumerate(words()))
    return {**war(rows, size - len(conflict), "backing"), "conflicts/war.md": conflict}


@bomb
def long_event(size: int) -> Files:
    """A long event, and statements about it."""
    what = "w " * min(size // 4, 400_000)
    event = f"---\n{ARTICLE}events: [{{id: e, date: 2019, what: {what}x}}]\n---\n"
    rows = (f"{{who: B, event: e, what: {one}}}" for one in words())
    return {**war(rows, size - len(event), "statements"), "articles/event.md": event}


@bomb
def long_summary(size: int) -> Files:
    """A long summary, on the pages of all actors that the article names."""
    head = f"{ARTICLE}summary: {'w ' * min(size // 4, 300_000)}x\nactors:\n"
    return {"conflicts/war.md": SIDES, **in_files(map("- {}".format, words()), size, head)}


# Headers


@bomb
def anchored_texts(size: int) -> Files:
    """One long text, and its alias in each row."""
    text = "w " * min(size // 8, 50_000)
    rows = (f"{{date: 2019-01-{n % 28 + 1:02}, what: E{n}, note: *b}}" for n in count())
    first = f'{{date: 2019-01-01, what: E, note: &b "{text}"}}'
    return war((line for lines in ([first], rows) for line in lines), min(size, FILE - 9000))


@bomb
def anchored_lists(size: int) -> Files:
    """Lists of aliases of lists of aliases."""
    lines = ["x0: &x0 [a, b]"]
    lines += [f"x{n}: &x{n} [*x{n - 1}, *x{n - 1}]" for n in range(1, 200)]
    return in_files(lines, size, ARTICLE)


@bomb
def values(size: int) -> Files:
    """As many values as fit."""
    return in_files(
        ("x" * (n % 7) + f"{word(n)}: [{'a,' * min(size // 4, 50_000)}]" for n in count()),
        size,
        ARTICLE,
    )


@bomb
def long_values(size: int) -> Files:
    """Names and words as long as a file."""
    long = (one * min(size // 30, 20_000) for one in words())
    return war((f"{{date: 2019, what: {one}, actors: [{one}]}}" for one in long), size)


@bomb
def tags(size: int) -> Files:
    return in_files(map("- {}".format, words()), size, f"{ARTICLE}tags:\n")


# What is compared


@bomb
def near_names(size: int) -> Files:
    """Each of the names may be a slip of each of the others."""
    known = in_files(
        (f"- Alias number {one}" for one in words()),
        size // 2,
        "name: Big\naliases:\n",
        "actors/{}.md",
    )
    known = dict(islice(known.items(), 1))
    rest = size - sum(map(len, known.values()))
    return {
        "conflicts/war.md": SIDES,
        **known,
        **in_files((f"- Actoor numbre {one}" for one in words()), rest, f"{ARTICLE}actors:\n"),
    }


@bomb
def nearer_names(size: int) -> Files:
    """Names of few letters, each a slip of very many others."""
    letters = [f"{n:017b}".replace("0", "a").replace("1", "b") for n in range(100_000)]
    known = dict(
        islice(
            in_files(
                (f"- {one}" for one in letters[::2]),
                size // 2,
                "name: Big\naliases:\n",
                "actors/{}.md",
            ).items(),
            1,
        )
    )
    rest = size - sum(map(len, known.values()))
    return {
        "conflicts/war.md": SIDES,
        **known,
        **in_files((f"- {one}" for one in letters[1::2]), rest, f"{ARTICLE}actors:\n"),
    }


@bomb
def long_near_names(size: int) -> Files:
    """A long name, and a slip of it."""
    long = "abcdefghij" * min(size // 50, 20_000)
    return {
        "actors/a.md": f"---\nname: a{long}b\n---\n",
        **war((f"{{date: 2019, what: {n}, actors: x{n}{long}y}}" for n in count()), size // 2),
    }


@bomb
def long_near_conflicts(size: int) -> Files:
    """A long title, and another one that no conflict has."""
    long = "abcdefghij" * min(size // 50, 20_000)
    rows = (f"{{date: 2019, what: a, conflict: {n}{long}}}" for n in count())
    return {
        **war(rows, size // 2),
        "conflicts/war.md": SIDES.replace("War", f"{long}x"),
    }


@bomb
def keys_of_sources(size: int) -> Files:
    """Very many keys of sources, and rows that give none of them."""
    keys = lines_within((f"  {one}: P" for one in words()), min(size, FILE) // 2)
    head = "\n".join(["title: A", "date: 2019-11-15", "sources:", *keys, "events:", ""])
    rows = (f"- {{date: 2019, what: {one}, source: Reuters}}" for one in words())
    return {"conflicts/war.md": SIDES, **in_files(rows, size, head)}


@bomb
def no_source(size: int) -> Files:
    """Very many keys of sources, and rows without a source."""
    keys = lines_within((f"  {one}: P" for one in words()), min(size, FILE) // 2)
    head = "\n".join(["title: A", "date: 2019-11-15", "sources:", *keys, "events:", ""])
    rows = (f"- {{date: 2019, what: {one}}}" for one in words())
    return {"conflicts/war.md": SIDES, **in_files(rows, size, head)}


@bomb
def joiners(size: int) -> Files:
    """Names of letters that nobody sees."""
    return war(
        (f"{{date: 2019, what: a, actors: {n}\u0627{9000 * chr(0x200C)}}}" for n in count()),
        size // 3,
    )


@bomb
def marks(size: int) -> Files:
    """Very many accents on a letter, of which Python puts each in its place."""
    accents = "\u0301" * 40_000 + "\u0327" * 40_000
    rows = (f"{{date: 2019, what: a, actors: {n}{accents}}}" for n in count())
    return war(rows, size // 2)


@bomb
def near_publishers(size: int) -> Files:
    return war((f"{{date: 2019, what: a, source: Publisher {one}}}" for one in words()), size)


@bomb
def near_events(size: int) -> Files:
    """Statements about events that there are not, beside very many that there are."""
    known = war((f"{{id: happened-{one}, date: 2019, what: a}}" for one in words()), size // 2)
    rows = (f"- {{who: B, what: a, event: hapened-{one}}}" for one in words())
    return {**known, **in_files(rows, size // 2, f"{ARTICLE}statements:\n", "articles/z{}.md")}


@bomb
def broken_links(size: int) -> Files:
    """Broken links, beside very many files that they might mean."""
    names = islice((f"pages/{one}.txt" for one in words()), min(size // 400, 4000))
    files = dict.fromkeys(names, "x")
    texts: dict[str, str] = {}
    size -= len(files)
    for number in count():
        text = "# A\n\n" + "\n\n".join(
            lines_within((f"[a](pagse/{one}.txt)" for one in words()), min(size - 20, FILE))
        )
        size -= len(text)
        if len(text) < 30:
            break
        texts[f"links/{word(number)}.md"] = text
    return {**files, **texts}


@bomb
def mentions(size: int) -> Files:
    """A text in which every word is a name."""
    names = list(islice(words(), max(2, size // 200)))
    text = " ".join(names)
    bodies = {
        f"{one}.md": f"# A\n\n{text}\n"
        for one in islice(words(), max(1, (size - 8 * len(names)) // (len(text) + 8)))
    }
    return {
        "conflicts/war.md": SIDES,
        **in_files((f"- {one}" for one in names), size, f"{ARTICLE}actors:\n"),
        **bodies,
    }


# What is told


@bomb
def problems(size: int) -> Files:
    """A problem in each of very many short rows."""
    return war(("{}" for _ in count()), size)


@bomb
def unknown_conflicts(size: int) -> Files:
    """Problems that name every conflict."""
    wars = many(
        lambda one: f"---\ntitle: {one}\nsides: [{{name: a}}]\n---\n", size // 2, "conflicts/{}.md"
    )
    return {
        **wars,
        **in_files(
            (f"- {{date: 2019, what: a, conflict: x{one}}}" for one in words()),
            size // 2,
            f"{ARTICLE}events:\n",
        ),
    }


@bomb
def on_no_side(size: int) -> Files:
    """Problems that name every side."""
    sides = list(lines_within((f"- name: {one}" for one in words(20)), size // 2))
    conflict = "\n".join(["---", "title: War", "sides:", *sides, "---", ""])
    rows = (f"- {{by: B, to: North, since: {n % 9000 + 1000}}}" for n in count())
    return {
        "conflicts/war.md": conflict,
        "actors/north.md": "---\nname: North\n---\n",
        **in_files(rows, size // 2, f"{ARTICLE}backing:\n"),
    }
