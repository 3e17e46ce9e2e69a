"""Small invented cases: reports whose marked words are statements."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.compare.align import Aligner
from stemma.compare.claims import find_claims
from stemma.compare.clauses import Clause, Clauses
from stemma.compare.forms import distinct_forms
from stemma.compare.opposites import with_opposites
from stemma.compare.pieces import Material, gather
from stemma.compare.salience import salience_of
from stemma.compare.stances import stances_of
from stemma.compare.utterances import find_utterances
from stemma.compare.voices import Voices
from stemma.model import (
    Actor,
    ClaimGroup,
    Drift,
    OwnVoice,
    Reading,
    Report,
    Span,
    Stance,
    Statement,
    Utterance,
    sha256_of,
    statement_id,
)
from stemma.model.links import ClaimStance
from stemma.read.quantities import find_quantities
from stemma.read.times import find_times
from stemma.text.sentences import split

Said = tuple[str, str | None] | tuple[str, str | None, Stance]


def report(name: str, text: str, **fields: str) -> Report:
    return Report(id=name, text=text, sha256=sha256_of(text), **{"language": "en", **fields})  # type: ignore[arg-type]


def spoken(name: str, *said: Said, own: Sequence[str] = ()) -> tuple[Report, Reading]:
    """A report made of contents with their speakers and stances, and of own-voice sentences; and its reading."""
    text = "\n\n".join([*own, *(item[0] for item in said)])
    made = report(name, text)
    statements = []
    for item in said:
        start = text.index(item[0])
        content = (Span(start, start + len(item[0])),)
        statements.append(
            Statement(
                id=statement_id(name, None, None, content),
                report=name,
                source=None,
                cue=None,
                content=content,
                manner="direct",
                stance=item[2] if len(item) == 3 else "asserts",
                speaker=item[1],
            )
        )
    own_voice = tuple(OwnVoice(report=name, span=Span(text.index(s), text.index(s) + len(s))) for s in own)
    reading = Reading(
        report=name,
        language="en",
        sentences=split(text, "en"),
        statements=tuple(statements),
        own_voice=own_voice,
        quantities=find_quantities(made, split(text, "en"), statements, find_times(made, split(text, "en"))),
    )
    return made, reading


def stances_in_one_claim(*pairs: tuple[Report, Reading]) -> list[ClaimStance]:
    """The stances of all that some reports say, taken as one claim, in the order of the reports' names."""
    statements = [statement for _, reading in pairs for statement in reading.statements]
    material = gather([made for made, _ in pairs], [reading for _, reading in pairs], statements)
    aligner = Aligner(material.lexicon)
    forms = distinct_forms(material, aligner)
    kin = with_opposites(aligner.kin, material.lexicon)
    clauses = Clauses(material, forms, salience_of(material, forms.runs, kin), kin)
    said = [one for form, run in enumerate(forms.runs) for one in clauses.said(Clause(form, 0, len(run)))]
    return stances_of(clauses, sorted(said, key=lambda one: one.piece.report))


def person(name: str, body: str | None = None) -> Actor:
    return Actor(id=name, name=name.title(), kind="person", body=body)


class Compared:
    """A small case compared, with what tests ask of it."""

    def __init__(self, *pairs: tuple[Report, Reading], actors: Sequence[Actor] = ()) -> None:
        ordered = sorted(pairs, key=lambda pair: pair[0].id)
        self.reports = {made.id: made for made, _ in ordered}
        statements = [statement for _, reading in ordered for statement in reading.statements]
        self.material: Material = gather(
            [made for made, _ in ordered], [reading for _, reading in ordered], statements, actors=actors
        )
        aligner = Aligner(self.material.lexicon)
        forms = distinct_forms(self.material, aligner)
        self.utterances: tuple[Utterance, ...] = find_utterances(self.material, forms, aligner, Voices(actors))
        self.claims: tuple[ClaimGroup, ...] = find_claims(self.material, forms, aligner, self.utterances, actors=actors)

    def texts(self, group: Utterance | ClaimGroup) -> list[str]:
        return [member.span.of(self.reports[member.report].text) for member in group.members]

    def together(self, one: str, other: str, groups: Sequence[Utterance | ClaimGroup] | None = None) -> bool:
        """Whether some group has a member that holds `one` and another that holds `other`."""
        for group in self.utterances if groups is None else groups:
            texts = self.texts(group)
            if any(
                one in left and other in right
                for i, left in enumerate(texts)
                for j, right in enumerate(texts)
                if i != j
            ):
                return True
        return False

    def member(self, words: str) -> str:
        """The text of the shortest utterance member that holds these words."""
        return min((t for utterance in self.utterances for t in self.texts(utterance) if words in t), key=len)

    def drift(self) -> list[Drift]:
        return [drift for utterance in self.utterances for drift in utterance.drift]
