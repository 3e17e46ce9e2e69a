"""What a newcomer sees of the bundled case's claims: who denies what, and the words that they go by."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.model import Case, Claim
from stemma.run.local import build_case, derived_case

TITANIC = Path(__file__).resolve().parents[2] / "examples" / "titanic-1912"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("titanic") / "case"
    build_case(folder, [TITANIC], workers=1)
    return derived_case(folder)


def words(case: Case, claim: Claim, *stances: str) -> set[str]:
    texts = {report.id: report.text for report in case.reports}
    return {member.span.of(texts[member.report]) for member in claim.members if member.stance in stances}


def claims_with(case: Case, said: str) -> list[Claim]:
    return [claim for claim in case.claims if any(said in one for one in words(case, claim, "affirms", "hedges"))]


def test_who_saw_her_go_down_denies_that_she_cannot(case: Case) -> None:
    (claim,) = claims_with(case, "She cannot go down")
    assert words(case, claim, "denies") == {"We saw her go down."}


def test_to_have_been_wrong_takes_back_what_was_said_before(case: Case) -> None:
    denied = [claim for claim in case.claims if "I was mistaken" in words(case, claim, "denies")]
    assert [claim.gloss for claim in denied] == ["The passengers of the Titanic are safe"]


def test_who_has_no_message_denies_nobody_who_has_none(case: Case) -> None:
    (claim,) = claims_with(case, "no direct message")
    assert not words(case, claim, "denies")


def test_a_claim_goes_by_words_that_put_it_forward(case: Case) -> None:
    for claim in case.claims:
        put_forward = words(case, claim, "affirms", "hedges")
        assert not put_forward or any(claim.gloss.lower() in one.lower() for one in put_forward), claim.gloss
