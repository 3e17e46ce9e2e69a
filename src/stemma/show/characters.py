"""Making words of reports safe to look at: characters that would act on a page or a terminal are shown instead."""

from __future__ import annotations

import re

# Controls (C0 without tab and line feed, C1), lone surrogates, line separators, and the marks that reorder a line.
ACTING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BLANK = re.compile(r"\s+")
_PAIRS = (("“", "”"), ("«", "»"))
_QUOTATION_MARKS = frozenset('"“”„«»')


def shown(char: str) -> str:
    """A stand-in for one acting character: a control picture where Unicode has one, else its code point, "⟨202E⟩"."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"⟨{code:04X}⟩"


def visible(text: str) -> str:
    """`text` with every acting character replaced by its stand-in; what is left can be encoded and printed."""
    return ACTING.sub(lambda match: shown(match.group()), text)


def one_line(text: str) -> str:
    """`text` on one line, acting characters shown, runs of white space as one space."""
    return visible(_BLANK.sub(" ", text)).strip()


def shortened(text: str, limit: int) -> str:
    """The first words of `text` that fit in `limit` characters, with "…" where something was left out."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = len(head) if text[limit - 1].isspace() else head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip(" ,;:–—-") + "…"


def quoted(words: str) -> str:
    """`words` in quotation marks, unless they bring whole pairs: two sorts in a row hide where the words begin."""
    pairs = words.count('"') % 2 == 0 and all(words.count(one) == words.count(other) for one, other in _PAIRS)
    own = words.startswith(("'", "‘")) or (pairs and any(mark in words for mark in _QUOTATION_MARKS))
    return words if own else f"“{words}”"
