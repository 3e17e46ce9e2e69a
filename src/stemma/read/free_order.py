"""Attributions by verbs in languages whose subject stands on either side of a verb that may come in two parts.

"Der Deich hält, teilte das Amt mit"; "Gestern hat das Amt erklärt, dass …"; "…, a-t-elle ajouté"; "Dijo que …".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from stemma.model import Span
from stemma.read.attributions import Attribution, manner_of
from stemma.read.clauses import Words
from stemma.read.contents import Content, clause_end, content_before
from stemma.read.parted_verbs import Verb, reporting_verbs
from stemma.read.sources import Found
from stemma.read.subjects import phrase_end, subject_after, subject_before
from stemma.read.words import Unit
from stemma.vocabulary.cues import CueVocabulary

_MOST = 20
# What is said lies no farther from its verb.
_FARTHEST = 26
_FEWEST_SAID = 3
# Words before an attribution that goes on behind it: "Der Deich, sagte sie, halte bis Mai."
_SHORT = 4
_BOUNDARY = frozenset(".;:?!—") | {"...", '"', ","}
_PAUSES = frozenset({",", "—", "?", "!", '"', "..."})


def by_verbs(unit: Unit, before: Unit | None, cues: CueVocabulary) -> Iterator[Attribution]:
    """The attributions that the verbs of a unit make, in text order; `before` is the unit before it."""
    words = unit.words
    said: Content | None = None
    last: Found | None = None
    verbs = tuple(islice(reporting_verbs(words, cues), _MOST))
    begins = frozenset(verb.first for verb in verbs)
    for verb in verbs:
        if verb.first > 0 and "as" in words[verb.first - 1].tags:
            continue
        taken = said.ranges[-1][1] if said is not None else 0
        found = _passive(words, verb, cues) if verb.passive else _told(words, verb, last, taken, cues)
        if found is None:
            speech = _speech_before(unit, before, verb, cues)
            if speech is not None:
                yield _made(unit, verb, speech[0], Content((), "quote"), speech[1])
                last = speech[0]
            continue
        source, content = found
        if verb.negated and content.kind in ("noun", "to") and verb.cue.stance(content.kind) in ("confirms", "denies"):
            continue
        content = _without_next(words, content, begins)
        last, said = source or last, content
        yield _made(unit, verb, source, content)


def _without_next(words: Words, content: Content, begins: frozenset[int]) -> Content:
    """Without what a further verb of the same speaker says: "… und kündigte an, dass"."""
    *more, (start, end) = content.ranges
    for at in range(start + 1, end - 1):
        if "coordinator" in words[at].tags and at + 1 in begins:
            stop = at - (words[at - 1].low == ",")
            return Content((*more, (start, stop)), content.kind) if stop > start else content
    return content


def _made(unit: Unit, verb: Verb, source: Found | None, content: Content, speech: Span | None = None) -> Attribution:
    spans = (speech,) if speech is not None else tuple(unit.span(*span) for span in content.ranges)
    return Attribution(
        source=unit.span(source.first, source.end) if source else None,
        cue=unit.span(verb.cue_first, max(verb.at + 1, verb.cue_first + 1)),
        content=spans,
        stance="hedges" if source is None and _is_impersonal(unit.words, verb) else verb.stance(content.kind),
        manner="direct" if speech is not None else manner_of(unit.words, content.ranges),
    )


def _is_impersonal(words: Words, verb: Verb) -> bool:
    """Whether nobody in particular says it: "se dice que"."""
    return any("reflexive" in word.tags for word in words[verb.first : verb.at])


def _speech_before(
    unit: Unit, before: Unit | None, verb: Verb, cues: CueVocabulary
) -> tuple[Found | None, Span] | None:
    """Speech that ended as a sentence does, with a unit of its own for who said it: "„Warum?“ Das fragte sie."."""
    if before is None or before.paragraph != unit.paragraph or not before.only_quotations or verb.first > 2:
        return None
    last = before.words[-1]
    source = _source(unit.words, verb, cues)
    if last.quotation is None or source is None or not verb.cue.takes("after"):
        return None
    return source, Span(last.start, last.end)


def _source(words: Words, verb: Verb, cues: CueVocabulary) -> Found | None:
    """The verb's subject: before it, or behind its finite part."""
    before = words[verb.first - 1] if verb.first > 0 else None
    pauses = before is not None and (before.quotation is not None or before.low in _PAUSES)
    after = subject_after(words, verb.behind, cues)
    if after is not None and verb.at > verb.anchor and after.end > verb.at >= after.first:
        after = None if after.first >= verb.at else replace(after, end=verb.at)
    if before is None:
        return after
    if pauses:
        aside = subject_before(words, verb.first - 1, 0, verb.plural, cues) if before.low == "," else None
        if aside is not None and (after is None or (verb.cue.takes("noun") and aside.first == 0)):
            return aside
        return after
    if verb.first > 1 and "cleft" in words[verb.first - 2].tags:
        return after
    own = subject_before(words, verb.first - 1, 0, verb.plural, cues)
    if own is not None and after is not None and own.end == own.first + 1 and "pointer" in words[own.first].tags:
        return after
    return own if own is not None and "accusative" not in words[own.first].tags else after or own


def _told(
    words: Words, verb: Verb, last: Found | None, taken: int, cues: CueVocabulary
) -> tuple[Found | None, Content] | None:
    before = words[verb.first - 1] if verb.first > 0 else None
    source = _source(words, verb, cues)
    if "impersonal" in {kind for sense in verb.cue.senses for kind in sense.takes}:
        source = _whence(words, verb, cues)
    elif (before is not None and "coordinator" in before.tags) or _is_gerund(words, verb, cues):
        source = last if last is not None else source
    lacks = cues.drops_subject and (_lacks_subject(words, verb) or _is_joined(words, verb, taken))
    if source is None and not (lacks or verb.cue.takes("impersonal")):
        return None
    if source is not None and "addressed" in words[source.first].tags:
        return None
    spoken = before is not None and (
        before.quotation is not None or (before.low == "," and _speech_ends(words, verb.first))
    )
    content = _before(words, verb, source, taken, cues) if spoken else None
    content = content or _after(words, verb, source, cues) or _before(words, verb, source, taken, cues)
    return None if content is None else (source, content)


def _speech_ends(words: Words, at: int) -> bool:
    return at > 1 and words[at - 2].quotation is not None


def _lacks_subject(words: Words, verb: Verb) -> bool:
    """Whether nothing stands before the verb in its clause, or only when or where: "En Lund dijo que …"."""
    start = verb.first
    while (
        start > 0 and (words[start - 1].is_word or words[start - 1].low == '"') and words[start - 1].quotation is None
    ):
        start -= 1
    opens = words[start]
    return start == verb.first or bool(
        opens.tags & {"preposition", "adverb", "time", "coordinator", "subordinator", "complementiser"}
    )


def _is_joined(words: Words, verb: Verb, taken: int) -> bool:
    """Whether it is joined on to what somebody who is not named was said to say: "Asegura que … y niega que …"."""
    return 0 < taken <= verb.first and "coordinator" in words[verb.first - 1].tags


def _is_gerund(words: Words, verb: Verb, cues: CueVocabulary) -> bool:
    return any(cue is verb.cue and "ing" in forms for cue, forms in cues.verbs[words[verb.at].low])


def _whence(words: Words, verb: Verb, cues: CueVocabulary) -> Found | None:
    """Whose words "es heißt" are: "hieß es aus dem Amt", "heißt es in dem Bericht"."""
    if verb.end < len(words) and "preposition" in words[verb.end].tags:
        end = phrase_end(words, verb.end + 1, cues)
        return Found(verb.end + 1, end, inverted=True) if end > verb.end + 1 else None
    if verb.behind < verb.end - 1 and "preposition" in words[verb.behind].tags:  # "geht aus dem Bericht hervor"
        return Found(verb.behind + 1, verb.end - 1, inverted=True)
    start = verb.first
    while start > 0 and words[start - 1].is_word and "preposition" not in words[start - 1].tags:
        start -= 1
    return Found(start, verb.first) if 0 < start < verb.first and words[start - 1].is_word else None


def _after(words: Words, verb: Verb, source: Found | None, cues: CueVocabulary) -> Content | None:
    """What is said, where it follows: a clause, speech, an infinitive or a noun phrase."""
    behind = source.end if source is not None and source.inverted and source.first > verb.anchor else verb.end
    start = max(verb.end, behind)
    within = source is not None and "relative" in words[source.first].tags
    objects = verb.cue.takes("noun") and source is not None
    pointer = _pointer(words, verb)
    if pointer is not None and (objects or _only_tells_who(words, verb, source, cues)):
        return pointer
    between = objects or (verb.cue.takes("von") and source is not None)
    if between and verb.behind < max(verb.at, verb.end - 1) and not _clause_follows(words, verb, cues):
        content = _object_between(words, verb, source)
        if content is not None:
            return content
    for at in range(start, min(start + _FARTHEST, len(words))):
        word = words[at]
        if objects and _begins_object(words, at, start):
            return _ended(words, at, cues, "noun", within)
        found = _opening(words, at, verb, cues)
        if found is not None:
            return _ended(words, found[1], cues, found[0], within)
        if word.low in _BOUNDARY or word.tags & {"auxiliary", "finite", "relative"} - {"determiner"}:
            return None
    return None


def _only_tells_who(words: Words, verb: Verb, source: Found | None, cues: CueVocabulary) -> bool:
    """Whether the sentence says no more than who told what stands before it: "Das teilte die Polizei mit."."""
    if source is None or not verb.cue.takes("clause"):
        return False
    if "accusative" in words[source.first].tags and not verb.cue.takes("impersonal"):
        return False
    about = any("about_it" in word.tags for word in words[: verb.at])
    if cues.nouns_capital and not about and (verb.first != 1 or "pronoun" in words[0].tags):
        return False
    opens = (_opening(words, at, verb, cues) for at in range(verb.behind, len(words)))
    return not any(opens)


def _clause_follows(words: Words, verb: Verb, cues: CueVocabulary) -> bool:
    """Whether what is said follows behind a comma: "warf dem Amt vor, zu spät gehandelt zu haben"."""
    at = verb.end
    return at + 1 < len(words) and words[at].low == "," and _behind_comma(words, at + 1, verb, cues) is not None


def _object_between(words: Words, verb: Verb, source: Found | None) -> Content | None:
    """The object between the parts of a verb: "hat den Tod bestätigt", "kündigte eine Untersuchung an"."""
    start = source.end if source is not None and source.first >= verb.behind else verb.behind
    end = verb.at if verb.at > verb.behind else verb.end - 1
    for at in range(start, end):
        if verb.cue.takes("noun") and _begins_object(words, at, start):
            return Content(((at, end),), "noun")
        if verb.cue.takes("von") and words[at].tags >= {"genitive", "preposition"} and at + 1 < end:
            return Content(((at + 1, end),), "noun")
    return None


def _begins_object(words: Words, at: int, start: int) -> bool:
    """Whether the verb's object begins here: right behind it, or behind adverbs and times."""
    word = words[at]
    if word.low in _BOUNDARY and word.quotation is None:
        return False
    between = words[start:at]
    if any(not one.tags & {"adverb", "time", "negation", "article"} for one in between):
        return False
    if "time" in word.tags or (at + 1 < len(words) and "time" in words[at + 1].tags):
        return False
    if word.tags & {"preposition", "complementiser", "coordinator", "subordinator", "adverb", "negation", "infinitive"}:
        return bool(word.tags & {"determiner", "article"}) and "complementiser" not in word.tags
    return word.is_word or word.quotation is not None


def _pointer(words: Words, verb: Verb) -> Content | None:
    """What stands for what was told: "lo confirmó", "l'a démenti", "Das bestätigte", "C'est ce qu'a dit"."""
    for at in range(verb.first, verb.at):
        if (at < verb.anchor and "pointer" in words[at].tags) or "about_it" in words[at].tags:
            return Content(((at, at + 1),), "noun")
    at = verb.first - 1
    if at == 0 and "about_it" in words[at].tags:
        return Content(((at, at + 1),), "noun")
    if at > 1 and "cleft" in words[at - 1].tags and "relative" in words[at].tags and "be" in words[at - 2].tags:
        return Content(((at - 1, at),), "noun")
    if at >= 0 and "pointer" in words[at].tags and (at == 0 or not words[at - 1].is_word):
        return Content(((at, at + 1),), "noun")
    return None


def _opening(words: Words, at: int, verb: Verb, cues: CueVocabulary) -> tuple[str, int] | None:
    """The kind of content that opens at the word `at`, and where its words begin; None where none does."""
    word, takes = words[at], verb.cue.takes
    after = words[at + 1] if at + 1 < len(words) else None
    if word.quotation is not None:
        return ("quote", at) if takes("quote") or takes("clause") else None
    if word.low == ":" and after is not None:
        return (
            ("quote" if after.quotation is not None else "clause", at + 1)
            if takes("clause") or takes("quote")
            else None
        )
    if "conjunction_that" in word.tags:
        return ("clause", at) if takes("clause") or takes("that") else None
    if "complementiser" in word.tags:
        return ("clause", at) if takes("clause") and (at == verb.end or words[at - 1].low == ",") else None
    if "open_infinitive" in word.tags:
        return ("to", at) if takes("to") else None
    if takes("to") and at == verb.end and _is_infinitive(words, at, cues):
        return "to", at
    if word.low == "," and after is not None:
        return _behind_comma(words, at + 1, verb, cues)
    return None


def _is_infinitive(words: Words, at: int, cues: CueVocabulary) -> bool:
    """Whether an infinitive opens here, as its ending tells, perhaps with its negation: "no saber", "contrôler"."""
    while at < len(words) and words[at].tags & {"negation", "reflexive"}:
        at += 1
    word = words[at] if at < len(words) else None
    if word is None or not cues.infinitive_endings or word.capital or not word.is_word:
        return False
    return "open_infinitive" in word.tags or (not word.tags and word.low.endswith(cues.infinitive_endings))


def _behind_comma(words: Words, at: int, verb: Verb, cues: CueVocabulary) -> tuple[str, int] | None:
    word, takes = words[at], verb.cue.takes
    if word.quotation is not None:
        return ("quote", at) if takes("quote") else None
    if "complementiser" in word.tags and (takes("clause") or takes("that")):
        return "clause", at
    end = next((n for n in range(at, len(words)) if words[n].low in _BOUNDARY and not words[n].quotation), len(words))
    if word.tags & {"subordinator", "relative", "coordinator"} - {"determiner"} and "determiner" not in word.tags:
        return None
    inside = words[at:end]
    if takes("to") and any("infinitive" in one.tags for one in inside):
        return "to", at
    if not takes("clause"):
        return None
    if any("subjunctive" in one.tags for one in inside) or (cues.nouns_capital and "enclitic_subject" in word.tags):
        return "clause", at
    finite = [n for n, one in enumerate(inside) if one.tags & {"auxiliary", "finite"}]
    if finite and "plain_clause" in word.tags and 0 < finite[0] < len(inside) - 1:
        return "clause", at
    return None


def _ended(words: Words, start: int, cues: CueVocabulary, kind: str, within: bool) -> Content | None:
    end = clause_end(words, start, cues, kind, within)
    return Content(((start, end),), kind) if end > start else None


def _before(words: Words, verb: Verb, source: Found | None, taken: int, cues: CueVocabulary) -> Content | None:
    """What is said, where it stands before its verb, with what goes on behind it."""
    if not verb.cue.takes("after"):
        return None
    inverted = source is None or source.inverted
    start = verb.first if inverted or source is None else source.first
    before = words[start - 1] if start > 0 else None
    if before is None or not (before.quotation is not None or before.low in _PAUSES):
        return None
    content = content_before(words, 0, start)
    if content is None or content.ranges[0][0] < taken <= content.ranges[0][1]:
        content = content_before(words, taken, start) if content is not None else None
    if content is None or (content.kind == "clause" and not _may_be_said(words, content, verb, inverted)):
        return None
    end = max(verb.end, source.end if source is not None else 0)
    return _resumed(words, content, end, cues)


def _may_be_said(words: Words, content: Content, verb: Verb, inverted: bool) -> bool:
    first, end = content.ranges[0]
    mixed = any(word.quotation is not None for word in words[first:end])
    if not verb.cue.takes("clause"):
        return False
    if not inverted:
        return mixed and words[end - 1].quotation is not None
    opens = words[first]
    if opens.tags & {"subordinator", "as"} and not opens.tags & {"determiner", "preposition"} and not mixed:
        return sum(word.low == "," for word in words[first:end]) > 0
    return end - first >= _FEWEST_SAID or (mixed and end - first > 1) or end - first == _FEWEST_SAID - 1


def _resumed(words: Words, content: Content, at: int, cues: CueVocabulary) -> Content:
    """The content with what goes on after the attribution: "A", sagte sie, "B"; A, sagte sie, B."""
    while at < len(words) and words[at].low not in _BOUNDARY:  # "sagte sie am Montag, …"
        at += 1
    if at + 1 >= len(words) or words[at].low not in (",", "—", ":", ".", '"'):
        return content
    after = at if words[at].quotation is not None else at + 1
    speech = words[content.ranges[-1][1] - 1].quotation is not None
    if words[after].quotation is None:
        short = content.ranges[0][1] - content.ranges[0][0] <= _SHORT
        joins = words[after].tags & {"coordinator", "relative", "subordinator", "preposition", "time"} - {"determiner"}
        if speech or joins or not short or words[at].low not in (",", "—"):
            return content
    end = clause_end(words, after, cues)
    return Content((*content.ranges, (after, end)), content.kind) if end > after else content


def _passive(words: Words, verb: Verb, cues: CueVocabulary) -> tuple[Found | None, Content] | None:
    """What somebody is said to have said by a passive: "wurde vom Amt bestätigt", "a été confirmée par le port"."""
    places = (*range(verb.anchor + 1, verb.at), *range(verb.end, min(verb.end + 8, len(words) - 1)))
    agent = next((at for at in places if "passive_agent" in words[at].tags), None)
    clause = _clause_of_passive(words, verb, agent, cues)
    if clause is not None:
        return clause
    subject = subject_before(words, verb.first - 1, 0, verb.plural, cues)
    if agent is None or subject is None or not (verb.cue.takes("noun") or verb.cue.takes("clause")):
        return None
    end = phrase_end(words, agent + 1, cues)
    end = min(end, verb.at) if agent < verb.at else end
    if end <= agent + 1 or any("time" in word.tags for word in words[agent + 1 : end]):
        return None
    return Found(agent + 1, end, inverted=True), Content(((subject.first, subject.end),), "noun")


def _clause_of_passive(
    words: Words, verb: Verb, agent: int | None, cues: CueVocabulary
) -> tuple[Found | None, Content] | None:
    """What "was announced (by somebody)" in a clause behind it: "Es wurde mitgeteilt, dass", "Il a été annoncé que"."""
    opening = _that(words, verb)
    if opening is None or not verb.cue.takes("clause") or verb.cue.takes("hearer"):
        return None
    content = _ended(words, opening, cues, "clause", False)
    if agent is None and "passive_agent" in words[0].tags:
        agent = 0
    if agent is None:
        return (None, content) if content is not None else None
    end = min(phrase_end(words, agent + 1, cues), opening)
    end = min(end, verb.first) if agent < verb.first else min(end, verb.at) if agent < verb.at else end
    if content is None or end <= agent + 1 or "time" in words[agent + 1].tags:
        return None
    return Found(agent + 1, end, inverted=True), content


def _that(words: Words, verb: Verb) -> int | None:
    """Where a clause with "that" begins, with no other pause before it than its comma."""
    for at in range(verb.end, min(verb.end + _FARTHEST, len(words))):
        if "conjunction_that" in words[at].tags:
            return at
        if words[at].low in _BOUNDARY and (words[at].low != "," or at + 1 >= len(words)):
            return None
        if words[at].low == "," and "conjunction_that" not in words[at + 1].tags:
            return None
    return None
