"""Judgements as a reader meets them."""

from __future__ import annotations

from dataclasses import replace

from stemma.model import Judgement
from stemma.model.rulings import Subject, place_of
from stemma.show.judgements import ShownJudgement, judgements_of
from stemma.show.labels import Labels
from tests.show.cases import at, hostile_case, reports, silo_case


def place(name: str, words: str) -> Subject:
    (report,) = [report for report in reports() if report.id == name]
    return Subject((place_of(report, at(name, words).span),))


def row(verb: str, *subjects: Subject | str, number: int = 1, undone_by: str | None = None) -> Judgement:
    texts = tuple(one if isinstance(one, str) else one.text for one in subjects)
    made = f"2031-05-{number:02}T09:00:00Z"
    return Judgement(id=f"j{number}", verb=verb, subjects=texts, author="Ada", made=made, undone_by=undone_by)


def shown(*rows: Judgement) -> list[ShownJudgement]:
    return list(judgements_of(Labels(replace(silo_case(), judgements=rows))))


FIRE = place("post", "The east silo caught fire at dawn")
DENIAL = place("wire", "that the east silo had burned")
WORKERS = place("echo", "Some 21 workers left it")


def test_a_judgement_that_the_case_keeps_to_is_in_force_and_names_its_claims() -> None:
    (one,) = shown(row("same claim", FIRE, DENIAL))
    assert (one.state, one.claims, one.why) == ("in force", ("c1",), "")
    (other,) = shown(row("different claim", FIRE, WORKERS))
    assert (other.state, other.claims) == ("in force", ("c1", "c2"))


def test_a_judgement_that_the_case_does_not_keep_to_is_without_effect() -> None:
    (one,) = shown(row("same claim", FIRE, WORKERS))
    assert (one.state, one.claims) == ("without effect now", ())
    assert one.why


def test_an_unknown_verb_is_listed_and_asks_for_nothing() -> None:
    (one,) = shown(row("not independent", "a1", "a2"))
    assert (one.state, [subject.name for subject in one.subjects]) == ("without effect now", ["a1", "a2"])


def test_an_undoing_stands_with_what_it_undoes() -> None:
    (one,) = shown(row("same claim", FIRE, DENIAL, undone_by="j2"), row("undo", "j1", number=2))
    assert (one.state, one.why) == ("undone", "j2, Ada, 2 May 2031")


def test_words_that_are_gone_are_said_to_be() -> None:
    gone = FIRE.text.replace("at:", "at:1", 1)
    (one,) = shown(row("same claim", gone, DENIAL))
    assert (one.subjects[0].quote, one.subjects[0].name) == (None, None)
    assert "not in the case now" in one.why


def test_subjects_that_would_act_on_a_terminal_are_shown_instead() -> None:
    case = replace(hostile_case(), judgements=(row("dependent", "actor:\x1b[31m\u202eX", "\x1b]0;gotcha\x07"),))
    (one,) = judgements_of(Labels(case))
    assert not any("\x1b" in (subject.name or "") or "\u202e" in (subject.name or "") for subject in one.subjects)
