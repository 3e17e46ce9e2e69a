"""What becomes of a claim when somebody denies it, hedges it or takes it back."""

from __future__ import annotations

import random
from dataclasses import replace

from stemma.model import Claim, Span, Stance, Time
from stemma.trace import Traced, trace
from tests.factories import Scene


def judged(scene: Scene) -> Claim:
    comparison = scene.comparison()
    (claim,) = trace(tuple(scene.reports.values()), scene.readings(), comparison).claims
    return claim


def dispute(first: str, second: str, *dates: str | None) -> Claim:
    """`first` affirms and `second` denies, on two dates."""
    scene = Scene()
    for name in {first, second}:
        scene.actor(name, "office")
    when = dates or (None, None)
    scene.report("one", f"The pier is lost, {first} said.", published=when[0])
    scene.report("two", f"It is untrue that the pier is lost, {second} said.", published=when[1])
    scene.says("one", "The pier is lost", by=first)
    scene.says("two", "the pier is lost", by=second, stance="denies")
    return judged(scene)


def test_a_denial_by_an_outsider_contests() -> None:
    claim = dispute("Norwegian Navy", "Blue Gull Line")
    assert (claim.status, len(claim.origins)) == ("contested", 1)
    assert "Blue Gull Line denies it" in claim.why


def test_who_denies_in_so_many_words_is_heard_though_the_words_are_only_broadly_alike() -> None:
    def status(stance: Stance) -> str:
        scene = Scene()
        scene.report("one", "The pier is lost, Ines Falk said.")
        scene.report("two", "Jan Dahl spoke of no damage at all.")
        scene.says("one", "The pier is lost", by="Ines Falk")
        scene.says("two", "no damage at all", by="Jan Dahl", stance=stance)
        scene.members[-1] = replace(scene.members[-1], stance="denies", loose=True)
        return judged(scene).status

    assert status("denies") == "contested"
    assert status("asserts") == "single-origin"


def test_organs_of_one_command_that_contradict_each_other_are_not_one() -> None:
    assert dispute("Norwegian Navy", "Norwegian Foreign Ministry", "2021-03-01", "2021-03-02").status == "contested"


def test_an_origin_that_denies_later_has_withdrawn() -> None:
    claim = dispute("Blue Gull Line", "Blue Gull Line", "2021-03-01", "2021-03-02")
    assert (claim.status, len(claim.origins)) == ("withdrawn", 1)
    assert "Blue Gull Line took it back." in claim.why


def test_where_no_date_tells_the_last_word_it_is_said_so() -> None:
    claim = dispute("Blue Gull Line", "Blue Gull Line")
    assert claim.status == "withdrawn"
    assert "no date says which was the last word" in claim.why


def test_an_origin_that_denied_earlier_stands_by_it_now() -> None:
    assert dispute("Blue Gull Line", "Blue Gull Line", "2021-03-02", "2021-03-01").status == "single-origin"


def test_a_claim_that_one_of_two_origins_took_back_is_contested_by_that_one() -> None:
    scene = Scene()
    scene.report("one", "The pier is lost, Ines Falk said.", published="2021-03-01")
    scene.report("two", "The pier is lost, Jan Dahl said.", published="2021-03-01")
    scene.report("three", "The pier is not lost after all, Ines Falk said.", published="2021-03-02")
    scene.says("one", "The pier is lost", by="Ines Falk")
    scene.says("two", "The pier is lost", by="Jan Dahl")
    scene.says("three", "The pier is not lost after all", by="Ines Falk", stance="denies")
    claim = judged(scene)
    assert (claim.status, [origin.name for origin in claim.origins]) == ("contested", ["Jan Dahl"])


def test_a_denial_outranks_corroboration() -> None:
    scene = Scene()
    scene.report("one", "The pier is lost, Ines Falk said. Jan Dahl said so. It is not, Eva Lund said.")
    scene.says("one", "The pier is lost", by="Ines Falk")
    scene.says("one", "so", by="Jan Dahl")
    scene.says("one", "It is not", by="Eva Lund", stance="denies")
    assert judged(scene).status == "contested"


def test_a_claim_that_is_only_denied_is_contested() -> None:
    scene = Scene()
    scene.report("one", "Ines Falk denied that the pier is lost.")
    scene.says("one", "the pier is lost", by="Ines Falk", stance="denies")
    claim = judged(scene)
    assert (claim.status, claim.origins, claim.why) == (
        "contested",
        (),
        "No report affirms it. Ines Falk denies it or gives what excludes it.",
    )


def test_a_report_that_merely_puts_something_negatively_contests_nothing() -> None:
    scene = Scene()
    scene.report("one", "The line was fined last year, Ines Falk said.")
    scene.says("one", "The line was fined last year", by="Ines Falk")
    scene.report("two", "The fine was for repairs that were not entered in the books.")
    scene.tells("two", "repairs that were not entered in the books", stance="denies")
    assert judged(scene).status == "single-origin"


def test_a_report_that_rejects_what_others_say_contests_it_in_its_own_words() -> None:
    scene = Scene()
    scene.report("one", "The line was fined last year, Ines Falk said.")
    scene.says("one", "The line was fined last year", by="Ines Falk")
    scene.report("two", "The story of a fine is a hoax.", publisher="The Checker", language="en")
    scene.tells("two", "The story of a fine is a hoax", stance="denies")
    claim = judged(scene)
    assert (claim.status, "The Checker denies it" in claim.why) == ("contested", True)


def test_a_reporter_who_saw_otherwise_contests_it() -> None:
    scene = Scene()
    scene.report("one", "The pier is lost, Ines Falk said.")
    scene.says("one", "The pier is lost", by="Ines Falk")
    scene.report("two", "Our reporter saw no damage at the pier.", publisher="The Pilot")
    scene.tells("two", "no damage at the pier", stance="denies", access="witnessed")
    assert judged(scene).status == "contested"


def test_hedges_count_only_where_nobody_affirms() -> None:
    scene = Scene()
    scene.report("one", "The pier may be lost, Ines Falk said.")
    scene.says("one", "The pier may be lost", by="Ines Falk", stance="hedges")
    claim = judged(scene)
    assert (claim.status, claim.hedged) == ("single-origin", True)

    scene = Scene()
    scene.report("one", "The pier may be lost, Ines Falk said. It is lost, Jan Dahl said.")
    scene.says("one", "The pier may be lost", by="Ines Falk", stance="hedges")
    scene.says("one", "It is lost", by="Jan Dahl")
    claim = judged(scene)
    assert (claim.hedged, [origin.name for origin in claim.origins]) == (False, ["Jan Dahl"])


def test_who_could_not_confirm_it_is_no_origin() -> None:
    scene = Scene()
    scene.report("one", "Ines Falk could not confirm that the pier is lost.")
    scene.says("one", "that the pier is lost", by="Ines Falk", stance="hedges", cue="could not confirm")
    claim = judged(scene)
    assert (claim.status, claim.origins) == ("unattributed", ())


def test_quantity_first_and_interval_come_from_the_members() -> None:
    scene = Scene()
    scene.report("late", "Ines Falk said 12 sailors are missing since Monday.", published="2021-03-03")
    scene.report("early", "Jan Dahl said 12 sailors were missing.", published="2021-03-02")
    scene.says("late", "12 sailors are missing since Monday", by="Ines Falk")
    scene.says("early", "12 sailors were missing", by="Jan Dahl")
    day = Span(
        len("Ines Falk said 12 sailors are missing since "), len("Ines Falk said 12 sailors are missing since Monday")
    )
    scene.times.append(
        Time(report="late", span=day, type="DATE", value="2021-03-01", start="2021-03-01", end="2021-03-02")
    )
    claim = judged(scene)
    assert (claim.quantity, claim.interval) == ("12 sailors", ("2021-03-01", "2021-03-02"))
    assert claim.first is not None
    assert claim.first.report == "early"


def _many(order: random.Random) -> Traced:
    scene = Scene()
    for number in order.sample(range(12), 12):
        scene.report(f"r{number:02}", f"The pier {number} is lost, Ines Falk said.", publisher=f"Paper {number}")
    for report in sorted(scene.reports, key=lambda _: order.random()):
        scene.says(report, f"The pier {int(report[1:])} is lost", by="Ines Falk")
    scene.claim()
    return trace(tuple(scene.reports.values()), scene.readings(), scene.comparison())


def test_the_order_of_arrival_changes_nothing() -> None:
    assert _many(random.Random(1)) == _many(random.Random(2))


def test_a_thousand_copies_of_one_claim_are_traced_in_a_moment() -> None:
    scene = Scene()
    text = "The ferry went down off Kelp Point in the night, with all hands."
    for number in range(1000):
        scene.report(f"r{number:04}", text, publisher=f"Paper {number}")
        scene.tells(f"r{number:04}", text)
        if number:
            scene.copy(f"r{number - 1:04}", f"r{number:04}", text)
    claim = judged(scene)
    assert (claim.status, claim.at_most) == ("unattributed", 1)


def test_who_passed_it_on_and_took_it_back_contests_what_the_source_still_says() -> None:
    scene = Scene()
    text = "“The pier is lost. I have my news from the telegram that came by way of Kelp Point,” Ines Falk said."
    scene.report("one", "The pier is lost, a telegram received in Kelp Point says.", published="2021-03-01")
    scene.report("two", text, published="2021-03-01")
    scene.report("three", "It is untrue that the pier is lost, Ines Falk said.", published="2021-03-02")
    scene.says("one", "The pier is lost", by=None, source="a telegram received in Kelp Point", cue="says")
    scene.says("two", "The pier is lost. I have my news from the telegram", by="Ines Falk", manner="direct")
    scene.says("three", "the pier is lost", by="Ines Falk", stance="denies")
    claim = judged(scene)
    assert claim.status == "contested"
    assert [origin.name for origin in claim.origins] == ["a telegram received in Kelp Point"]
    assert "Ines Falk withdrew what was said earlier." in claim.why


def test_a_later_edition_that_denies_withdraws_the_earlier_one() -> None:
    scene = Scene()
    scene.report("a", "The pier is lost.")
    scene.report("b", "It is untrue that the pier is lost.", revision_of="a")
    scene.tells("a", "The pier is lost")
    scene.tells("b", "the pier is lost", stance="denies")
    claim = judged(scene)
    assert (claim.status, len(claim.origins), claim.at_most) == ("withdrawn", 1, 1)
    assert "a took it back" in claim.why


def test_nobody_is_no_voice() -> None:
    scene = Scene()
    scene.actor("keeper", "unnamed")
    scene.report("one", "The pier is lost, Ines Falk said.")
    scene.report("two", "No keeper has said that the pier is lost.")
    scene.says("one", "The pier is lost", by="Ines Falk")
    scene.says("two", "the pier is lost", by="keeper", source="No keeper")
    claim = judged(scene)
    assert [origin.name for origin in claim.origins] == ["Ines Falk"]
