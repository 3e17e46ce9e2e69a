"""What a search is: the words of a query, and the texts of a case that they are looked for in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stemma.model import Case, Report, Statement, sha256_of
from stemma.store.contract import HitKind

# More than anybody types; a whole article pasted into the search box would otherwise be one huge expression.
MOST_TERMS = 64

# Vowel signs and points, without which words of many scripts would fall apart, and private characters.
_IN_WORDS = {"Mn", "Mc", "Co"}
# Accents of Latin, Greek and Cyrillic letters, and the soft hyphen.
_DROPPED = {*map(chr, range(0x300, 0x370)), "\u00ad"}
_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together, in this order; with `prefix` the last one may go on.

    `text` is the term as it was typed, without quotation marks, and `words` what `words_of` makes of it.
    """

    text: str
    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text that can be found: a report's with its title, or the content of a statement."""

    kind: HitKind
    id: str
    report: str
    title: str
    words: str


def terms(query: str) -> tuple[Term, ...]:
    """The terms of a query, of which all must be found; empty where it has no word. Never raises."""
    found = (_term(piece[1] or "", piece[2] or "") for piece in _PIECE.finditer(query))
    return tuple(term for term in found if term.words)[:MOST_TERMS]


def words_of(text: str) -> tuple[str, ...]:
    """The words of `text` as they are compared: case and accents off; all but letters, digits and signs separate them.

    The words that SQLite's tokeniser unicode61 finds with remove_diacritics 2, but for rare characters.
    """
    plain = "".join(map(_kept, unicodedata.normalize("NFD", text.casefold())))
    return tuple(unicodedata.normalize("NFC", plain).split())


def report_document(report: Report) -> Document:
    """What is searched in a report."""
    return Document(kind="report", id=report.id, report=report.id, title=report.title or "", words=report.text)


def case_documents(case: Case, waiting: Iterable[Report]) -> Iterator[Document]:
    """What is searched in a derived case, and in reports that are `waiting` to be derived from."""
    texts = {report.id: report.text for report in case.reports}
    yield from map(report_document, (*case.reports, *waiting))
    yield from (_statement_document(statement, texts.get(statement.report, "")) for statement in case.statements)


def snapshot_keys(reports: Iterable[Report]) -> set[tuple[str, str]]:
    """What tells snapshots apart whatever id their report goes by: the SHA-256 of the bytes and that of the text."""
    return {(report.sha256, sha256_of(report.text)) for report in reports}


def _statement_document(statement: Statement, text: str) -> Document:
    words = " … ".join(span.of(text) for span in statement.content)
    return Document(kind="statement", id=statement.id, report=statement.report, title="", words=words)


def _term(phrase: str, word: str) -> Term:
    text = phrase or word
    return Term(text, words_of(text), prefix=word.endswith("*"))


def _kept(character: str) -> str:
    if character in _DROPPED:
        return ""
    category = unicodedata.category(character)
    return character if category[0] in "LN" or category in _IN_WORDS else " "
