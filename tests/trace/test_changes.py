"""What changed between two derivations: claims known again by their places, each change with the words that show it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from stemma.model import (
    Actor,
    Case,
    Change,
    Claim,
    ClaimMember,
    ClaimStance,
    Contest,
    Judgement,
    Merge,
    Origin,
    Pointer,
    QuantityRow,
    QuantitySeries,
    Report,
    Span,
    Status,
)
from stemma.read.reader import read
from stemma.run.stages import derive
from stemma.trace.changes import changes
from tests import factories
from tests.factories import span_of

DARK = "The light on the point was dark"


def post(number: int, text: str = f"{DARK}.", **fields: object) -> Report:
    day = {"published": f"2031-05-{number:02}", "publisher": f"Paper {number}"}
    return factories.report(f"r{number}", text, **{**day, **fields})


def member(report: Report, words: str = DARK, stance: ClaimStance = "affirms", actor: str | None = None) -> ClaimMember:
    return ClaimMember(report=report.id, span=span_of(report.text, words), statement=None, actor=actor, stance=stance)


def origin(name: str, report: Report, merged: Sequence[tuple[str, str]] = ()) -> Origin:
    joined = tuple(Merge(id=ident, why=why) for ident, why in merged)
    where = Span(0, len(report.text))
    return Origin(
        id=name, name=name, kind="person", access="unknown", report=report.id, span=where, merged=joined
    )  # fmt: skip


def claim(*members: ClaimMember, origins: Sequence[Origin] = (), **fields: object) -> Claim:
    """A claim with an id made of its members, as derivation makes it."""
    status: Status = "corroborated" if len(origins) > 1 else "single-origin" if origins else "unattributed"
    made: dict[str, object] = {
        "id": f"c{sorted((m.report, m.span) for m in members)}",
        "gloss": DARK.lower(),
        "status": status,
        "hedged": False,
        "members": members,
        "origins": tuple(origins),
        "at_most": len(origins),
        "why": "As the reports tell.",
    }
    return Claim(**{**made, **fields})  # type: ignore[arg-type]


def case(*reports: Report, claims: Sequence[Claim] = (), **fields: object) -> Case:
    return Case(reports=reports, claims=tuple(claims), **fields)  # type: ignore[arg-type]


def told(before: Case, after: Case) -> list[tuple[str, str]]:
    return [(change.kind, change.why) for change in changes(before, after)]


def kinds(before: Case, after: Case) -> list[str]:
    return [change.kind for change in changes(before, after)]


ONE, TWO, THREE = post(1), post(2), post(3)
BOARD, CREW = origin("Harbour Board", ONE), origin("Jon Weller", TWO)
ALONE = case(ONE, claims=[claim(member(ONE), origins=[BOARD])])


def test_a_case_that_stays_as_it_is_has_no_changes() -> None:
    assert changes(ALONE, ALONE) == ()


def test_what_the_first_reports_say_is_no_change() -> None:
    assert changes(case(), ALONE) == ()


def test_reports_that_say_nothing_new_are_no_change() -> None:
    assert kinds(ALONE, replace(ALONE, reports=(ONE, post(2, "The sea is calm.")))) == []


def test_a_second_independent_origin() -> None:
    after = case(ONE, TWO, claims=[claim(member(ONE), member(TWO), origins=[BOARD, CREW])])
    (change,) = changes(ALONE, after)
    assert (change.kind, change.before, change.after, change.status) == ("corroborated", "1", "2", "corroborated")
    assert change.why == "Jon Weller beside Harbour Board: 2 independent origins, before 1."
    assert change.claim == after.claims[0].id
    assert (change.gloss, change.reports) == (DARK.lower(), ("r2", "r1"))
    first = change.places[0]
    assert (first.report, first.span, first.words) == ("r2", Span(0, 32), TWO.text)
    assert (first.publisher, first.published) == ("Paper 2", "2031-05-02")


def test_a_third_origin_is_a_further_one() -> None:
    before = case(ONE, TWO, claims=[claim(member(ONE), member(TWO), origins=[BOARD, CREW])])
    members = [member(one) for one in (ONE, TWO, THREE)]
    after = case(ONE, TWO, THREE, claims=[claim(*members, origins=[BOARD, CREW, origin("Mayor", THREE)])])
    assert told(before, after) == [
        ("origin added", "Mayor beside Harbour Board and Jon Weller: 3 independent origins, before 2.")
    ]


def test_claims_that_become_one_are_known_again_and_gain_each_others_origins() -> None:
    bridge = post(3, f"Both say so. {DARK}.")
    before = case(ONE, TWO, claims=[claim(member(ONE), origins=[BOARD]), claim(member(TWO), origins=[CREW])])
    members = [member(ONE), member(TWO), member(bridge)]
    after = case(ONE, TWO, bridge, claims=[claim(*members, origins=[BOARD, CREW])])
    ((kind, why),) = told(before, after)
    assert kind == "corroborated"
    assert why.startswith("Harbour Board and Jon Weller: 2 independent origins, before 1.")
    assert why.endswith("2 claims that stood apart are now taken for one.")


def test_a_claim_that_is_parted_goes_on_in_its_larger_part_and_the_other_is_not_new() -> None:
    whole = claim(*(member(one) for one in (ONE, TWO, THREE)), origins=[BOARD])
    parts = [claim(member(ONE), member(TWO), origins=[BOARD]), claim(member(THREE), origins=[BOARD])]
    before, after = (case(ONE, TWO, THREE, claims=some) for some in ([whole], parts))
    assert kinds(before, after) == []


def test_a_place_that_is_cut_otherwise_is_known_again() -> None:
    shorter = claim(member(ONE, "light on the point was dark"), origins=[BOARD])
    assert kinds(ALONE, case(ONE, claims=[shorter])) == []


def test_reports_that_get_other_ids_are_known_again() -> None:
    """An earlier version that comes in late takes the plain id, and the first one gets another."""
    moved = replace(ONE, id="r1~abcd", revision_of="r1")
    late = replace(post(1, "The light was lit."), published="2031-04-30")
    after = case(late, moved, claims=[claim(member(moved), origins=[BOARD])])
    assert kinds(ALONE, after) == []


def test_a_denial() -> None:
    denial = post(2, f"{DARK}? No, says the board.")
    guild = Actor(id="a9", name="Pilots' guild", kind="organisation")
    against = member(denial, stance="denies", actor="a9")
    after = case(
        ONE, denial, claims=[claim(member(ONE), against, origins=[BOARD], status="contested")], actors=(guild,)
    )  # fmt: skip
    (change,) = changes(ALONE, after)
    assert (change.kind, change.why) == ("denied", "Pilots' guild now denies it.")
    assert [(place.report, place.span) for place in change.places] == [("r2", Span(0, 31))]


def test_who_denied_before_is_no_news_whatever_their_id() -> None:
    denial, again = post(2, f"{DARK}? No."), post(3, f"{DARK}? Never.")

    def contested(actor: str, *reports: Report) -> Claim:
        against = [member(one, stance="denies", actor=actor) for one in reports]
        return claim(member(ONE), *against, origins=[BOARD], status="contested")

    before = case(ONE, denial, claims=[contested("a9", denial)])
    after = case(ONE, denial, again, claims=[contested("a7", denial, again)])
    assert kinds(before, after) == []


def test_a_figure_that_excludes_the_claims_own() -> None:
    other = post(2, "It held 90 people.")
    against = member(other, "It held 90 people", "denies")
    ours, theirs = Pointer("r1", Span(0, 31)), Pointer("r2", span_of(other.text, "90"))
    contest = Contest(left=ours, right=theirs, why="“70” and “90” differ")
    series = QuantitySeries(
        id="q", frame="aboard", counts="person", unit=None, gloss="people aboard", story=None, rows=(),
        contests=(contest,),
    )  # fmt: skip
    after = case(
        ONE, other, claims=[claim(member(ONE), against, origins=[BOARD], status="contested")], quantities=(series,)
    )  # fmt: skip
    assert told(ALONE, after) == [("contested", "“70” and “90” differ.")]


def test_nobody_denies_any_more() -> None:
    contested = replace(ALONE.claims[0], status="contested")
    ruling = Judgement(id="j1", verb="not independent", subjects=(), author="desk", made="2031-05-06")
    after = replace(ALONE, judgements=(ruling,))
    assert kinds(replace(ALONE, claims=(contested,)), after) == ["uncontested"]


def test_what_shifts_without_a_report_or_a_judgement_on_the_claim_is_not_told() -> None:
    elsewhere = post(9, "The sea is calm.")
    contested = replace(ALONE.claims[0], status="contested")
    assert kinds(replace(ALONE, claims=(contested,)), replace(ALONE, reports=(ONE, elsewhere))) == []
    before = case(ONE, TWO, claims=[claim(member(ONE), member(TWO), origins=[BOARD, CREW])])
    merged = origin("Harbour Board", ONE, [("Jon Weller", "he has it from the Board.")])
    after = case(ONE, TWO, elsewhere, claims=[claim(member(ONE), member(TWO), origins=[merged])])
    assert kinds(before, after) == ["origin merged"]  # which says why


def test_a_claim_that_is_taken_back() -> None:
    back = post(2, f"{DARK}? It took that back.")
    taken = claim(
        member(ONE), member(back, stance="denies", actor="Harbour Board"), origins=[BOARD], status="withdrawn"
    )
    (change,) = changes(ALONE, case(ONE, back, claims=[taken]))
    assert (change.kind, change.why, change.reports) == ("withdrawn", "Taken back. As the reports tell.", ("r2",))


def test_two_origins_that_count_as_one_now() -> None:
    before = case(ONE, TWO, claims=[claim(member(ONE), member(TWO), origins=[BOARD, CREW])])
    merged = origin("Harbour Board", ONE, [("Jon Weller", "he has it from the Board.")])
    after = case(ONE, TWO, THREE, claims=[claim(member(ONE), member(TWO), member(THREE), origins=[merged])])
    assert told(before, after) == [
        ("origin merged", "Jon Weller no longer counts as an origin of its own: he has it from the Board.")
    ]


def test_an_origin_that_is_lost_otherwise() -> None:
    before = case(ONE, TWO, claims=[claim(member(ONE), member(TWO), origins=[BOARD, CREW])])
    after = case(ONE, TWO, THREE, claims=[claim(member(ONE), member(TWO), member(THREE), origins=[BOARD])])
    assert kinds(before, after) == ["origin lost"]


def test_an_origin_where_there_was_none_and_an_affirmation_where_there_was_reserve() -> None:
    before = case(ONE, claims=[claim(member(ONE))])
    after = case(ONE, TWO, claims=[claim(member(ONE), member(TWO), origins=[CREW])])
    assert told(before, after) == [("sourced", "It led to nobody before and now leads to Jon Weller.")]
    hedged = case(ONE, claims=[claim(member(ONE, stance="hedges"), origins=[BOARD], hedged=True)])
    firm = claim(member(ONE, stance="hedges"), member(TWO), origins=[BOARD])
    assert told(hedged, case(ONE, TWO, claims=[firm])) == [
        ("affirmed", "Put only with reservation before; Paper 2 affirms it.")
    ]


def test_a_claim_is_new_once_it_stands_in_reports_of_several_outlets() -> None:
    here, there = post(4, "The pier fell."), post(5, "The pier fell.")
    fell = claim(member(here, "The pier fell"), member(there, "The pier fell"), gloss="the pier fell")
    alone = claim(member(here, "The pier fell"), gloss="the pier fell")
    assert kinds(ALONE, case(ONE, here, there, claims=[*ALONE.claims, fell])) == ["appeared"]
    grown = case(ONE, here, claims=[*ALONE.claims, alone])
    assert kinds(ALONE, grown) == []
    assert kinds(grown, case(ONE, here, there, claims=[*ALONE.claims, fell])) == ["taken up"]


def test_an_entry_and_its_page_and_versions_of_a_report_are_one_outlet() -> None:
    words = "The pier fell"
    entry = post(4, f"{words}.", url="https://post.example/pier?utm_source=feed", publisher="Post: news")
    page = post(5, f"{words} at noon.", url="https://www.post.example/pier", publisher="The Post")
    edited = post(6, f"{words} at night.", publisher=None, revision_of="r5")
    members = [member(one, words) for one in (entry, page, edited)]
    after = case(ONE, entry, page, edited, claims=[*ALONE.claims, claim(*members, gloss="the pier fell")])
    assert kinds(ALONE, after) == []


def row(report: Report, words: str, number: float) -> QuantityRow:
    return QuantityRow(
        report=report.id, span=span_of(report.text, words), low=number, high=number, bound="exactly",
        publisher=report.publisher,
    )  # fmt: skip


def toll(*rows: QuantityRow) -> tuple[QuantitySeries, ...]:
    return (
        QuantitySeries(
            id=f"q{len(rows)}", frame="killed", counts="person", unit=None, gloss="people killed", story=None, rows=rows
        ),
    )


def test_a_figure_that_nobody_gave_before() -> None:
    five, seven, again = post(1, "5 people died."), post(2, "7 people died."), post(3, "7 people died.")
    before = case(five, quantities=toll(row(five, "5", 5)))
    both = case(five, seven, quantities=toll(row(five, "5", 5), row(seven, "7", 7)))
    (change,) = changes(before, both)
    assert (change.kind, change.gloss, change.before, change.after) == ("figure", "people killed", "5", "7")
    assert change.why == "Paper 2 gives “7” for people killed; before “5”."
    assert [(place.report, place.words) for place in change.places] == [("r2", "7"), ("r1", "5")]
    repeated = case(five, seven, again, quantities=toll(row(five, "5", 5), row(seven, "7", 7), row(again, "7", 7)))
    assert kinds(both, repeated) == []


def edited(text: str, claims: Sequence[Claim] = ()) -> tuple[Case, Case]:
    first = post(1, "The light on Marne Point had been dark since Sunday. 212 people were on board the ferry Alda.")
    dark = claim(member(first, "The light on Marne Point had been dark since Sunday"), gloss="dark", origins=[BOARD])
    aboard = claim(member(first, "212 people were on board the ferry Alda"), gloss="aboard", origins=[BOARD])
    later = replace(post(2, text), publisher="Paper 1", revision_of="r1")
    return case(first, claims=[dark, aboard]), case(first, later, claims=[dark, aboard])


def test_a_claim_that_vanished_from_an_edited_report() -> None:
    (change,) = changes(*edited("212 people were on board the ferry Alda."))
    assert (change.kind, change.gloss) == ("vanished", "dark")
    assert change.why == ("Paper 1 edited its report, and this is no longer in it. No other report of the case has it.")
    assert [(place.report, place.words) for place in change.places] == [
        ("r1", "The light on Marne Point had been dark since Sunday")
    ]


def test_a_claim_that_was_only_reworded_did_not_vanish() -> None:
    text = "Since Sunday, the light on Marne Point has been dark. On board the ferry Alda were 212 people."
    assert kinds(*edited(text)) == []


def test_a_figure_that_was_changed_in_an_edited_report() -> None:
    (change,) = changes(
        *edited("The light on Marne Point had been dark since Sunday. 221 people were on board the Alda.")
    )
    assert (change.kind, change.before, change.after) == ("figure", "212", "221")
    assert [place.report for place in change.places] == ["r2", "r1"]


def test_a_report_that_was_rewritten_is_one_change() -> None:
    names = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Maple", "Oak", "Pine"]
    first = post(1, " ".join(f"Quay {name} closed early." for name in names))
    claims = [claim(member(first, f"Quay {name} closed early"), gloss=name) for name in names]
    later = replace(post(2, "Everything is open."), publisher="Paper 1", revision_of="r1")
    (change,) = changes(case(first, claims=claims), case(first, later, claims=claims))
    assert (change.kind, change.claim, change.before) == ("rewritten", None, "10")


def test_of_two_versions_that_came_together_the_last_counts() -> None:
    before, after = edited("Nothing is left.")
    last = replace(post(3, before.reports[0].text + " Again."), publisher="Paper 1", revision_of="r2")
    assert kinds(before, replace(after, reports=(*after.reports, last))) == []


def test_the_weightiest_come_first_and_the_order_of_what_is_given_does_not_matter() -> None:
    before, after = edited("221 people were on board the ferry Alda.")
    found = changes(before, after)
    assert [change.kind for change in found] == ["vanished", "figure"]
    shuffled = list(before.claims)
    random.Random(1).shuffle(shuffled)
    assert changes(replace(before, claims=tuple(shuffled)), after) == found


def test_many_places_and_long_words_are_bounded() -> None:
    long = post(2, f"{DARK} {'and dark ' * 400}.")
    reports = [post(number) for number in range(3, 28)]
    members = [member(one) for one in reports]
    after = case(ONE, long, *reports, claims=[claim(member(ONE), member(long, long.text), *members, origins=[BOARD])])
    (change,) = changes(ALONE, after)
    assert (len(change.places), change.more) == (12, 14)
    assert max(len(place.words) for place in change.places) <= 600


def derived(*reports: Report) -> Case:
    return derive(reports, {report.id: read(report) for report in reports})


def summary(found: Sequence[Change]) -> list[tuple[str, str]]:
    return [(change.kind, change.places[0].words) for change in found]


def test_on_derived_cases() -> None:
    light = "the light on Marne Point had been dark since Sunday"
    first = post(
        1, f"The ferry Alda ran aground with 212 people on board, harbour master Ines Falk said. T{light[1:]}, "
        "the Harbour Board said.", language="en",
    )  # fmt: skip
    denial = post(2, f"Brandt Lines denied that {light}.", language="en")
    version = replace(
        post(3, "The ferry Alda ran aground with 221 people on board, harbour master Ines Falk said.", language="en"),
        publisher="Paper 1",
        revision_of="r1",
    )
    before, denied, after = derived(first), derived(first, denial), derived(first, denial, version)
    assert summary(changes(before, denied)) == [("denied", f"that {light}")]
    found = changes(denied, after)
    assert ("vanished", f"T{light[1:]}") in summary(found)
    assert any(change.kind == "figure" and (change.before, change.after) == ("212", "221") for change in found)
    for change in found:
        for place in change.places:
            text = next(report.text for report in after.reports if report.id == place.report)
            assert place.span.of(text) == place.words
