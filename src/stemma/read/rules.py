"""The rules as an attributor: who said what, by the vocabulary of the page's language."""

from __future__ import annotations

from stemma.read.attributions import Attribution, Found, Page
from stemma.read.lexicon import lexicon
from stemma.read.phrases import may_speak
from stemma.read.statements import find_attributions
from stemma.read.words import Unit, units
from stemma.vocabulary.cues import cue_vocabulary
from stemma.vocabulary.grammar import word_classes
from stemma.vocabulary.hedges import hedges
from stemma.vocabulary.replies import reply_words


def by_rules(page: Page) -> Found:
    """Who is said to have said what on `page`, by its language's rules; nothing without a vocabulary."""
    return Found(ruled(page, units_of(page)))


def units_of(page: Page) -> tuple[Unit, ...]:
    """The page's units with the word classes of its language."""
    return units(page.text, page.body, page.sentences, page.quotations, word_classes(page.language))


def ruled(page: Page, found: tuple[Unit, ...]) -> tuple[Attribution, ...]:
    """The attributions in the units `found` on `page`, in text order."""
    known = lexicon(page.language)
    cues, doubts, replying = cue_vocabulary(page.language), hedges(page.language), reply_words(page.language)
    return find_attributions(page.text, found, cues, doubts, replying, lambda span: may_speak(page.text, span, known))
