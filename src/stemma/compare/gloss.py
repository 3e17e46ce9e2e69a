"""The words by which a claim is shown: those of its clearest member."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from stemma.compare.agreement import Agreement
from stemma.compare.clauses import Clause, Clauses, Said
from stemma.compare.cuts import has_verb
from stemma.compare.grouping import spread
from stemma.model import trimmed
from stemma.model.links import ClaimStance
from stemma.vocabulary.grammar import word_classes

_QUOTES = str.maketrans("", "", '"“”„«»‹›')
# Words that only join what is said to who says it.
_JOINERS = frozenset(["that", "że", "iż", "dass", "daß", "que", "что", "що"])
_HEAD = 4
_FEWEST_WORDS, _MOST_WORDS = 5, 20
# A gloss holds most of what the claim's members usually say.
_USUAL = 0.8
# It agrees with the others at least this part of what the best does. So many others are asked.
_CENTRAL = 0.8
_ASKED = 12
_UNCLEAR_STARTS = frozenset({"pronoun", "relative", "coordinator", "complementiser", "infinitive", "object"})


def gloss_of(agreement: Agreement, said: Sequence[Said], stances: Sequence[ClaimStance]) -> str:
    """The words of the clearest member: one that affirms, if any, a clause of moderate length that stands by itself.

    It agrees with the others about as well as any does, and is in the language of most. Nothing is added to the words;
    quotation marks, and what joins them to who said them, are left out.
    """
    clauses = agreement.clauses
    clear = [one for one, stance in zip(said, stances, strict=True) if stance == "affirms"] or list(said)
    if len(clear) == 1:
        return _words(clauses, clear[0])
    weights = [clauses.worth(one.clause) for one in clear]
    usual = _USUAL * median(weights)
    language = _usual_language(clauses, clear)
    central = _centrality(agreement, clear)
    least = _CENTRAL * max(central.values())
    ranked = [
        (
            _faults(clauses, one)
            + (weight < usual)
            + 3 * (clauses.material.language(one.piece.report) != language)
            + 2 * (central[one.clause] < least),
            one.span.length,
            one.piece.report,
            one.span,
            one,
        )
        for one, weight in zip(clear, weights, strict=True)
    ]
    return _words(clauses, min(ranked, key=lambda entry: entry[:-1])[-1])


def _usual_language(clauses: Clauses, said: Sequence[Said]) -> str | None:
    """The language of most members; of equals the first by its code."""
    counts = Counter(clauses.material.language(one.piece.report) for one in said)
    return min(counts, key=lambda language: (-counts[language], language or "~"))


def _centrality(agreement: Agreement, said: Sequence[Said]) -> dict[Clause, float]:
    """How much each clause agrees with the others on average, a spread of them where they are many."""
    distinct = sorted({one.clause for one in said})
    asked = spread(distinct, _ASKED)
    return {
        clause: sum(agreement.of(clause, other) for other in asked if other != clause) / max(1, len(asked) - 1)
        for clause in distinct
    }


def _faults(clauses: Clauses, one: Said) -> int:
    """How many things keep the member from being read by itself."""
    material, report = clauses.material, one.piece.report
    first, last = one.piece.first + one.clause.first, one.piece.first + one.clause.last
    words = _words(clauses, one)
    listed = words.split()
    opening = word_classes(material.language(report)).get(listed[0].lower(), frozenset()) if listed else frozenset()
    edges = clauses.edges(report)
    statement = one.piece.statement
    return sum(
        (
            3 * (not has_verb(material, report, first, last)),
            2 * (not _FEWEST_WORDS <= len(listed) <= _MOST_WORDS),
            2 * bool(opening & _UNCLEAR_STARTS),
            # Somebody else's words within it: it says who said so.
            2 * any(one.span.start < edge < one.span.end for edge in edges),
            # "This afternoon that the mill had burned"
            2 * any(word.lower() in _JOINERS for word in listed[:_HEAD]),
            ", " in words,
            " — " in words or ": " in words,
            statement is None,
            statement is not None and (statement.in_title or statement.stance != "asserts"),
        )
    )


def _words(clauses: Clauses, one: Said) -> str:
    """A member's words as a line of their own, nothing added."""
    text = clauses.material.reports[one.piece.report].text
    span = trimmed(text, one.span)
    gloss = " ".join(span.of(text).translate(_QUOTES).split()).strip(" ,;:–—-.'‘’")
    first, _, rest = gloss.partition(" ")
    return rest if rest and first.lower() in _JOINERS else gloss
