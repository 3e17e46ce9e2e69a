"""Numbers in words of time."""

from __future__ import annotations

import re

from stemma.vocabulary.times import TimeWords

_BETWEEN = re.compile(r"[\s-]+")


def number_of(text: str, words: TimeWords) -> float | None:
    """The value of "3", "1,200", "1.5", "half a", "twenty four", "two hundred"; None for words that make no number."""
    if text[:1].isdigit():
        plain = text.replace(",", "") if re.fullmatch(r"\d+(?:,\d{3})+", text) else text.replace(",", ".")
        return float(plain)
    if text in words.numbers:
        return words.numbers[text]
    total, current = 0.0, 0.0
    for value in (words.numbers[word] for word in _BETWEEN.split(text) if word in words.numbers):
        if value >= 1000:
            total, current = total + max(current, 1) * value, 0
        elif value == 100:
            current = max(current, 1) * 100
        elif current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and value < 10):
            current += value
        else:
            return None
    return total + current or None
