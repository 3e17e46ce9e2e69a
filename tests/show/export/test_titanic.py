"""The bundled case, as it is built, in every format that other programs or people take."""

from __future__ import annotations

import pytest
from prov.model import ProvDocument

from stemma.model import Case
from stemma.show.export.briefing import briefing
from stemma.show.export.contract import to_json
from stemma.show.export.prov import prov_document
from tests.show.conftest import TITANIC, built
from tests.show.export.test_followthemoney import checked
from tests.show.export.test_markup import Seen
from tests.show.export.test_web_annotations import items, selected, tagged


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return built(tmp_path_factory.mktemp("titanic"), TITANIC)


def test_every_annotation_selects_its_words_both_ways(case: Case) -> None:
    found = list(selected(items(case)))
    assert len(found) > 500
    for text, quote, position in found:
        words = text.encode("utf-32-le")[4 * position["start"] : 4 * position["end"]].decode("utf-32-le")
        assert words == quote["exact"]
        assert text.count(quote.get("prefix", "") + words + quote.get("suffix", "")) == 1


def test_every_statement_and_claim_member_is_annotated(case: Case) -> None:
    tags = [tagged(one) for one in items(case)]
    assert sum("statement" in one for one in tags) == sum(len(said.content) for said in case.statements)
    assert sum("claim" in one for one in tags) == sum(len(claim.members) for claim in case.claims)


def test_its_provenance_is_read_by_the_library(case: Case) -> None:
    document = ProvDocument.deserialize(content=to_json(prov_document(case)), format="json")
    assert len(list(document.get_records())) > len(case.reports) + len(case.statements) + len(case.claims)


def test_followthemoney_takes_all_of_it(case: Case) -> None:
    checked(case)


def test_its_briefing_names_the_hoax_and_who_denied_it(case: Case) -> None:
    seen = Seen("".join(briefing(case, "How the Titanic was saved")))
    assert "contested" in seen.text.partition("The claims")[0]
    assert "Allan Line" in seen.text
    assert len(seen.links) > 8
