"""Headlines that open with what they are about ("Lund: houses cleared") and not with who speaks ("Police: …")."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from stemma.model import Span
from stemma.read.attributions import Attribution
from stemma.read.lexicon import Lexicon, core, is_capital, lexicon, low
from stemma.read.phrases import parse_phrase
from stemma.text.tokens import Token, fold, tokens_in
from stemma.vocabulary.command import governments
from stemma.vocabulary.cues import cue_vocabulary
from stemma.vocabulary.first_names import first_names

# Letters by which a name's cases agree.
_STEM = 4


def without_topics(
    text: str, found: Sequence[Attribution], lines: Sequence[Span], language: str | None
) -> tuple[Attribution, ...]:
    """The attributions without those of a headline whose label is a mere name that nowhere on the page speaks.

    Whoever is quoted in a headline is quoted below, too; a place, a mine or "drama in Lund" is not.
    """
    headline = next(iter(lines), None)
    if headline is None or len(lines) < 2:
        return tuple(found)
    known = lexicon(language)
    labels = [one for one in found if _is_label(text, one, headline)]
    below = [tokens_in(text, one.source) for one in found if one.source and one.source.start >= headline.end]
    dropped = [
        one
        for one in labels
        if one.source and not _carries(text, one.source, known) and _is_topic(tokens_in(text, one.source), below, known)
    ]
    return tuple(one for one in found if one not in dropped)


def _is_label(text: str, one: Attribution, headline: Span) -> bool:
    if one.source is None or one.cue is None or one.manner != "indirect":
        return False
    return one.cue.of(text) == ":" and one.source.start == headline.start and headline.covers(one.cue)


def _carries(text: str, label: Span, known: Lexicon) -> bool:
    """Whether a label names a medium or the like of a poll, which have something to tell: "Poll: …", "Reuters: …"."""
    last = tokens_in(text, label)[-1]
    cues = cue_vocabulary(known.language)
    if low(last) in cues.papers or (cues.nouns_capital and low(last).endswith(cues.papers)):
        return True
    phrase = parse_phrase(text, label, known)
    return phrase is not None and phrase.kind == "media"


def _is_topic(label: Sequence[Token], below: Sequence[Sequence[Token]], known: Lexicon) -> bool:
    if not label or any(_tells(word, known) for word in label):
        return False
    if core(label[0]) in first_names(known.language) or any(is_of_a_government(fold(word.text)) for word in label):
        return False
    last = fold(label[-1].text)[:_STEM]
    return not any(_speaks(last, source, known) for source in below)


def _tells(word: Token, known: Lexicon) -> bool:
    """Whether a word shows that somebody is named: a title, a body, a country, initials."""
    if known.is_role(low(word)) or known.is_organisation(low(word)) or known.families(low(word)):
        return True
    if known.is_human(low(word)) or known.countries.of(core(word)) is not None:
        return True
    return any(map(str.isupper, word.text[1:]))


@functools.lru_cache(maxsize=1 << 12)
def is_of_a_government(word: str) -> bool:
    """Whether a folded word is a government's seat or an organ of its own: "Moscou", "Kreml"."""
    forms = (form for one in governments() for form in (*one.name, *one.seat, *one.organs))
    return any(fold(form) == word or (form.endswith("*") and word.startswith(fold(form[:-1]))) for form in forms)


def _speaks(stem: str, source: Sequence[Token], known: Lexicon) -> bool:
    """Whether a source below is of that name, and not a body of that place ("the Lund fire service")."""
    if not any(fold(word.text).startswith(stem) for word in source if is_capital(word)):
        return False
    return not any(known.is_organisation(low(word)) and not is_capital(word) for word in source)
