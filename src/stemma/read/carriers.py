"""Noun phrases for news and for what carries words: "a video posted by X", "X's letter", "some information"."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import Span
from stemma.read.lexicon import is_capital, low
from stemma.read.wording import Phrase, Wording
from stemma.text.names import is_acronym
from stemma.text.tokens import Token

_POSSESSIVES = ("'s", "’s", "s'", "s’")


def read_carrier(wording: Wording) -> Phrase | None:
    """The phrase as a carrier of words or as mere information, with whose it is; None where it is neither."""
    lists = wording.known.titles
    words = wording.noun
    head = low(words[-1])
    if wording.known.declines:
        head = next((low(word) for word in words[:3] if low(word) in lists.messages | lists.information), head)
    pair = " ".join(map(low, words[-2:]))
    message = head in lists.messages or pair in lists.messages
    information = head in lists.information or pair in lists.information
    if not (message or information):
        return None
    in_pair = pair in lists.messages or pair in lists.information
    owner = _owner_after(wording, words, head) if wording.known.declines else None
    owner = owner or _owner(wording, words[:-2] if in_pair else words[:-1])
    name = wording.plain(wording.main)
    return wording.phrase(
        "unnamed",
        name,
        head,
        number="plural" if wording.known.is_plural(head) else "singular",
        message=message,
        information=information,
        owner=owner,
        bare=True,
    )


def _owner(wording: Wording, before: Sequence[Token]) -> Span | None:
    """Whose it is, by the words before the noun or by those after it."""
    if wording.possessive is not None:
        return wording.possessive.span
    for word in before:
        if word.text.endswith(_POSSESSIVES):
            return Span(before[0].span.start, word.span.end)
    lists = wording.known.titles
    held = bool(wording.tail) and low(wording.tail[0]) in lists.not_owning
    for index, word in enumerate(wording.tail[:-1]):
        if word.text in lists.owners and not (held and word.text != "from"):
            end = wording.tail[-1].span.end if word.text == "in" else wording.span.end
            return Span(wording.tail[index + 1].span.start, end)
    if lists.heads_first:
        at = next((n for n in range(1, len(wording.main) - 1) if wording.main[n].text in lists.joining), None)
        if at is not None:
            return Span(wording.main[at + 1].span.start, wording.main[-1].span.end)
    first = next((word for word in before if _may_own(wording, word)), None)
    return Span(first.span.start, before[-1].span.end) if first is not None else None


def _owner_after(wording: Wording, words: Sequence[Token], head: str) -> Span | None:
    """Whose it is where that stands behind the noun, in the genitive: "komunikat ministerstwa"."""
    at = next((n for n, word in enumerate(words) if low(word) == head), len(words))
    rest = words[at + 1 :]
    if not any(_may_own(wording, word) or wording.known.is_role(low(word)) for word in rest):
        return None
    return Span(rest[0].span.start, rest[-1].span.end)


def _may_own(wording: Wording, word: Token) -> bool:
    """Whether a word before "statement" or "report" tells whose it is: a name, or "government", "police"."""
    opens = word.span.start == wording.span.start and not is_acronym(word.text)
    names = is_capital(word) and not opens
    return (names or bool(wording.known.families(low(word)))) and low(word) not in wording.known.titles.information
