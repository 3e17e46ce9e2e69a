"""Where members stand towards a claim, whatever it was that made one claim of them."""

from __future__ import annotations

from stemma.compare.align import Aligner
from stemma.compare.clauses import Clause, Clauses
from stemma.compare.forms import distinct_forms
from stemma.compare.opposites import with_opposites
from stemma.compare.pieces import gather
from stemma.compare.salience import salience_of
from stemma.compare.stances import stances_of
from tests.compare.speeches import spoken


def stances(*sentences: str) -> list[str]:
    """The stances of sentences that are one claim, each said by somebody else in a report of its own."""
    pairs = [spoken(f"r{n}", (sentence, f"speaker{n}")) for n, sentence in enumerate(sentences)]
    reports, readings = [made for made, _ in pairs], [reading for _, reading in pairs]
    statements = [statement for reading in readings for statement in reading.statements]
    material = gather(reports, readings, statements)
    aligner = Aligner(material.lexicon)
    forms = distinct_forms(material, aligner)
    kin = with_opposites(aligner.kin, material.lexicon)
    clauses = Clauses(material, forms, salience_of(material, forms.runs, kin), kin)
    said = [one for form, run in enumerate(forms.runs) for one in clauses.said(Clause(form, 0, len(run)))]
    said.sort(key=lambda one: one.piece.report)
    return list(stances_of(clauses, said))


def test_a_figure_in_much_the_same_words_denies() -> None:
    found = stances(
        "Fourteen boats look for the freighter Selga.",
        "Fourteen boats look for the freighter Selga on Monday.",
        "Sixty boats look for the freighter Selga.",
    )
    assert found == ["affirms", "affirms", "denies"]


def test_a_figure_in_other_words_is_of_something_else() -> None:
    found = stances(
        "Fourteen boats look for the freighter Selga.",
        "Fourteen boats look for the freighter Selga on Monday.",
        "Sixty boats full of sightseers came to see the search.",
    )
    assert found == ["affirms", "affirms", "affirms"]


def test_a_figure_of_what_happened_to_people_denies_in_any_words() -> None:
    found = stances(
        "Nine sailors drowned when the freighter Selga sank.",
        "Nine sailors drowned when the freighter Selga sank on Monday.",
        "In the harbour chapel they read the names of four sailors who were killed.",
    )
    assert found == ["affirms", "affirms", "denies"]
