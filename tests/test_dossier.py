"""The facts of the founding article, each looked for on the built pages where a reader would."""
# ruff: noqa: N802 (a fact is called S1 wherever it is spoken of, as in docs and commits)

import csv
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.page_claims import cell
from tests.pages import at_once, entries, links, section, text, with_id

Read = Callable[[str], Element]

FOUNDING = "articles/2019-11-us-calls-on-lna-to-halt/"
LNA = "Libyan National Army"
GNA = "Government of National Accord"
NYT = "https://www.nytimes.com/2019/11/05/world/middleeast/russia-libya-mercenaries.html"


# --- where a reader looks -------------------------------------------------------------


def running_text(page: Element) -> str:
    """What the article's author wrote below the header: paragraphs that are part of no list."""
    found: list[str] = []

    def walk(element: Element) -> None:
        for child in element:
            if child.tag == "p":
                found.append(text(child))
            elif child.tag not in {"aside", "details", "footer", "header", "li", "table"}:
                walk(child)

    walk(page)
    return " ".join(found)


def the(found: list[Element], *words: str) -> Element:
    """The only one of several that says all of this."""
    matching = [one for one in found if all(word in text(one) for word in words)]
    told = "\n".join(text(one) for one in found)
    assert len(matching) == 1, f"{len(matching)} of these say {words}:\n{told}"
    return matching[0]


def head(claimed: Element) -> str:
    """What a claim says first, or all that an event in the chronology does."""
    return " ".join(text(part) for part in claimed if part.tag != "dl")


def first_line(claimed: Element) -> str:
    return text(next(claimed.iter("p"), claimed))


def claim(page: Element, *words: str) -> Element:
    """The only claim of an article, or event of the chronology, that begins with all of this."""
    # An event says what it is before it says what others say of it.
    matching = [one for one in entries(page) if all(word in first_line(one) for word in words)]
    matching = matching or [
        one for one in entries(page) if all(word in head(one) for word in words)
    ]
    told = "\n".join(map(head, entries(page)))
    assert len(matching) == 1, f"{len(matching)} of these say {words}:\n{told}"
    return matching[0]


def facts(claimed: Element) -> dict[str, str]:
    """What a claim says beside its first line, by name."""
    return {
        text(term).removesuffix("s"): text(value)
        for group in claimed.iter("dl")
        for pair in group
        for term, value in [pair]
    }


def cited(page: Element, claimed: Element) -> list[Element]:
    """The entries of an article's list of sources to which the numbers in a claim lead."""
    numbers = [link for link in links(claimed) if link.startswith("#_source-")]
    return [with_id(page, number.removeprefix("#")) for number in dict.fromkeys(numbers)]


def items(part: Element) -> list[Element]:
    """The items of the lists in a part of a page, those without lists in them."""
    return [one for one in part.iter("li") if one.find(".//li") is None]


def accounts(event: Element) -> list[str]:
    """The accounts of one event that stand side by side."""
    return [text(one) for one in event.iter("li") if one is not event and one.find("p") is not None]


def camp(page: Element, backer: str) -> str:
    """The heading in the table below which a backer stands."""
    (found,) = [
        text(next(body.iter("tr")))
        for body in page.iter("tbody")
        if backer in [text(row[0]) for row in body.iter("tr")]
    ]
    return found


def history(page: Element, side: str) -> list[str]:
    """Every stance of an actor towards a side, the newest first."""
    (part,) = [
        one
        for one in section(page, "_stands").iter("section")
        if [heading for heading in one.findall("h3") if f"Towards {side} " in text(heading)]
    ]
    return [text(one) for one in part.findall(".//ol/li")]


@pytest.fixture
def founding(page: Read) -> Element:
    return page(FOUNDING)


@pytest.fixture
def backers(page: Read) -> Element:
    return page("backers/")


@pytest.fixture
def chronology(page: Read) -> Element:
    return page("chronology/")


# --- S1 to S19 ------------------------------------------------------------------------


def test_S1_united_states_calls_on_lna_to_end_offensive(page: Read, founding, backers, chronology):
    """In a joint statement, on Thursday 14 November 2019; its most explicit such call."""
    told = running_text(founding)
    assert "On Thursday 14 November 2019 the United States called on the LNA to end its" in told
    assert "in a joint statement with Libya's unity government, the GNA" in told
    assert "the most explicit of its kind against Khalifa Haftar's forces" in told

    stance = claim(founding, f"United States opposes {LNA}")
    assert "confirmed" in text(stance)
    assert facts(stance)["When"].startswith("since 14 November 2019")
    assert "most explicit of its kind" in facts(stance)["Note"]
    assert [text(one)[:3] for one in cited(founding, stance)] == ["AFP"]

    call = claim(founding, "United States calls for", "An end to the LNA's offensive on Tripoli")
    assert text(call).startswith("14 November 2019")
    assert "joint statement" in facts(call)["Event"]

    in_table = at_once(cell(backers, "United States", "LNA"))
    assert in_table.startswith("Opposes confirmed")
    assert "since 14 Nov 2019" in in_table

    newest, *_ = history(page("actors/united-states/"), "LNA")
    assert newest.startswith("Opposes confirmed")

    event = claim(chronology, "issue a joint statement that calls on the LNA to end its offensive")
    assert any(one.startswith("14 November 2019") and "AFP" in one for one in accounts(event))


def test_S2_it_accused_russia_of_exploiting_the_conflict(page: Read, founding):
    """Against the will of the Libyan people."""
    accusation = "United States accuses Russia: Exploiting the conflict, against the wishes of"
    told = running_text(founding)
    assert "accused Russia of exploiting the conflict, against the wishes of the Libyan" in told
    assert text(claim(founding, accusation)).startswith("14 November 2019")
    for actor in ("united-states", "russia"):
        the(items(section(page(f"actors/{actor}/"), "_statements")), accusation)


def test_S3_halt_would_ease_work_of_united_states_and_libya(page: Read, founding):
    """Against foreign interference, for legitimate authority, on the causes of the conflict."""
    told = running_text(founding)
    assert "Americans and Libyans can work together more easily" in told
    aims = (
        "undue interference from abroad",
        "for the authority of the legitimate state",
        "on the causes of the conflict",
    )
    for aim in aims:
        assert aim in told
    claim(founding, f"United States and {GNA} say: A halt would make it easier", *aims)
    for actor in ("united-states", "gna"):
        the(items(section(page(f"actors/{actor}/"), "_statements")), "A halt would make", *aims)


def test_S4_it_underscored_its_support_for_libyas_sovereignty(page: Read, founding):
    """And for its territorial integrity."""
    told = running_text(founding)
    assert "underlined its support for Libya's sovereignty and territorial integrity" in told
    support = "United States supports: Libya's sovereignty and territorial integrity"
    claim(founding, support)
    the(items(section(page("actors/united-states/"), "_statements")), support)


def test_S5_unity_government_delegation_held_talks_in_washington(founding, chronology):
    """The statement came after them."""
    talks = "A delegation of the GNA holds talks in Washington, before the joint statement"
    assert (
        "The statement came after a delegation of the GNA had held talks in Washington."
        in running_text(founding)
    )
    event = claim(founding, talks)
    assert facts(event)["Place"] == "Washington"
    assert GNA in facts(event)["Actor"]
    assert "United States" in facts(event)["Actor"]
    claim(chronology, talks, "13 November 2019", "14 November 2019")


def test_S6_the_delegation_included_foreign_minister_taher_siala(page: Read, founding, chronology):
    """The State Department says so; he was there for a meeting of the coalition."""
    told = running_text(founding)
    assert "According to the US State Department, Foreign Minister Taher Siala was part of" in told
    assert "for a meeting of the coalition against the Islamic State group" in told
    said = "The delegation includes Foreign Minister Siala, who is in Washington for a meeting of"
    claim(founding, "US State Department says", said, "coalition against the Islamic State group")
    claim(founding, f"Taher Siala: Foreign minister, {GNA}")
    siala = page("actors/taher-siala/")
    assert facts(section(siala, "_profile"))["Role"].startswith(f"Foreign minister, {GNA}")
    the(items(section(siala, "_statements")), said)
    the(items(section(page("actors/us-state-department/"), "_statements")), said)
    for part in (founding, chronology):
        assert "Taher Siala" in text(claim(part, "holds talks in Washington"))


def test_S7_russian_mercenaries_are_reported_to_fight_on_haftars_side(
    page: Read, founding, backers
):
    told = running_text(founding)
    assert "Russian mercenaries are reported to be fighting on Haftar's side." in told
    stance = claim(founding, "Russia backs Khalifa Haftar, on the side of LNA")
    assert "alleged disputed" in text(stance)
    assert facts(stance)["Support"] == "mercenaries"
    assert "Russian mercenaries are fighting on Haftar's side" in facts(stance)["Said by"]
    in_table = at_once(cell(backers, "Russia", "LNA"))
    assert in_table.startswith("Backs alleged disputed mercenaries")
    assert camp(backers, "Russia") == "With LNA"
    row = "Russian mercenaries are fighting on Haftar's side"
    assert any(row in one for one in history(page("actors/russia/"), "LNA"))


def test_S8_the_new_york_times_reported_who_controls_them(page: Read, founding, backers):
    """Earlier in November; an ally of President Putin, it was believed."""
    told = running_text(founding)
    assert "Earlier in November The New York Times wrote that they were believed to be" in told
    assert "controlled by an ally of President Vladimir Putin" in told
    stance = claim(founding, "Russia backs Khalifa Haftar")
    said = "The New York Times: They are believed to be controlled by an ally of President Putin"
    assert said in facts(stance)["Said by"]
    assert NYT in links(stance)
    # The evidence in the table, too, names who said it and links to where.
    evidence = cell(backers, "Russia", "LNA")
    assert f"Said by {said}" in text(evidence)
    assert NYT in links(evidence)
    profile = text(section(page("actors/vladimir-putin/"), "_profile"))
    assert "In November 2019 The New York Times reported that Russian mercenaries" in profile
    assert "believed to be controlled by an ally of his" in profile


def test_S9_moscow_denied_it(page: Read, founding, backers):
    assert "Moscow denied that." in running_text(founding)
    stance = claim(founding, "Russia backs Khalifa Haftar")
    denied = facts(stance)["Denied by"]
    assert denied.startswith("Russia")
    assert "by about 15 November 2019" in denied
    assert denied.endswith("Moscow denies the report (AFP)")
    assert "disputed" in text(stance).partition("#")[0]
    in_table = cell(backers, "Russia", "LNA")
    assert "disputed" in at_once(in_table)
    assert "Denied by Russia," in text(in_table)
    assert "Sergei Ryabkov" in text(in_table)
    denied = "Denied by Russia, by about 15 November 2019: Moscow denies the report (AFP)"
    assert denied in text(in_table)
    assert any(denied in one for one in history(page("actors/russia/"), "LNA"))


def test_S10_haftar_opened_tripoli_offensive_in_april_2019(page: Read, founding, chronology):
    told = running_text(founding)
    assert "Haftar opened the offensive in April 2019, to take Tripoli." in told
    opened = "Haftar opens an offensive to take Tripoli"
    assert text(claim(founding, opened)).startswith(f"April 2019 {opened}")
    event = claim(chronology, opened)
    assert text(event).startswith("4 April 2019")
    assert any(one.startswith("April 2019") and opened in one for one in accounts(event))
    of_actor = text(section(page("actors/khalifa-haftar/"), "_chronology"))
    assert "4 April 2019 Haftar orders the advance on Tripoli" in of_actor


def test_S11_it_has_killed_more_than_1000_people(founding, chronology):
    assert "It has killed more than 1,000 people." in running_text(founding)
    event = claim(founding, "Haftar opens an offensive to take Tripoli")
    assert facts(event)["Killed"] == "1,000 or more"
    told = accounts(claim(chronology, "Haftar opens an offensive to take Tripoli"))
    assert any("1,000 or more killed AFP" in one for one in told)


def test_S12_france_and_italy_received_haftar_mixed_signals(
    page: Read, founding, backers, chronology
):
    told = running_text(founding)
    assert "The signals from Western powers have been mixed." in told
    assert "France and Italy received Haftar for visits." in told
    visits = "by November 2019 France and Italy receive Haftar for visits"
    assert text(claim(founding, "receive Haftar for visits")).startswith(visits)
    assert text(claim(chronology, "receive Haftar for visits")).startswith(visits)
    for name in ("France", "Italy"):
        claim(founding, f"{name} sends mixed signals to Khalifa Haftar")
        assert camp(backers, name) == "Between the sides"
        assert at_once(cell(backers, name, "LNA")).startswith("Mixed signals reported")
        actor = page(f"actors/{name.lower()}/")
        newest, *_ = history(actor, "LNA")
        assert newest.startswith("Mixed signals, towards Khalifa Haftar")
        assert visits in text(section(actor, "_chronology"))


def test_S13_trump_praised_haftar_after_a_phone_call(page: Read, founding, chronology):
    """For his part in fighting terrorism and securing Libya's oil."""
    part = "Haftar's part in the fight against terrorism and in keeping Libya's oil safe"
    told = running_text(founding)
    assert f"President Donald Trump, after a phone call, praised {part}." in told
    praise = f"Donald Trump praises Khalifa Haftar: {part}"
    statement = claim(founding, praise)
    assert facts(statement)["Event"] == "Donald Trump and Khalifa Haftar speak by phone"
    stance = claim(founding, "United States favours Khalifa Haftar")
    assert "President Trump's praise, after a phone call" in facts(stance)["Note"]
    for actor in ("donald-trump", "khalifa-haftar"):
        the(items(section(page(f"actors/{actor}/"), "_statements")), praise)
    call = claim(chronology, "Donald Trump and Khalifa Haftar speak by phone")
    assert text(call).startswith("15 April 2019")


def test_S14_the_united_states_later_distanced_itself_from_haftar(page: Read, founding, backers):
    """And joined calls for a ceasefire."""
    told = running_text(founding)
    later = "The United States later distanced itself from Haftar and joined calls for a ceasefire."
    assert later in told
    stance = claim(founding, "United States has moved away from Khalifa Haftar")
    assert 'AFP says "later", without a day.' in facts(stance)["Note"]
    assert "16 July 2019" in facts(stance)["When"]
    assert "joined a call to halt the fighting" in facts(stance)["Note"]
    # What holds, what held before that, and what held first: nothing is overwritten.
    stances = [one.split()[0].strip(",") for one in history(page("actors/united-states/"), "LNA")]
    assert stances == ["Opposes", "Distanced", "Favours"]
    evidence = text(cell(backers, "United States", "LNA"))
    assert (
        "Distanced, towards Khalifa Haftar reported (ended 13 November 2019; then: op" in evidence
    )
    assert "Favours, towards Khalifa Haftar reported (ended by 15 July 2019; then: dis" in evidence


@pytest.mark.parametrize("name", ["Saudi Arabia", "Egypt", "United Arab Emirates"])
def test_S15_saudi_arabia_egypt_and_the_emirates_support_haftar_strongly(
    name: str, page: Read, founding, backers
):
    told = running_text(founding)
    assert "Saudi Arabia, Egypt and the United Arab Emirates support Haftar strongly." in told
    stance = claim(founding, f"{name} backs Khalifa Haftar, on the side of LNA")
    assert "AFP calls the support strong" in facts(stance)["Note"]
    in_table = text(cell(backers, name, "LNA"))
    assert in_table.startswith("Backs reported disputed")
    assert f"Denied by {LNA}" in in_table
    assert camp(backers, name) == "With LNA"
    of_haftar = text(section(page("actors/khalifa-haftar/"), "_backers"))
    assert name in of_haftar


def test_S16_their_reason_is_his_opposition_to_the_muslim_brotherhood(
    page: Read, founding, backers
):
    """An Islamist movement found across the Arab world."""
    movement = "Islamist movement that is found across the Arab world"
    told = running_text(founding)
    assert f"The reason given is that he opposes the Muslim Brotherhood, an {movement}." in told
    why = "Haftar opposes the Muslim Brotherhood"
    for name in ("Saudi Arabia", "Egypt", "United Arab Emirates"):
        assert facts(claim(founding, f"{name} backs Khalifa Haftar"))["Reason given"] == why
        assert f"Reason given: {why}" in text(cell(backers, name, "LNA"))
    brotherhood = page("actors/muslim-brotherhood/")
    assert f"The Muslim Brotherhood is an {movement}." in text(section(brotherhood, "_profile"))
    assert f"../../{FOUNDING}" in links(section(brotherhood, "_articles"))


@pytest.mark.parametrize("name", ["Turkey", "Qatar"])
def test_S17_turkey_and_qatar_back_the_gna(name: str, page: Read, founding, backers):
    assert "Turkey and Qatar back the GNA." in running_text(founding)
    claim(founding, f"{name} backs {GNA}")
    assert at_once(cell(backers, name, "GNA")).startswith("Backs")
    assert camp(backers, name) == "With GNA"
    of_gna = section(page("actors/gna/"), "_backers")
    the(of_gna.findall("ul/li"), f"{name} Backs", "AFP in United States calls on the LNA")


def test_S18_the_united_nations_endorsed_the_gna(page: Read, founding, backers):
    """Hoping that Libya can end years of turmoil."""
    told = running_text(founding)
    assert "The United Nations has endorsed the GNA" in told
    assert "it hopes for an end to years of turmoil in Libya." in told
    hope = "Hope for an end to years of turmoil in Libya"
    stance = claim(founding, f"United Nations recognises {GNA}")
    assert facts(stance)["Reason given"] == hope
    in_table = cell(backers, "United Nations", "GNA")
    assert at_once(in_table).startswith("Recognises")
    assert f"Reason given: {hope}" in text(in_table)
    told = history(page("actors/united-nations/"), "GNA")
    (recognition,) = [one for one in told if one.startswith("Recognises")]
    assert hope in recognition


def test_S19_lna_and_gna_are_explained(page: Read, founding):
    told = running_text(founding)
    assert f"LNA stands for {LNA}: that is what Haftar's forces call themselves." in told
    assert f"GNA stands for {GNA}, a young unity government." in told
    assert f"it calls itself the {LNA}" in text(section(page("actors/lna/"), "_profile"))
    gna = page("actors/gna/")
    assert "The GNA is a young unity government in Libya." in text(section(gna, "_profile"))
    assert GNA in text(with_id(gna, "_top"))


# --- who did it, who denies it, and how many ------------------------------------------


def in_order(told: str, *words: str) -> None:
    """Each of these stands there, after the one before it."""
    position = 0
    for word in words:
        assert word in told[position:], f"no {word!r} in: {told[position:]}"
        position = told.index(word, position) + len(word)


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (
            "russian-fighters-reported",
            ["About 200 Russian fighters", "Denied by Sergei Ryabkov (TASS), 7 November 2019"],
        ),
        (
            "russian-aircraft",
            ["Denied by Russia (Military Times), by 29 May 2020", "US Africa Command accuses"],
        ),
        (
            "syrians-hired-reported",
            ["Denied by Libyan National Army (Yerepouni Daily News), by 8 June 2020"],
        ),
        (
            "syrian-fighters-reported",
            ["About 2,000 Syrian fighters", "Denied by Turkey (Al-Masdar News)"],
        ),
        (
            "memoranda-signed",
            [
                "Turkey and the GNA sign two memoranda",
                "28 November 2019 Egypt, Greece and Cyprus condemn",
                "8 January 2020 Cyprus, Egypt, France and Greece condemn",
            ],
        ),
        ("cairo-declaration", ["by Egypt", "7 June 2020 Government of National Accord says"]),
        (
            "sirte-jufra-line",
            [
                "by Abdel Fattah el-Sisi",
                "21 June 2020 Government of National Accord condemns Egypt",
            ],
        ),
    ],
)
def test_statements_stand_under_their_event(event, said, chronology):
    in_order(text(with_id(chronology, event)), *said)


@pytest.mark.parametrize("address", ["actors/russia/", "actors/lna/"])
def test_ryabkovs_denial_stands_wherever_the_event_is(address, page: Read):
    told = text(section(page(address), "_chronology"))
    in_order(
        told,
        "About 200 Russian fighters",
        "Denied by Sergei Ryabkov (TASS)",
        "The report of Russian",
    )


@pytest.mark.parametrize("address", ["chronology/", "articles/2019-07-strike-on-tajoura/"])
def test_the_lna_is_only_said_to_have_struck_tajoura(address, page: Read):
    """The GNA blames Haftar's forces, which deny it; 53 people were killed."""
    told = text(with_id(page(address), "tajoura-strike"))
    assert f"alleged; {GNA} says so; denied by {LNA}" in told or (
        "alleged" in told and f"{LNA}: Its forces did not carry out the strike" in told
    )
    assert "53" in told
    assert "confirmed" not in told


@pytest.mark.parametrize(
    ("event", "date", "said"),
    [
        ("palermo-conference", "12 to 13 November 2018", "by Italy"),
        ("abu-dhabi-talks", "27 February 2019", "by United Nations"),
        ("ceasefire-call", "8 January 2020", "by Turkey and Russia"),
        ("moscow-talks", "13 January 2020", "leaves without signing"),
        ("operation-irini", "31 March 2020", "by European Union"),
        ("cairo-declaration", "6 June 2020", "by Egypt"),
        ("sirte-jufra-line", "20 June 2020", "Sirte and al-Jufra a red line"),
        ("gharyan", "26 June 2019", f"by {GNA}, against {LNA}"),
        ("al-watiya", "18 May 2020", f"by {GNA}, against {LNA}"),
    ],
)
def test_events_have_their_day_and_their_doer(event, date, said, chronology):
    entry = text(with_id(chronology, event))
    assert entry.startswith(date)
    assert said in entry


@pytest.mark.parametrize(
    ("backer", "side", "said"),
    [
        ("Russia", "LNA", ["about 200 fighters", "The New York Times"]),
        ("Russia", "LNA", ["900 or more fighters", "Wagner Group", "Reuters"]),
        ("Wagner Group", "LNA", ["800 to 1,200 fighters", "UN Panel of Experts on Libya"]),
        ("Rapid Support Forces", "LNA", ["since July 2019", "about 1,000 fighters"]),
        ("Turkey", "GNA", ["about 2,000 fighters", "Syrian National Army", "The Guardian"]),
    ],
)
def test_amounts_and_routes_stand_in_the_table(backer, side, said, backers):
    in_order(text(cell(backers, backer, side)), *said)


def test_106_of_the_dead_were_civilians(page: Read):
    """WHO, up to 9 July 2019."""
    told = text(with_id(page("articles/2019-07-who-counts-1048-dead/"), "tripoli-offensive"))
    in_order(told, "1,048", "106")
    assert "9 July 2019" in told


# --- where everybody stands, on the days that matter ----------------------------------


@pytest.fixture(scope="module")
def positions(built_site) -> list[dict[str, str]]:
    with (built_site / "data/positions.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("by", "side", "day", "expected"),
    [
        ("United States", "LNA", "2019-04-18", []),
        ("United States", "LNA", "2019-05-01", ["favours reported"]),
        ("United States", "LNA", "2019-08-01", ["distanced reported"]),
        ("United States", "LNA", "2019-12-01", ["opposes confirmed"]),
        ("United States", "LNA", "2020-10-23", ["opposes confirmed"]),
        ("France", "LNA", "2019-05-01", ["backs alleged disputed"]),
        ("France", "LNA", "2019-12-01", ["mixed reported"]),
        ("Italy", "LNA", "2019-05-01", ["mediates reported"]),
        ("Italy", "LNA", "2019-12-01", ["mixed reported", "mediates reported"]),
        ("Saudi Arabia", "LNA", "2019-05-01", ["backs alleged"]),
        ("Saudi Arabia", "LNA", "2019-12-01", ["backs reported disputed"]),
        ("Egypt", "LNA", "2019-05-01", ["backs reported"]),
        ("Egypt", "LNA", "2019-12-01", ["backs reported disputed"]),
        ("Egypt", "LNA", "2020-10-23", ["backs reported disputed", "mediates confirmed"]),
        ("Egypt", "GNA", "2020-10-23", ["mediates confirmed"]),
        ("United Arab Emirates", "LNA", "2019-05-01", ["mediates reported"]),
        (
            "United Arab Emirates",
            "LNA",
            "2019-12-01",
            ["backs reported disputed", "mediates reported"],
        ),
        ("United Arab Emirates", "GNA", "2020-10-23", ["mediates reported"]),
        ("Russia", "LNA", "2019-11-04", []),
        ("Russia", "LNA", "2019-11-06", ["backs alleged"]),
        ("Russia", "LNA", "2019-11-07", ["backs alleged disputed"]),
        ("Russia", "LNA", "2020-10-23", ["backs alleged disputed", "mediates confirmed"]),
        ("Russia", "GNA", "2019-12-01", []),
        ("Russia", "GNA", "2020-10-23", ["mediates confirmed"]),
        ("Turkey", "GNA", "2019-11-20", ["backs reported"]),
        ("Turkey", "GNA", "2019-12-01", ["backs confirmed"]),
        ("Turkey", "GNA", "2020-01-09", ["backs confirmed", "mediates confirmed"]),
        ("Turkey", "LNA", "2019-12-01", []),
        ("Turkey", "LNA", "2020-10-23", ["mediates confirmed"]),
        ("Qatar", "GNA", "2019-12-01", ["backs reported"]),
        ("Jordan", "LNA", "2019-12-01", []),
        ("Jordan", "LNA", "2019-12-09", ["backs reported"]),
        ("Rapid Support Forces", "LNA", "2019-12-10", ["backs reported"]),
        ("Rapid Support Forces", "LNA", "2020-10-23", ["backs reported disputed"]),
        ("Wagner Group", "LNA", "2020-04-30", []),
        ("Wagner Group", "LNA", "2020-10-23", ["backs reported"]),
        ("Syrian National Army", "GNA", "2020-02-20", []),
        ("Syrian National Army", "GNA", "2020-10-23", ["backs reported"]),
        ("UN Security Council", "GNA", "2016-01-01", ["recognises confirmed"]),
        ("United Nations", "GNA", "2020-10-23", ["recognises reported", "mediates confirmed"]),
        ("Germany", "LNA", "2019-12-01", []),
        ("Germany", "LNA", "2020-10-23", ["mediates confirmed"]),
        ("Greece", "GNA", "2020-10-23", []),
        ("Cyprus", "GNA", "2020-10-23", []),
    ],
)
def test_positions_on_a_day_are_what_sources_say(by, side, day, expected, positions):
    held = [
        f"{row['stance']} {row['status']}" + (" disputed" if row["disputed"] == "true" else "")
        for row in positions
        if (row["by"], row["side"]) == (by, side)
        and row["from"] <= day
        and (not row["to"] or day <= row["to"])
    ]
    assert sorted(held) == sorted(expected)


@pytest.mark.parametrize("name", ["Turkey", "Russia", "Egypt", "United Arab Emirates"])
def test_who_backs_a_side_may_mediate_as_well(name, backers, page: Read):
    own, other = ("GNA", "LNA") if name == "Turkey" else ("LNA", "GNA")
    assert camp(backers, name) == f"With {own}"
    in_order(at_once(cell(backers, name, own)), "Backs", "Mediates")
    only = at_once(cell(backers, name, other))
    assert only.startswith("Mediates")
    assert "Backs" not in only
    assert "o longer" not in only
    home = text(page(""))
    assert f"{name} backs {own}" in home
    assert f"{name} mediates with {other}" in home


def test_nobody_no_longer_backs_anybody(backers, page: Read):
    """No source of ours tells of an end of anybody's help."""
    for told in (text(backers), text(page("")), text(page("conflicts/tripoli-2019/"))):
        assert "o longer backs" not in told
        assert "o longer mediates" not in told


# --- members and posts ----------------------------------------------------------------


def test_trumps_call_stands_on_the_page_of_the_united_states(page: Read):
    told = text(page("actors/united-states/"))
    in_order(told, "Through its members and officials", "Donald Trump and Khalifa Haftar speak")
    own = text(section(page("actors/united-states/"), "_chronology"))
    assert "speak by phone" not in own


def test_the_page_of_russia_tells_of_wagners_fighters(page: Read):
    """In words: no source of ours says that the Wagner Group belongs to the Russian state."""
    assert "800 to 1,200 fighters" in text(section(page("actors/russia/"), "_profile"))
    assert "Member of" not in text(section(page("actors/wagner-group/"), "_profile"))


def test_two_rows_of_one_post_are_one_role(page: Read):
    profile = text(section(page("actors/ghassan-salame/"), "_profile"))
    assert profile.count("Envoy for Libya, United Nations") == 1
    assert "until March 2020" in profile


# --- accounts that differ -------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "differ", "told"),
    [
        (
            "joint-statement",
            "when",
            [
                ("14 November 2019", "AFP, US urges strongman"),
                ("14 November 2019", "Libya Security Monitor"),
                ("15 November 2019", "AFP, January 2020"),
            ],
        ),
        (
            "washington-talks",
            "when",
            [("14 November 2019", "AFP"), ("13 November 2019", "Libya Security Monitor")],
        ),
        (
            "panel-report",
            "when",
            [("9 December 2019", "United Nations"), ("10 December 2019", "AFP, January 2020")],
        ),
        (
            "tripoli-offensive",
            "how many were killed",
            [
                ("4 April 2019", "Congressional Research Service"),
                ("April 2019", "1,048 killed, 106 of them civilians by 9 July 2019 World"),
                ("April 2019", "1,000 or more killed AFP"),
            ],
        ),
    ],
)
def test_differing_accounts_stand_side_by_side_with_their_sources(event, differ, told, chronology):
    entry = with_id(chronology, event)
    assert f"Accounts differ on {differ}" in text(entry)
    side_by_side = accounts(entry)
    assert len(side_by_side) == len(told)
    for account, (date, words) in zip(side_by_side, told, strict=True):
        assert account.startswith(date)
        assert words in account


@pytest.mark.parametrize(
    ("article", "event", "date"),
    [
        ("2019-11-talks-dated-to-13-november", "washington-talks", "13 November 2019"),
        ("2020-01-afp-timelines-give-other-days", "joint-statement", "15 November 2019"),
        ("2019-12-panel-of-experts-report", "panel-report", "9 December 2019"),
        ("2020-01-afp-timelines-give-other-days", "panel-report", "10 December 2019"),
    ],
)
def test_each_account_stands_in_the_article_that_gives_it(article, event, date, page: Read):
    assert text(with_id(page(f"articles/{article}/"), event)).startswith(date)


def test_the_founding_article_says_that_its_source_bears_no_date(founding):
    assert "The report on which this article rests bears no date." in running_text(founding)
    header = next(founding.iter("header"))
    assert "about 15 November 2019" in text(header)


# --- the dossier as a whole -----------------------------------------------------------


def articles(built_site: Path) -> list[str]:
    return sorted(
        f"{file.parent.relative_to(built_site).as_posix()}/"
        for file in (built_site / "articles").glob("*/index.html")
    )


def test_there_are_the_founding_article_and_at_least_twelve_more(built_site):
    found = articles(built_site)
    assert FOUNDING in found
    assert len(found) >= 13


def test_every_claim_on_every_article_page_shows_its_source(built_site, page: Read):
    addresses = articles(built_site)
    assert addresses
    for address in addresses:
        article = page(address)
        claims = [one for one in entries(article) if not one.get("id", "").startswith("_")]
        assert claims, f"{address} claims nothing"
        for one in claims:
            sources = cited(article, one)
            assert sources, f"{address}: no source: {text(one)}"
            for source in sources:
                assert any("/sources/#" in link for link in links(source)), text(source)


def test_every_article_is_listed_once(built_site, page: Read):
    listed = [link for link in links(page("articles/")) if link.startswith("../articles/")]
    assert sorted(link.removeprefix("../") for link in listed) == articles(built_site)
