"""A source's name that was taken for the beginning of what it says: "According to the mayor, Jane Doe, the door …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stemma.model import Span
from stemma.read.attributions import Attribution, Page
from stemma.read.lexicon import Lexicon, lexicon
from stemma.read.phrases import parse_phrase
from stemma.vocabulary.grammar import word_classes

# A full name with a comma behind it; a clause follows.
_NAME = re.compile(r"(?P<name>(?:[^\W\d_][\w.'’-]*[ ]){1,3}[^\W\d_][\w'’-]*),[ ](?P<first>\w+)")
# Characters of a sentence that are looked at.
_LOOKED_AT = 600


def with_names_after(page: Page, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, a name that stands between who somebody is and what they say put to who says it.

    Of "According to police, Jane Doe, a nurse, died" the name is no source: there something else stands between commas
    behind it. So a further comma in the sentence, or a body as source, leaves everything as it is.
    """
    known = lexicon(page.language)
    return tuple(_with_name(page, one, known) for one in found)


def _with_name(page: Page, one: Attribution, known: Lexicon) -> Attribution:
    source, cue, content = one.source, one.cue, one.content[0]
    if source is None or cue is None or cue.end > source.start or one.manner == "direct":
        return one
    if page.text[source.end : content.start] != ", ":
        return one
    name = _NAME.match(page.text, content.start, content.end)
    if name is None or not _goes_on(page, content, name) or not _is_one_person(page.text, source, known):
        return one
    named = parse_phrase(page.text, Span(*name.span("name")), known)
    if named is None or named.kind != "person" or " " not in named.name:
        return one
    told = Span(name.start("first"), content.end)
    return replace(one, source=Span(source.start, name.end("name")), content=(told, *one.content[1:]))


def _goes_on(page: Page, content: Span, name: re.Match[str]) -> bool:
    """Whether a clause follows the name, rather than what tells who that is."""
    end = next((s.end for s in page.sentences if s.covers(Span(content.start, content.start + 1))), content.end)
    rest = page.text[name.end("name") + 1 : min(end, content.start + _LOOKED_AT)]
    relative = "relative" in word_classes(page.language).get(name["first"].lower(), frozenset())
    return "," not in rest and not relative and not name["first"].isdigit()


def _is_one_person(text: str, source: Span, known: Lexicon) -> bool:
    """Whether the source tells of one person, and gives no name."""
    phrase = parse_phrase(text, source, known)
    if phrase is None or phrase.families or phrase.kind in ("media", "people", "pronoun") or phrase.parts:
        return False
    if phrase.kind == "person":
        return " " not in phrase.name
    # Many a genitive of one is a nominative of several: "по словам соседки".
    return phrase.number == "singular" or known.declines
