"""Hedges: the words by which a report keeps its distance without naming a source, and explicit rejections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml
from stemma.vocabulary.word_patterns import NOTHING, any_of

_VERDICTS = ("naming", "put_forward", "told", "approving", "rejecting", "scorning", "falsity", "declaring")


@dataclass(frozen=True, slots=True)
class Hedges:
    """A language's hedges, in lower case.

    `adverbs` hedge their clause ("reportedly"), `predicate` what follows a form of "be" ("is likely"); `passive` are
    participles that report without a source ("said to"). `marks` finds any hedge in lower-case own voice,
    `rejections` an explicit rejection, `doubts` an explicit doubt, `vague` are whole source phrases that name nobody.
    `modals` hedge a clause that ends with a participle and one of `modal_ends` ("soll … haben"), `conditionals` one in
    which a participle follows ("aurait été vu"), where none of `conditions` says on what it depends. `participles` are
    the endings of participles. `recanting` finds words that take back what was said, or say that somebody was wrong.

    Who names a thing `put_forward` ("called the allegation a fairy tale") rejects it, unless by an `approving` word;
    what is merely `told` ("called the report false") only by a `rejecting` one, and a thing of any kind by one of
    `falsity` ("called the letter a forgery"), as do `declaring` verbs, by that alone. `scorning` verbs reject either by
    themselves ("laughed at the toll"). All these, and `naming` verbs, are given by their beginnings.
    """

    adverbs: frozenset[str]
    predicate: frozenset[str]
    passive: frozenset[str]
    vague: frozenset[str]
    marks: re.Pattern[str]
    rejections: re.Pattern[str]
    doubts: re.Pattern[str] = NOTHING
    modals: frozenset[str] = frozenset()
    modal_ends: frozenset[str] = frozenset()
    conditionals: frozenset[str] = frozenset()
    participles: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    put_forward: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    approving: tuple[str, ...] = ()
    rejecting: tuple[str, ...] = ()
    scorning: tuple[str, ...] = ()
    falsity: tuple[str, ...] = ()
    declaring: tuple[str, ...] = ()
    confirming: tuple[str, ...] = ()
    unsettled: frozenset[str] = frozenset()
    assessing: re.Pattern[str] = NOTHING
    doubting: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    recanting: re.Pattern[str] = NOTHING


@cache
def hedges(language: str | None) -> Hedges:
    """The hedges of `language`; none for a language without a file. Raises VocabularyError."""
    data = read_yaml(language, "hedges") if language else None
    if data is None:
        none: frozenset[str] = frozenset()
        return Hedges(none, none, none, none, NOTHING, NOTHING)
    try:
        return Hedges(
            adverbs=frozenset(data.get("adverbs", ())),
            predicate=frozenset(data.get("predicate", ())),
            passive=frozenset(data.get("passive", ())),
            vague=frozenset(data.get("vague", ())),
            marks=any_of(data.get("marks", ())),
            rejections=any_of(data.get("rejections", ())),
            doubts=any_of(data.get("doubts", ())),
            modals=frozenset(data.get("modals", ())),
            modal_ends=frozenset(data.get("modal_ends", ())),
            conditionals=frozenset(data.get("conditionals", ())),
            participles=tuple(data.get("participles", ())),
            conditions=frozenset(data.get("conditions", ())),
            **{name: tuple(map(str, data.get(name, ()))) for name in _VERDICTS},
            confirming=tuple(map(str, data.get("confirming", ()))),
            unsettled=frozenset(map(str, data.get("unsettled", ()))),
            assessing=any_of(data.get("assessing", ())),
            doubting=frozenset(map(str, data.get("doubting", ()))),
            recanting=any_of(data.get("recanting", ())),
        )
    except (TypeError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file {language}/hedges.yaml: wrong schema ({error})") from error
