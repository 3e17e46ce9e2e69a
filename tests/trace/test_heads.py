"""People and the bodies that they head or speak for, and who confirms what another says in one report."""

from __future__ import annotations

import pytest

from stemma.model import Claim
from tests.factories import Scene
from tests.trace.test_bynames import Told, claim_of, may_be_one, traced


@pytest.mark.parametrize(
    ("person", "body"),
    [
        (Told("Tom Dahl", "person", "Tom Dahl of the harbour authority spoke"), Told("Lolland's harbour authority")),
        (Told("Tom Dahl", "person", "Tom Dahl, the head of the harbour authority"), Told("harbour authority")),
        (Told("Tom Dahl", "person", "Tom Dahl, who heads the harbour authority"), Told("Lolland's harbour authority")),
        (Told("Tom Dahl", "person", "Tom Dahl, who speaks for the ministry of salt"), Told("salt ministry of Lolland")),
        (Told("Tom Dahl", "person", "Salt ministry spokesman Tom Dahl"), Told("salt ministry of Lolland")),
        (Told("Jan Dal", "person", "Jan Dal, szef ministerstwo soli", "pl"), Told("ministerstwo soli", language="pl")),
    ],
)
def test_who_heads_or_speaks_for_a_body_may_be_its_voice(person: Told, body: Told) -> None:
    assert may_be_one(claim_of(person, body))


@pytest.mark.parametrize(
    ("person", "body"),
    [
        (Told("Tom Dahl", "person", "Tom Dahl, the head of the harbour authority"), Told("Lolland's salt ministry")),
        (Told("Tom Dahl", "person", "Tom Dahl of the harbour authority spoke"), Told("Ormond Lines")),
        (Told("Tom Dahl", "person", "The harbour authority heard Tom Dahl"), Told("Lolland's harbour authority")),
    ],
)
def test_who_heads_another_body_or_none_stays_apart(person: Told, body: Told) -> None:
    claim = claim_of(person, body)
    assert (claim.status, len(claim.origins)) == ("corroborated", 2)


def its_head(named_before: str) -> Claim:
    scene = Scene()
    scene.actor("Salt Watch", "organisation")
    scene.actor("Ines Falk", "person")
    scene.report("one", f"{named_before} was there. The dam has fallen, said its head, Ines Falk.", publisher="A")
    scene.says("one", "The dam has fallen", by="Ines Falk")
    scene.mention("one", "Ines Falk", "Ines Falk")
    if named_before == "Salt Watch":
        scene.mention("one", "Salt Watch", "Salt Watch")
    scene.report("two", "The dam has fallen, said Salt Watch.", publisher="B")
    scene.says("two", "The dam has fallen", by="Salt Watch")
    return traced(scene)


def test_its_head_is_of_the_body_named_before() -> None:
    assert may_be_one(its_head("Salt Watch"))
    assert its_head("Somebody").status == "corroborated"


def confirmed(stance: str) -> Claim:
    """A ministry and somebody whom pages call a spokesman, of nobody in particular, in one report."""
    scene = Scene()
    scene.actor("salt ministry", "unnamed")
    scene.report("one", "The dam has fallen, said the salt ministry. Spokesman Tom Dahl: the dam has gone.")
    scene.says("one", "The dam has fallen", by="salt ministry", source="the salt ministry")
    scene.says("one", "the dam has gone", by="Tom Dahl", source="Tom Dahl", stance=stance)  # type: ignore[arg-type]
    scene.mention("one", "Spokesman Tom Dahl", "Tom Dahl")
    return traced(scene)


def test_who_confirms_what_another_says_in_the_same_report_is_somebody_else() -> None:
    assert may_be_one(confirmed("asserts"))
    assert confirmed("confirms").status == "corroborated"
