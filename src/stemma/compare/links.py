"""Readings become links. Tells the stages in order: actors, words and pieces, copied passages, stories, utterances,
claims."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from stemma.compare.actors import merge_actors
from stemma.compare.align import Aligner
from stemma.compare.apart import within_stories
from stemma.compare.claims import find_claims
from stemma.compare.figures import without_outdated
from stemma.compare.forms import distinct_forms
from stemma.compare.judged import with_reasons
from stemma.compare.passages import find_passages
from stemma.compare.pieces import gather
from stemma.compare.stories import find_stories
from stemma.compare.tallies import find_series
from stemma.compare.utterances import find_utterances
from stemma.compare.voices import Voices
from stemma.model import Comparison, Reading, Report
from stemma.model.rulings import Ruling
from stemma.text.bodies import speaking_publishers


def compare(reports: Sequence[Report], readings: Sequence[Reading], rulings: Sequence[Ruling] = ()) -> Comparison:
    """All that ties the case's readings together. `readings` are parallel to `reports`; `rulings` are kept to.

    The result does not depend on the order of reports.
    """
    ordered = sorted(zip(reports, readings, strict=True), key=lambda pair: pair[0].id)
    reports, readings = tuple(report for report, _ in ordered), tuple(reading for _, reading in ordered)
    case = merge_actors(reports, readings, rulings)
    bodies = speaking_publishers(reports, readings, case.statements, case.actors)
    voices = Voices(case.actors, bodies.values())
    material = gather(reports, readings, case.statements, bodies, actors=case.actors)
    aligner = Aligner(material.lexicon)
    passages = find_passages(material)
    stories = find_stories(material)
    forms = distinct_forms(material, aligner, partial(within_stories, material, stories=stories, passages=passages))
    utterances = find_utterances(material, forms, aligner, voices, rulings)
    claims = without_outdated(find_claims(material, forms, aligner, utterances, rulings, case.actors), material)
    return Comparison(
        actors=case.actors,
        mentions=case.mentions,
        statements=case.statements,
        passages=passages,
        utterances=with_reasons(utterances, rulings, "utterance"),
        claims=with_reasons(claims, rulings, "claim"),
        stories=tuple((report.id, story) for report, story in zip(reports, stories, strict=True)),
        quantities=find_series(material, case.statements, stories),
    )
