"""Judgements on a case: what is derived keeps to them, whatever comes in later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stemma.model import Case, Claim, Report, StemmaError, sha256_of
from stemma.model.rulings import Level
from stemma.read.readers import reader
from stemma.run.judging import LONGEST_NOTE, Taken, Verb, asked_to_note, enter, judge, undo
from stemma.run.local import derived_case
from stemma.run.stages import derive, fingerprint
from stemma.show.judgements import judgements_of
from stemma.show.labels import Labels
from stemma.store import open_case

TEXTS = {
    "post": "The warehouse on Quay Street was empty on Friday, harbour chief Mona Lark said.",
    "echo": "Not a single guard has been paid since Easter, Paul Rosen said.",
    "radio": "“The warehouse on Quay Street was empty on Friday,” Paul Rosen said.",
    "kurier": "The warehouse on Quay Street was empty on Friday, Lark said. Milk prices will rise, Rosen said.",
}
LATER = {"bote": "The warehouse on Quay Street was empty on Friday, Mona Lark said.", "anzeiger": "Rain fell all day."}


def reports(texts: dict[str, str], **fields: Any) -> list[Report]:
    return [
        Report(id=name, text=text, sha256=sha256_of(text), language="en", publisher=name.title(), **fields)
        for name, text in texts.items()
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case of four reports, derived by the rules."""
    with open_case(tmp_path / "case", create=True) as store:
        store.add_reports(reports(TEXTS))
        store.put_case(Case(reports=()), "none", "rules")
    return tmp_path / "case"


def rule(
    folder: Path, verb: Verb, *names: str, level: Level | None = None, made: str = "2031-05-08T09:00:00.000"
) -> Taken:
    return judge(folder, verb, names, level=level, author="Ada", made=made)


def add(folder: Path, texts: dict[str, str]) -> None:
    with open_case(folder, create=False) as store:
        store.add_reports(reports(texts))


def claim_at(case: Case, report: str, words: str) -> Claim:
    start = next(one.text.index(words) for one in case.reports if one.id == report)
    (found,) = [
        claim
        for claim in case.claims
        if any(m.report == report and m.span.start <= start < m.span.end for m in claim.members)
    ]
    return found


def state(folder: Path, taken: Taken) -> str:
    (found,) = [one for one in judgements_of(Labels(derived_case(folder))) if one.id == taken.row.id]
    return found.state


def empty(case: Case, report: str = "post") -> Claim:
    return claim_at(case, report, "The warehouse on Quay Street was empty")


def test_two_claims_judged_one_are_one_and_say_so(folder: Path) -> None:
    before = derived_case(folder)
    other = claim_at(before, "echo", "Not a single guard")
    assert empty(before).id != other.id
    taken = rule(folder, "same", empty(before).id, other.id)
    after = derived_case(folder)
    assert empty(after) == claim_at(after, "echo", "Not a single guard")
    assert "judged one claim by Ada on 2031-05-08" in empty(after).why
    assert not any(member.loose for member in empty(after).members)
    assert state(folder, taken) == "in force"


def test_a_statement_judged_to_be_another_claim_leaves_its_claim(folder: Path) -> None:
    before = derived_case(folder)
    assert claim_at(before, "radio", "The warehouse") == empty(before)
    # Word for word the same is one claim, whoever says it; so the words differ in this one.
    add(folder, {"abend": "The warehouse on Quay Street was quite empty on a Friday last year, Rosen said."})
    before = derived_case(folder)
    last_year = claim_at(before, "abend", "The warehouse")
    assert last_year == empty(before)
    rule(folder, "different", last_year.id, "abend:0")
    after = derived_case(folder)
    assert claim_at(after, "abend", "The warehouse") != empty(after)
    assert claim_at(after, "radio", "The warehouse") == empty(after)


def test_words_that_are_the_same_cannot_be_two_claims_and_that_is_said(folder: Path) -> None:
    taken = rule(folder, "different", "post:0", "radio:1")
    assert state(folder, taken) == "without effect now"


def test_a_judgement_holds_for_reports_that_come_in_later(folder: Path) -> None:
    before = derived_case(folder)
    taken = rule(folder, "same", empty(before).id, claim_at(before, "echo", "Not a single").id)
    add(folder, LATER)
    after = derived_case(folder)
    assert empty(after) == claim_at(after, "echo", "Not a single") == empty(after, "bote")
    assert empty(after).id != empty(before).id
    assert state(folder, taken) == "in force"


def test_undoing_brings_back_what_was(folder: Path) -> None:
    before = derived_case(folder)
    taken = rule(folder, "same", empty(before).id, claim_at(before, "echo", "Not a single").id)
    undo(folder, taken.row.id, author="Bo", made="2031-05-09T09:00:00.000")
    after = derived_case(folder)
    assert after.claims == before.claims
    assert state(folder, taken) == "undone"
    assert len(after.judgements) == 2


def test_undoing_twice_is_refused(folder: Path) -> None:
    taken = rule(folder, "dependent", "Mona Lark", "Paul Rosen")
    undo(folder, taken.row.id[:6], author="Bo", made="2031-05-09")
    with pytest.raises(StemmaError, match="undone already"):
        undo(folder, taken.row.id, author="Bo", made="2031-05-10")


def test_the_same_ruling_again_is_no_second_row(folder: Path) -> None:
    first = rule(folder, "dependent", "Mona Lark", "Paul Rosen")
    again = rule(folder, "dependent", "Paul Rosen", "mona lark", made="2032-01-01")
    assert (again.new, again.row) == (False, first.row)


def test_origins_judged_dependent_count_as_one_for_that_reason(folder: Path) -> None:
    before = empty(derived_case(folder))
    assert len(before.origins) == 2
    taken = rule(folder, "dependent", "Mona Lark", "Paul Rosen")
    after = empty(derived_case(folder))
    assert [merge.why for origin in after.origins for merge in origin.merged] == [
        "judged dependent by Ada on 2031-05-08"
    ]
    assert (len(after.origins), after.at_most, after.status) == (1, 1, "single-origin")
    assert state(folder, taken) == "in force"


def test_origins_judged_independent_count_apart_and_it_is_told(folder: Path) -> None:
    add(
        folder,
        {"north": "The old dam was open at noon, residents said.", "south": "The old dam was open, residents said."},
    )
    before = claim_at(derived_case(folder), "north", "The old dam")
    assert len(before.origins) == 1
    taken = rule(folder, "independent", "north", "south")
    after = claim_at(derived_case(folder), "north", "The old dam")
    assert (len(after.origins), after.status) == (2, "corroborated")
    assert "judged independent by Ada on 2031-05-08" in after.why
    assert state(folder, taken) == "in force"


def test_the_later_of_two_contrary_judgements_wins_and_the_earlier_is_told(folder: Path) -> None:
    first = rule(folder, "dependent", "Mona Lark", "Paul Rosen")
    second = rule(folder, "independent", "Paul Rosen", "Mona Lark", made="2031-05-09")
    assert second.overrules == (first.row,)
    assert len(empty(derived_case(folder)).origins) == 2
    assert state(folder, first) == "overruled"


def test_a_clock_set_back_does_not_make_a_later_judgement_the_earlier(folder: Path) -> None:
    first = rule(folder, "dependent", "Mona Lark", "Paul Rosen", made="2031-05-09T10:00:00.000+00:00")
    second = rule(folder, "independent", "Mona Lark", "Paul Rosen", made="2031-05-09T08:00:00.000+00:00")
    assert second.row.made > first.row.made
    assert state(folder, first) == "overruled"


def test_two_actors_judged_one_are_one(folder: Path) -> None:
    rule(folder, "same", "Mona Lark", "Paul Rosen")
    (actor,) = [
        actor for actor in derived_case(folder).actors if {"Paul Rosen", "Mona Lark"} & {actor.name, *actor.aliases}
    ]
    assert {actor.name, *actor.aliases} >= {"Paul Rosen", "Mona Lark"}
    assert len(empty(derived_case(folder)).origins) == 1


def test_an_actor_judged_to_be_two_is_two(folder: Path) -> None:
    before = derived_case(folder)
    assert [actor.name for actor in before.actors if actor.name in ("Lark", "Mona Lark")] == ["Mona Lark"]
    rule(folder, "different", "Lark", "Mona Lark")
    assert {"Lark", "Mona Lark"} <= {actor.name for actor in derived_case(folder).actors}


def test_renderings_judged_one_utterance_are_one_and_apart_again(folder: Path) -> None:
    words = "post:0", "echo:0"
    taken = rule(folder, "same", *words, level="utterance")
    (held,) = [u for u in derived_case(folder).utterances if {"post", "echo"} <= {m.report for m in u.members}]
    assert held.evidence[0].why == "judged one utterance by Ada on 2031-05-08"
    rule(folder, "different", *words, level="utterance", made="2031-06-01")
    assert not [u for u in derived_case(folder).utterances if {"post", "echo"} <= {m.report for m in u.members}]
    assert state(folder, taken) == "overruled"


def test_a_judgement_on_what_is_gone_is_kept_and_told(folder: Path) -> None:
    taken = rule(folder, "same", "post:0", "echo:0")
    kept = derived_case(folder)
    rest = [report for report in kept.reports if report.id != "echo"]
    read = {report.id: reader("rules")(report) for report in rest}
    case = derive(rest, read, kept.judgements)
    (shown,) = judgements_of(Labels(case))
    assert (shown.id, shown.state) == (taken.row.id, "without effect now")
    assert case.judgements == (taken.row,)


def test_a_judgement_follows_its_words_when_an_earlier_version_takes_the_page_s_id(folder: Path) -> None:
    add(folder, {})
    page = "https://post.example/quay"
    with open_case(folder, create=False) as store:
        text = "The lamps on Quay Street burn all night, harbour chief Mona Lark said. The pier is shut."
        store.add_reports(
            [Report(id=page, url=page, text=text, sha256="b" * 64, language="en", published="2031-05-02")]
        )
    before = derived_case(folder)
    start = next(r for r in before.reports if r.id == page).text.index("The lamps")
    rule(folder, "same", f"{page}:{start}", "echo:0")
    with open_case(folder, create=False) as store:
        text = "Early word. The lamps on Quay Street burn all day, harbour chief Mona Lark said. The pier is shut."
        store.add_reports(
            [Report(id=page, url=page, text=text, sha256="a" * 64, language="en", published="2031-05-01")]
        )
    after = derived_case(folder)
    (later,) = [report.id for report in after.reports if report.revision_of == page]
    assert claim_at(after, later, "The lamps") == claim_at(after, "echo", "Not a single")


def test_the_order_of_reports_and_judgements_changes_nothing(folder: Path) -> None:
    before = derived_case(folder)
    rule(folder, "same", empty(before).id, claim_at(before, "echo", "Not a single").id)
    rule(folder, "dependent", "Mona Lark", "Paul Rosen")
    rule(folder, "different", "Lark", "Mona Lark")
    case = derived_case(folder)
    read = {report.id: reader("rules")(report) for report in case.reports}
    again = derive(case.reports[::-1], read, case.judgements[::-1])
    assert (again.claims, again.actors, again.utterances) == (case.claims, case.actors, case.utterances)
    assert fingerprint(case.reports, case.judgements, "rules") != fingerprint(case.reports, (), "rules")


@pytest.mark.parametrize(
    ("verb", "names", "words"),
    [
        ("same", ("nothing-here", "post:0"), "nothing in this case"),
        ("same", ("", ""), "nothing in this case"),
        ("same", ("post:0", "post:0"), "not the same already"),
        ("same", ("post", "echo"), "dependent"),
        ("same", ("post:0", "post:99999999999999999999"), "nothing in this case"),
        ("same", ("post:0", "post:9999"), "no such characters"),
        ("same", ("\ud800\x1b[31m", "post:0"), "nothing in this case"),
        ("dependent", ("post:0-3", "echo"), "could not be told"),
    ],
)
def test_what_the_case_does_not_hold_is_refused(folder: Path, verb: Verb, names: tuple[str, ...], words: str) -> None:
    with pytest.raises(StemmaError, match=words):
        rule(folder, verb, *names)
    assert derived_case(folder).judgements == ()


def test_undoing_the_later_brings_the_earlier_back_and_undoing_that_takes_it_away(folder: Path) -> None:
    first = rule(folder, "dependent", "Mona Lark", "Paul Rosen")
    second = rule(folder, "independent", "Mona Lark", "Paul Rosen", made="2031-05-09")
    undoing = undo(folder, second.row.id, author="Bo", made="2031-05-10")
    assert (state(folder, first), state(folder, second)) == ("in force", "undone")
    undo(folder, undoing.id, author="Bo", made="2031-05-11")
    assert state(folder, first) == "overruled"


def test_who_takes_a_statement_out_of_a_claim_takes_out_its_copies(folder: Path) -> None:
    add(folder, {"abend": "The warehouse on Quay Street was quite empty on a Friday last year, Rosen said."})
    before = derived_case(folder)
    assert claim_at(before, "abend", "The warehouse") == empty(before) == empty(before, "radio")
    taken = rule(folder, "different", empty(before).id, "radio:1")
    after = derived_case(folder)
    assert empty(after) == empty(after, "radio") == empty(after, "kurier")
    assert claim_at(after, "abend", "The warehouse") != empty(after)
    assert state(folder, taken) == "in force"
    add(folder, LATER)
    assert empty(derived_case(folder), "bote") == empty(derived_case(folder))


def test_a_note_is_kept_and_shown_and_nothing_is_derived_anew_for_it(folder: Path) -> None:
    before = derived_case(folder)
    with open_case(folder, create=False) as store:
        fingerprint_before = store.fingerprint()
    note = asked_to_note(before, "Ask  her\nwhich quay.", [empty(before).id, "Mona Lark"])
    taken = enter(folder, note, author="Ada", made="2031-05-08T09:00:00.000")
    after = derived_case(folder)
    (shown,) = judgements_of(Labels(after))
    assert (shown.state, shown.subjects[-1].name) == ("noted", "Ask her which quay.")
    assert shown.subjects[0].quote
    assert "empty on Friday" in shown.subjects[0].quote.words
    assert (after.claims, after.judgements) == (before.claims, (taken.row,))
    undo(folder, taken.row.id, author="Ada", made="2031-05-08T10:00:00.000")
    assert state(folder, taken) == "undone"
    with open_case(folder, create=False) as store:
        assert store.fingerprint() == fingerprint_before


@pytest.mark.parametrize(("words", "names"), [(" \n", ["post"]), ("Well.", []), ("x" * (LONGEST_NOTE + 1), ["post"])])
def test_a_note_says_something_about_something(folder: Path, words: str, names: list[str]) -> None:
    with pytest.raises(StemmaError, match="note: "):
        asked_to_note(derived_case(folder), words, names)
