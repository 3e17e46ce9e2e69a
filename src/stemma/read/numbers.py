"""Numbers in a sentence, in digits or words, with what bounds them: "more than 70", "between 5 and 7", "dozens"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemma.model.readings import Bound
from stemma.read.quantity_words import FigureWords
from stemma.text.tokens import Token

# "About 675" is anything within a tenth of it.
NEAR = 0.1
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "₽": "RUB", "₴": "UAH", "¥": "JPY"}
_GLUED = re.compile(r"(\d{1,9})(bn|mln|mn|m|k|km|kg|ha|t)")
_MULTIPLIED = {"bn": 1e9, "mln": 1e6, "mn": 1e6, "m": 1e6, "k": 1e3}
_HYPHENED = re.compile(r"(\d{1,9})[-‐‑](\d{1,9})")
_DASHES = frozenset({"-", "–", "—", " – ", " — "})
_BLANKS = frozenset({" ", "\u00a0", "\u202f", "-", "\n"})
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d")
_HUNDRED, _THOUSAND = 100, 1000
# Nothing that news counts is more.
_MOST = 1e15
# Digits of more characters are a telephone number or an account.
_LONGEST = 15
_FIRST_YEAR, _LAST_YEAR = 1700, 2100


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: its words (`first` to before `last`), what it allows, and whether it is said of all there are.

    `value` is the number alone, `start` and `end` the characters with what bounds it and its unit. `vague` marks words
    that name no number.
    """

    first: int
    last: int
    start: int
    end: int
    value: float
    low: float | None
    high: float | None
    bound: Bound = "exactly"
    unit: str | None = None
    vague: bool = False


class Sentence:
    """A sentence's words, folded, with the characters between them."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.words = [token.folded.rstrip(".") for token in tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def gap(self, place: int) -> str:
        """The characters between a word and the one before it; a line end at either end of the sentence."""
        if place <= 0 or place >= len(self.tokens):
            return "\n"
        return self.text[self.tokens[place - 1].span.end : self.tokens[place].span.start]

    def parted(self, place: int, marks: str = ".;:!?()\n") -> bool:
        """Whether one of the marks stands between a word and the one before it."""
        return any(mark in marks for mark in self.gap(place)[:12])


def amounts(sentence: Sentence, words: FigureWords) -> list[Amount]:
    """The numbers of a sentence, in order; names, addresses, ages, scores and years are none."""
    found: list[Amount] = []
    place = 0
    while place < len(sentence):
        plain = _plain(sentence, place, words)
        if plain is None:
            place += 1
            continue
        amount = _ranged(sentence, plain, words)
        place = amount.last
        amount = _with_unit(sentence, _bounded(sentence, amount, words), words)
        if not _is_name(sentence, amount, words):
            found.append(amount)
    return found


def _plain(sentence: Sentence, place: int, words: FigureWords) -> Amount | None:
    """The number that begins with a word, without what bounds it."""
    token = sentence.tokens[place]
    vague = words.vague.at(sentence.words, place)
    if vague is not None and (beyond := _run_beyond(sentence, place, place + vague[0], words)) is not None:
        return beyond
    if vague is not None:
        length, (low, high) = vague
        scale = _worded(sentence, place + length, words) if place + length < len(sentence) else None
        if scale is not None and scale >= _HUNDRED and sentence.gap(place + length) == " ":
            # "A few hundred"
            length, low, high = length + 1, low * scale, None if high is None else high * scale
        value = low if high is None else (low + high) / 2
        return replace(_amount(sentence, place, place + length, value, low, high), vague=True)
    phrase = words.phrases.at(sentence.words, place)
    if phrase is not None:
        return _amount(sentence, place, place + phrase[0], phrase[1])
    if token.text[0].isdigit():
        return _in_digits(sentence, place, words)
    if _value(sentence, place, words) is not None:
        last, value = _run(sentence, place, words)
        if sentence.words[last - 1] in words.dozens:
            return _amount(sentence, place, last, value, value * (1 - NEAR), value * (1 + NEAR))
        return _amount(sentence, place, last, value)
    one = words.one.at(sentence.words, place)
    if one is not None and _counts_one(sentence, place, place + one[0], words):
        return _amount(sentence, place, place + one[0], 1.0)
    return None


def _run_beyond(sentence: Sentence, place: int, last: int, words: FigureWords) -> Amount | None:
    """The exact number that begins like words that are about one: "a hundred and five"."""
    if last - place < 2 or _value(sentence, place + 1, words) is None:
        return None
    end, value = _run(sentence, place + 1, words)
    return _amount(sentence, place, end, value) if end > last else None


def _amount(
    sentence: Sentence, first: int, last: int, value: float, low: float | None = None, high: float | None = None
) -> Amount:
    start, end = sentence.tokens[first].span.start, sentence.tokens[last - 1].span.end
    if low is None and high is None:
        return Amount(first, last, start, end, value, value, value)
    return Amount(first, last, start, end, value, low, high, "at least" if high is None else "about")


def _counts_one(sentence: Sentence, first: int, last: int, words: FigureWords) -> bool:
    """Whether "one" counts here, rather than standing for somebody: "one person", "at least one"."""
    if words.least.before(sentence.words, first) or words.most.before(sentence.words, first):
        return True
    for phrases in (words.none, words.nobody):
        if first and (nobody := phrases.at(sentence.words, first - 1)) is not None and nobody[0] > 1:
            return False
    counted = words.things.at(sentence.words, last) or words.frames.at(sentence.words, last)
    return counted is not None and not sentence.parted(last, ".,;:!?()\n")


def _in_digits(sentence: Sentence, place: int, words: FigureWords) -> Amount | None:
    token = sentence.tokens[place]
    if (both := _HYPHENED.fullmatch(token.text)) is not None:
        low, high = float(both[1]), float(both[2])
        if low >= high:
            return None
        return replace(_amount(sentence, place, place + 1, high, low, high), bound="range")
    if (glued := _GLUED.fullmatch(token.folded)) is not None:
        return _in_units(sentence, place, float(glued[1]), glued[2])
    if _value(sentence, place, words) is None:
        return None
    last, value = _run(sentence, place, words)
    return _amount(sentence, place, last, value)


def _in_units(sentence: Sentence, place: int, value: float, mark: str) -> Amount | None:
    """A number with its unit in one word: "80m" is money behind a currency's sign, and metres elsewhere."""
    start = sentence.tokens[place].span.start
    money = _SYMBOLS.get(sentence.text[start - 1 : start])
    if money is not None:
        amount = _amount(sentence, place, place + 1, value * _MULTIPLIED.get(mark, 1.0))
        return replace(amount, unit=money, start=start - 1)
    if mark in ("bn", "mln", "mn", "k"):
        return _amount(sentence, place, place + 1, value * _MULTIPLIED[mark])
    return replace(_amount(sentence, place, place + 1, value), unit=mark)


def _run(sentence: Sentence, place: int, words: FigureWords) -> tuple[int, float]:
    """The number that a run of words makes, and the word after it: "two hundred and five", "1 500", "2.5 million"."""
    start = place
    current = _value(sentence, place, words) or 0.0
    total, place = 0.0, place + 1
    while words.spaced and _is_group(sentence, start, place):
        current = current * _THOUSAND + float(sentence.words[place])
        place += 1
    while place < len(sentence):
        step = place + (sentence.words[place] in words.joiners and _may_join(current))
        following = None if step >= len(sentence) else _worded(sentence, step, words)
        if following is None or sentence.gap(place) not in _BLANKS:
            break
        if following >= _THOUSAND and step == place:
            total, current = total + (current or 1.0) * following, 0.0
        elif _multiplies(sentence.words[place], following, words) and 1 <= current < _HUNDRED and step == place:
            current *= following
        elif _adds(current, following):
            current += following
        else:
            break
        place = step + 1
    return place, total + current


def _multiplies(word: str, value: float, words: FigureWords) -> bool:
    return value == _HUNDRED or word in words.dozens


def _is_group(sentence: Sentence, start: int, place: int) -> bool:
    """Whether a word is the next three digits of a number whose thousands are parted by blanks."""
    if place >= len(sentence) or sentence.gap(place) != " ":
        return False
    text, before = sentence.tokens[place].text, sentence.tokens[place - 1].text
    most = 3 if place - 1 == start else -1
    led = before.isdigit() and (len(before) <= most or place - 1 > start) and not before.startswith("0")
    return led and len(text) == 3 and text.isdigit()


def _may_join(current: float) -> bool:
    return current >= 30 and current % 10 == 0


def _adds(current: float, following: float) -> bool:
    if following >= _HUNDRED:
        return current == 0 and following < _THOUSAND
    if current == 0 or (current >= _HUNDRED and current % _HUNDRED == 0):
        return following >= 1
    return current % _HUNDRED >= 20 and current % 10 == 0 and 1 <= following < 10


def _worded(sentence: Sentence, place: int, words: FigureWords) -> float | None:
    """The value of a number word, none of digits: "20 5" are two numbers."""
    return None if sentence.tokens[place].text[0].isdigit() else _value(sentence, place, words)


def _value(sentence: Sentence, place: int, words: FigureWords) -> float | None:
    token = sentence.tokens[place]
    if token.text[0].isdigit():
        return digits(token.folded)
    if _is_title(sentence, place):
        return None
    word = sentence.words[place]
    known = words.numbers.get(word)
    if known is not None or "-" not in word:
        return known
    parts = word.split("-")
    for cut in range(len(parts) - 1, 0, -1):
        # "quatre-vingt-trois": what is eighty comes first, then what is added.
        head = words.numbers.get("-".join(parts[:cut]))
        rest = [1.0 if words.one.at([part], 0) else words.numbers.get(part) for part in parts[cut:]]
        if head is not None and head >= 20 and all(one is not None and one < head for one in rest):
            return head + sum(one for one in rest if one is not None)
    return None


def _is_title(sentence: Sentence, place: int) -> bool:
    """Whether a number word is part of a name: "the Big Three", "Six Nations"."""
    if place == 0 or not sentence.tokens[place].text[0].isupper():
        return False
    beside = [n for n in (place - 1, place + 1) if 0 <= n < len(sentence) and not sentence.parted(max(n, place))]
    return any(sentence.tokens[n].text[0].isupper() for n in beside) and not sentence.parted(place, '.;:!?()\n"“„«—–')


def digits(written: str) -> float | None:
    """The value of a number in digits; None for a time of day, a date, "2nd" or a telephone number."""
    plain = written.replace("\u00a0", "").replace("\u202f", "")
    groups = plain.replace(".", ",").split(",")
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and groups[0] != "0":
        plain = "".join(groups)
    if len(plain) > _LONGEST or not all(letter in "0123456789.," for letter in plain):
        return None
    try:
        return float(plain.replace(",", ".", 1))
    except ValueError:
        return None


def _ranged(sentence: Sentence, amount: Amount, words: FigureWords) -> Amount:
    """The number, or the range that it begins: "5 to 7", "between 5 and 7", "5–7"."""
    if amount.vague or amount.bound == "range" or amount.last >= len(sentence):
        return amount
    gap = sentence.gap(amount.last)
    if gap in _DASHES and sentence.tokens[amount.last].text[0].isdigit():
        return _joined(sentence, amount, amount.last, amount.first, words)
    for before, within in words.ranges:
        if sentence.words[amount.last] == within and gap in _BLANKS:
            led = amount.first > 0 and sentence.words[amount.first - 1] == before
            changes = bool(before) and any(
                words.updates.at(sentence.words, n) for n in range(max(0, amount.first - 4), amount.first - 1)
            )
            if (led or not before) and not changes:
                return _joined(sentence, amount, amount.last + 1, amount.first - led, words)
    return amount


def _joined(sentence: Sentence, amount: Amount, place: int, first: int, words: FigureWords) -> Amount:
    other = _plain(sentence, place, words) if place < len(sentence) else None
    if other is None or other.vague or other.value <= amount.value or sentence.parted(place, ".,;:!?()\n"):
        return amount
    start = sentence.tokens[first].span.start
    return Amount(first, other.last, start, other.end, other.value, amount.value, other.value, "range")


def _bounded(sentence: Sentence, amount: Amount, words: FigureWords) -> Amount:
    """The number with the words before and after it that keep it from being exact."""
    plus = sentence.text[amount.end : amount.end + 1] == "+"
    after = words.after_least.at(sentence.words, amount.last)
    if plus or after:
        last = amount.last + (after[0] if after else 0)
        end = sentence.tokens[last - 1].span.end if after else amount.end + 1
        return replace(amount, last=last, end=end, high=None, bound="at least")
    if sentence.parted(amount.first, ".,;:!?()\n"):
        return amount
    at = amount.first
    if length := words.least.before(sentence.words, at):
        return _led(sentence, replace(amount, low=_lowest(amount, words), high=None, bound="at least"), length, words)
    if length := words.most.before(sentence.words, at):
        highest = amount.value if amount.high is None else amount.high
        return _led(sentence, replace(amount, low=0.0, high=highest, bound="at most"), length, words)
    if (length := words.about.before(sentence.words, at)) and not amount.vague:
        low, high = amount.low or 0.0, amount.high or amount.value
        near = replace(amount, low=round(low * (1 - NEAR), 6), high=round(high * (1 + NEAR), 6), bound="about")
        return _led(sentence, near, length, words)
    return _led(sentence, amount, length, words) if length else amount


def _lowest(amount: Amount, words: FigureWords) -> float | None:
    """What a lower bound before a number leaves: more than "a dozen" is more than twelve."""
    if not amount.vague:
        return amount.low
    # Slavic plurals of "hundred" are its genitive too, which a bound asks for: "не менее сотни" is a hundred.
    halved = amount.high is None and words.adjectives and amount.value in (200, 2000)
    return amount.value / 2 if halved else amount.value if amount.high is not None else amount.low


def _led(sentence: Sentence, amount: Amount, length: int, words: FigureWords) -> Amount:
    """The number with words before it, and again those before them that bound it: "about more than"."""
    first = amount.first - length
    return replace(amount, first=first, start=sentence.tokens[first].span.start)


def _with_unit(sentence: Sentence, amount: Amount, words: FigureWords) -> Amount:
    text = sentence.text
    if text[amount.end : amount.end + 1] == "%" or text[amount.end : amount.end + 2] in (" %", "\u00a0%", "\u202f%"):
        return replace(amount, unit="%", end=text.index("%", amount.end) + 1)
    core = sentence.tokens[_core(sentence, amount)].span.start
    symbol = _SYMBOLS.get(text[core - 1 : core]) if core else None
    if symbol is not None:
        return replace(amount, unit=symbol, start=min(amount.start, core - 1))
    trailing = _SYMBOLS.get(text[amount.end : amount.end + 2].strip()[:1])
    if trailing is not None:
        return replace(amount, unit=trailing, end=amount.end + 1 + (text[amount.end] in " \u00a0\u202f"))
    unit = words.units.at(sentence.words, amount.last) if sentence.gap(amount.last) in {*_BLANKS, ""} else None
    if unit is None or amount.unit is not None:
        return amount
    last = amount.last + unit[0]
    return replace(amount, unit=unit[1], last=last, end=sentence.tokens[last - 1].span.end)


def _core(sentence: Sentence, amount: Amount) -> int:
    """The first word of the number itself, behind what bounds it."""
    for place in range(amount.first, amount.last):
        if sentence.tokens[place].text[0].isdigit():
            return place
    return amount.first


def _is_name(sentence: Sentence, amount: Amount, words: FigureWords) -> bool:
    """Whether the number names or dates something rather than counting: "Flight 217", "12 Mill Lane", ", 54,"."""
    if amount.value > _MOST:
        return True
    if amount.unit is not None:
        return False
    start, end = amount.start, amount.end
    beside = sentence.text[max(0, start - 2) : start].strip() + sentence.text[end : end + 1]
    if any(mark in "/#№°º" for mark in beside):
        return True
    word = sentence.tokens[_core(sentence, amount)].text
    last = amount.last + (amount.last < len(sentence) and sentence.words[amount.last] in words.linkers)
    after = sentence.words[last] if last < len(sentence) else ""
    if after in words.not_after or (after in words.calendar and not sentence.parted(last, ",;:!?()\n")):
        return True
    if not word[0].isdigit():
        return False
    if _CLOCK.fullmatch(word) or (word[0] == "0" and word.isdigit() and len(word) > 1):
        return True
    # "No. 3": an abbreviation keeps its dot.
    bare = amount.first == _core(sentence, amount) and not sentence.parted(amount.first, ",;:!?()")
    if bare and words.labels.before(sentence.words, amount.first):
        return True
    counted = words.things.at(sentence.words, amount.last) or words.frames.at(sentence.words, amount.last)
    if _is_year(word, amount.value) and counted is None and amount.bound == "exactly":
        linked = amount.last < len(sentence) and sentence.words[amount.last] in words.linkers
        return not (linked or words.of_them.at(sentence.words, amount.last))
    return (
        _is_age(sentence, amount, words) or _is_address(sentence, amount, words) or _is_model(sentence, amount, counted)
    )


def _is_year(word: str, value: float) -> bool:
    return len(word) == 4 and word.isdigit() and _FIRST_YEAR <= value <= _LAST_YEAR


def _is_age(sentence: Sentence, amount: Amount, words: FigureWords) -> bool:
    """A number of its own between commas or brackets, behind a name: "Jane Doe, 54,"."""
    before, after = sentence.gap(amount.first), sentence.gap(amount.last)[:1]
    name = amount.first > 0 and sentence.tokens[amount.first - 1].text[0].isupper()
    if not name and amount.last < len(sentence) and sentence.words[amount.last] in words.linkers:
        return False
    return before in {", ", " ("} and after in {",", ")", ".", "\n", ";"} and 1 <= amount.value < 120


def _is_address(sentence: Sentence, amount: Amount, words: FigureWords) -> bool:
    for place in range(amount.last, min(amount.last + 3, len(sentence))):
        if sentence.gap(place) != " " or not sentence.tokens[place].text[0].isupper():
            return False
        if sentence.words[place] in words.streets and place > amount.last:
            return True
    return False


def _is_model(sentence: Sentence, amount: Amount, counted: object) -> bool:
    """A number right behind a name, with nothing behind it that it counts: "a Volta 450, "."""
    if amount.first == 0 or sentence.gap(amount.first) != " " or counted is not None:
        return False
    name = sentence.tokens[amount.first - 1].text
    ends = amount.last >= len(sentence) or sentence.gap(amount.last) != " "
    return name[0].isupper() and ends and amount.first > 1
