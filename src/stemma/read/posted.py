"""Items that a report takes from: posts on a channel, a video that somebody put out, what was said in a statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.model import Credit, Span, Statement
from stemma.read.credit_scene import Line, Scene
from stemma.read.lexicon import is_capital, is_possessive, plain_words
from stemma.read.phrases import parse_phrase
from stemma.read.relays import OutletAt
from stemma.text.tokens import tokens_in

# How many words may stand between the parts of a credit.
_WORDS_TO_ITEM = 5
_WORDS_TO_POSTED = 6
_WORDS_TO_PLATFORM = 3
_WORDS_TO_SUBJECT = 3
_WORDS_TO_VERB = 3
_ITEM_BEFORE = 4
_MOST_DESCRIBED = 4


@dataclass(frozen=True, slots=True)
class Item:
    """A credit of an item by its noun in the singular.

    `definite` where the page takes it for known ("the video"), `by_name` where it says by name who put it out.
    """

    credit: Credit
    noun: str
    definite: bool
    by_name: bool = False


def channels(scene: Scene, line: Line) -> Iterator[Credit]:
    """ "On its Telegram channel", "in a message on Twitter": named in the page's words, with whoever put it out."""
    for at in line.outlets:
        if at.outlet is None or at.outlet.kind != "platforms" or at.short:
            continue
        start = _channel_start(scene, line, at)
        if start is None or not (line.posts or scene.says_in(line)):
            continue
        channel = at.last + 1 < len(line.lows) and line.lows[at.last + 1] in scene.credit.platform_words
        yield _channel(scene, line, at, (start, at.last + channel))


def _channel_start(scene: Scene, line: Line, at: OutletAt) -> int | None:
    """Where "on its", "in a" and the like begin before a platform."""
    lists = scene.known.titles
    for end in range(at.first, max(at.first - _WORDS_TO_PLATFORM - 1, 0), -1):
        start = scene.credit.on.ending(line.lows, end)
        if start is not None:
            return start
        low = line.lows[end - 1]
        small = low in lists.definite | lists.indefinite | lists.possessive or low in lists.joining
        if not (small or low in scene.credit.platform_words or is_possessive(line.words[end - 1])):
            return None
    return None


def _channel(scene: Scene, line: Line, at: OutletAt, reach: tuple[int, int]) -> Credit:
    """The credit of the channel that words `reach` name, from its preposition on, with an item right before it."""
    start, last = reach
    outlet = at.outlet.name if at.outlet else None
    poster = _poster(scene, line, start)
    if last > at.last and last + 2 < len(line.words) and line.lows[last + 1] == "of":
        owner = scene.noun_phrase(line, last + 2)
        span = Span(line.words[start].span.start, owner.end)
        name = line.words_of(Span(line.words[min(start + 1, at.first)].span.start, owner.end))
        return scene.made(span, name, "channel", actor=scene.actor_at(owner), outlet=outlet)
    if (
        last > at.last
        and last + 1 < len(line.words)
        and is_capital(line.words[last + 1])
        and line.lows[last] not in scene.credit.items
    ):
        end = _name_end(line, last + 1)
        name = line.named(last + 1, end)
        return scene.made(line.span_of(start, end), name, "channel", actor=poster, outlet=outlet)
    item = next((n for n in _before(start, _ITEM_BEFORE) if line.lows[n] in scene.credit.items), None)
    if item is not None and not line.breaks(item, start):
        name = line.named(item, last if last > at.last else at.last)
        return scene.made(line.span_of(item, last), name, "channel", actor=poster, outlet=outlet)
    bare = start + 1 == at.first and last == at.last
    # "On Twitter" is somebody's, where it is told whose; else the platform is all that is known.
    name = line.named(start if bare and poster else min(start + 1, at.first), last)
    return scene.made(line.span_of(start, last), name, "channel", actor=poster, outlet=outlet)


def _name_end(line: Line, first: int) -> int:
    """The last word of a name of capitals that begins with word `first`."""
    last = first
    while last + 1 < len(line.words) and is_capital(line.words[last + 1]) and not line.gap(last).strip(" -"):
        last += 1
    return last


def _before(end: int, most: int) -> range:
    """The numbers of the words before word `end`, the nearest first."""
    return range(end - 1, max(end - 1 - most, -1), -1)


def _poster(scene: Scene, line: Line, before: int) -> str | None:
    """Who put the item out: the one speaker of the sentence's statements, else the last actor named before."""
    speakers = {s.speaker for s in scene.spoken_near(line, line.words[before].span.start) if s.speaker is not None}
    if speakers:
        return speakers.pop() if len(speakers) == 1 else None
    found = scene.last_named(line, line.words[before].span.start)
    return found[1] if found is not None else None


def items(scene: Scene, line: Line) -> Iterator[Item]:
    """ "A video posted by X", "X has released a video", "a video posted online", "X said in a statement"."""
    for index, low in enumerate(line.lows):
        if low in scene.credit.items:
            yield from _posted_by(scene, line, index) or _nobody_s(scene, line, index) or _within(scene, line, index)
        if low in scene.credit.posted:
            yield from _posts(scene, line, index)


def one_credit_each(found: Sequence[Item]) -> Iterator[Credit]:
    """The items' credits in text order; an item that is named again ("the video") adds only whose it is."""
    known: set[str] = set()
    kept: dict[tuple[str, str], Credit] = {}
    for number, item in enumerate(found):
        again = bool(known) if item.definite else item.noun in known and item.credit.actor is None
        # "In a new video", and later who "posted a new video": one item, of which the second says more.
        same = (item.noun, item.credit.name)
        if item.by_name and same in kept:
            kept[same] = item.credit
        elif not again or item.by_name:
            kept[same if same not in kept else (item.noun, str(number))] = item.credit
        known.add(item.noun)
    return iter(kept.values())


def _item(scene: Scene, line: Line, noun: int, credit: Credit, by: Span | None = None) -> Item:
    low = line.lows[noun]
    singular = low.removesuffix("s")
    definite = _is_definite(scene, line, scene.phrase_start(line, noun))
    named = by is not None and any(map(is_capital, tokens_in(scene.text, by)))
    return Item(credit, singular if singular in scene.credit.items else low, definite, named)


def _is_definite(scene: Scene, line: Line, start: int) -> bool:
    return line.lows[start] in scene.known.titles.definite


def _posted_by(scene: Scene, line: Line, noun: int) -> list[Item]:
    verb = line.next_of(scene.credit.posted, noun + 1, _WORDS_TO_POSTED)
    by = line.next_of(scene.credit.by, verb + 1, _WORDS_TO_POSTED) if verb is not None else None
    if by is None or by + 1 >= len(line.words):
        return []
    owner = scene.noun_phrase(line, by + 1)
    phrase = parse_phrase(scene.text, owner, scene.known)
    if phrase is None or phrase.kind == "pronoun":
        return []
    span = Span(line.words[scene.phrase_start(line, noun)].span.start, owner.end)
    credit = scene.made(span, line.words_of(owner), "item", actor=scene.actor_at(owner))
    return [_item(scene, line, noun, credit, owner)]


def _nobody_s(scene: Scene, line: Line, noun: int) -> list[Item]:
    """ "A video posted online", without a word on whose it is."""
    verb = line.next_of(scene.credit.posted, noun + 1, _WORDS_TO_VERB)
    start = scene.phrase_start(line, noun)
    if verb is None or _is_definite(scene, line, start) or not _may_open(scene, line, start, noun):
        return []
    if any(
        line.lows[n] in scene.credit.says or line.lows[n] in scene.known.titles.closers for n in range(noun + 1, verb)
    ):
        return []
    last = verb + (verb + 1 < len(line.lows) and line.lows[verb + 1] in scene.credit.online)
    if last == verb and not scene.known.declines:
        return []
    credit = scene.made(line.span_of(start, last), line.named(start, last), "within")
    return [_item(scene, line, noun, credit)]


def _may_open(scene: Scene, line: Line, start: int, noun: int) -> bool:
    """Whether the item's phrase has an article, or does without as a plural or in a language that has none."""
    lists = scene.known.titles
    opened = line.lows[start] in lists.indefinite | lists.definite | lists.possessive
    return opened or scene.known.declines or scene.known.is_plural(line.lows[noun]) or start == 0


def _within(scene: Scene, line: Line, noun: int) -> list[Item]:
    """ "X said in a statement", "were seen in a video"."""
    start = scene.phrase_start(line, noun)
    if scene.known.declines:
        # Without articles, a phrase reaches back to its preposition, with no more than an adjective between.
        start = next((n for n in range(noun, noun - 2, -1) if n > 0 and line.lows[n - 1] in scene.credit.within), start)
    before = start - 1
    if before < 0 or line.lows[before] not in scene.credit.within or noun - start > _MOST_DESCRIBED:
        return []
    if not _may_open(scene, line, start, noun):
        return []
    said = [s for s in scene.spoken_near(line, line.words[noun].span.start) if s.cue is not None]
    known = _is_definite(scene, line, start) or line.lows[start] in scene.known.titles.possessive
    if not said and (known or not any(low in scene.credit.seen for low in line.lows)):
        return []
    if known and not _beside_cue(line.span_of(before, noun), said):
        return []
    speakers = {s.speaker for s in said}
    actor = speakers.pop() if len(speakers) == 1 else None
    credit = scene.made(line.span_of(before, noun), line.named(start, noun), "within", actor=actor)
    return [_item(scene, line, noun, credit)]


def _beside_cue(within: Span, said: Sequence[Statement]) -> bool:
    """Whether "in the video" stands right beside the word of saying or who says it."""
    spans = [span for s in said for span in (s.cue, s.source) if span is not None]
    behind = any(span.start < within.start <= span.end + 2 for span in spans)
    return behind or any(0 <= span.start - within.end <= 2 for span in spans)


def _posts(scene: Scene, line: Line, verb: int) -> Iterator[Item]:
    """An actor as the subject of a verb of putting out, with an item as its object; the item in the page's words."""
    noun = line.next_of(scene.credit.items, verb + 1, _WORDS_TO_ITEM)
    if noun is None or line.lows[verb] in ("said", "wrote", "announced"):
        return
    start = max(verb + 1, scene.phrase_start(line, noun))
    name = line.named(start, noun)
    subject = _subject(scene, line, line.words[verb].span.start)
    if subject is not None:
        span = Span(subject[0].start, line.words[noun].span.end)
        yield _item(scene, line, noun, scene.made(span, name, "item", actor=subject[1]), subject[0])
    elif (people := _people_before(scene, line, verb)) is not None:
        yield _item(scene, line, noun, scene.made(line.span_of(people, noun), name, "item"))
    elif line.lows[verb] in scene.credit.impersonal:
        # "Zamieszczono oświadczenia": it was put out, nobody says by whom.
        yield _item(scene, line, noun, scene.made(line.span_of(verb, noun), name, "within"))


def _people_before(scene: Scene, line: Line, verb: int) -> int | None:
    """The noun for people just before a verb, with no more than small words between: "rebels have since posted"."""
    for index in range(verb - 1, max(verb - 2 - _WORDS_TO_SUBJECT, -1), -1):
        if line.gap(index).strip() or line.lows[index] in scene.credit.habits:
            return None
        if scene.known.is_human(line.lows[index]):
            return index
        if line.lows[index] in scene.known.titles.closers:
            return None
    return None


def _subject(scene: Scene, line: Line, before: int) -> tuple[Span, str] | None:
    """The actor named just before a verb, with no more than an auxiliary between."""
    found = scene.last_named(line, before)
    if found is None:
        return None
    between = tokens_in(scene.text, Span(found[0].end, before))
    broken = "," in scene.text[found[0].end : before]
    # What somebody "regularly posts" is not what this report has it from.
    habit = any(word.text.lower() in scene.credit.habits for word in between)
    return found if len(between) <= _WORDS_TO_SUBJECT and not broken and not habit else None


def tweets(scene: Scene) -> Iterator[Credit]:
    """Statements whose verb says that they were posted: "the mayor tweeted"."""
    for statement in scene.statements:
        if statement.cue is None or statement.source is None:
            continue
        if scene.credit.tweeted.begin_among(token.text.lower() for token in tokens_in(scene.text, statement.cue)):
            name = plain_words(scene.text, tokens_in(scene.text, statement.source))
            span = Span(min(statement.source.start, statement.cue.start), max(statement.source.end, statement.cue.end))
            if any(is_capital(word) for word in tokens_in(scene.text, statement.source)) and span.length <= 120:
                yield scene.made(span, name, "item", actor=statement.speaker)
