"""Contents: what was said, after its cue, before it, or around it."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.read.clauses import Words, has_verb, is_adverb, is_finite, is_part_of_name, opens_clause, right_edge
from stemma.read.cues import VerbGroup
from stemma.vocabulary.cues import CueVocabulary

_FINAL = frozenset({".", "?", "!", ",", ";", ":", "—", "-", "...", ")"})
# "Mayor Says No", and no less than "Mayor Says Dam Safe".
_FEWEST_IN_HEADLINE = 2
# Quoted words that say what something is called stand at most so many words behind it.
_LONGEST_NAMED = 14
# "Said" with so many words behind it hardly introduces anything but a clause.
_SURELY_CLAUSE = 5
# Who answers in the second part of a headline is told in at most this many words.
_LONGEST_ANSWERER = 4
_PAUSES = frozenset({",", ":", "—", "-"})
# So many words between a verb and the "that" of what is said tell to whom, when or where.
_LONGEST_ADJUNCT = 14


@dataclass(frozen=True, slots=True)
class Content:
    """The words said, as ranges of word indices (end exclusive) in text order, and the `kind` of content."""

    ranges: tuple[tuple[int, int], ...]
    kind: str


def content_after(
    words: Words, group: VerbGroup, cues: CueVocabulary, within: bool = False, finding: bool = False
) -> Content | None:
    """What follows the cue: direct speech, a clause, a noun phrase, an infinitive or an "-ing" phrase.

    `within` says that the attribution is a relative or subordinate clause, which ends at the next comma, `finding`
    that its source is a poll, a study or the like, which "shows" more than pictures do.
    """
    at = group.end
    if group.cue.takes("hearer"):
        at = _over_hearer(words, at, cues)
    after = _over_adjuncts(words, at, group) if cues.subjectless else at
    at = after if after > at else _over_circumstances(words, at, group, cues)
    if at >= len(words):
        return None
    kind, start = _kind(words, at, group, cues)
    if kind is None and finding and group.cue.takes("finding") and _may_be_found(words, at):
        kind = "noun"
    if kind is None:
        return None
    end = start + 1 if kind == "noun" and _only_points(words, start) else 0
    end = end or clause_end(words, start, cues, kind, within)
    return Content(((start, end),), kind) if end > start else None


def _only_points(words: Words, at: int) -> bool:
    """Whether a pronoun is all that is said: "repeated it at noon", not "repeated this claim"."""
    if "pointer" not in words[at].tags:
        return False
    after = words[at + 1] if at + 1 < len(words) else None
    if after is None or after.low in _FINAL:
        return True
    return bool(after.tags & {"circumstance", "time", "coordinator"}) and after.low not in ("to", "as")


def _over_hearer(words: Words, at: int, cues: CueVocabulary) -> int:
    """Past whom it was said to: "told reporters that"."""
    if at >= len(words) or not words[at].is_word or words[at].tags & {"conjunction_that", "infinitive"}:
        return at
    if words[at].tags & {"complementiser", "preposition"} and "determiner" not in words[at].tags:
        return at
    if words[at].tags & {"object", "pronoun"}:
        return at + 1
    end = right_edge(words, at, cues, appositions=False)
    for stop in range(at + 1, end):
        if words[stop].tags & {"pronoun", "conjunction_that"}:
            return stop
        if words[stop].tags & {"determiner", "possessive"} and not words[stop - 1].tags & {
            "preposition",
            "determiner",
            "coordinator",
        }:
            return stop
    return end


def _over_adjuncts(words: Words, at: int, group: VerbGroup) -> int:
    """Past to whom, when and where it was said, to the pause before a clause or speech: "сообщил журналистам, что"."""
    takes = group.cue.takes
    if at >= len(words) or not takes("clause"):
        return at
    if at + 2 < len(words) and is_part_of_name(words[at]) and words[at + 1].low == ",":
        told = "complementiser" in words[at + 2].tags or "conjunction_that" in words[at + 2].tags
        return at + 1 if told else at  # "сообщил «Маяку», что"
    if takes("noun") and not words[at].tags & {"hearer", "preposition", "time"}:
        return at
    aside = False
    for stop in range(at, min(at + _LONGEST_ADJUNCT, len(words) - 1)):
        after = words[stop + 1]
        if words[stop].low == "," and after.tags & {"complementiser", "conjunction_that"}:
            return stop
        if words[stop].low == ":" and after.quotation is not None:
            return stop
        aside = aside or (words[stop].low == "," and "converb" in after.tags)
        if not words[stop].is_word and not aside and (stop == at or not is_part_of_name(words[stop])):
            break
    return at


def _over_circumstances(words: Words, at: int, group: VerbGroup, cues: CueVocabulary) -> int:
    """Past when, where and how it was said: "on Tuesday", "in a statement", "flatly"."""
    while at < len(words):
        word = words[at]
        if "span" in word.tags and at + 1 < len(words) and "part_of_day" in words[at + 1].tags:
            at += 2
            continue
        if "weekday" in word.tags or (
            is_adverb(word) and not word.tags & {"determiner", "negation"} and word.low != "there"
        ):
            at += 1
            while at < len(words) and ("time" in words[at].tags or words[at].low[:1].isdigit()):
                at += 1
            continue
        if (
            "preposition" not in word.tags
            or "complementiser" in word.tags
            or "genitive" in word.tags
            or (word.low == "to" and group.cue.takes("to"))
        ):
            return at
        after = _over_circumstance(words, at)
        if after is None:
            return at
        at = after
    return at


def _over_circumstance(words: Words, at: int) -> int | None:
    """The index after one prepositional phrase, where content is sure to begin there; else None."""
    stop = at + 1
    timed = False
    while stop < len(words) and stop - at < 14:
        word = words[stop]
        if word.low == "that" and _is_relative(words, stop):
            return None
        if word.low in (",", ":", '"') or (word.low in ("that", "whether") and stop > at + 1):
            return stop if word.low != "," or _opens(words, stop) else None
        if word.low in _FINAL:
            return None
        past = timed or "occasion" in words[stop - 1].tags
        if past and "time" not in word.tags and (word.tags & {"pronoun", "determiner", "possessive"} or word.capital):
            return stop
        timed = "time" in word.tags and not word.tags & {"determiner", "auxiliary"}
        stop += 1
    return None


def _is_relative(words: Words, that: int) -> bool:
    """Whether "that" is the subject of a verb: "said in a message that reached London"."""
    after = words[that + 1] if that + 1 < len(words) else None
    return after is not None and (bool(after.tags & {"verb", "auxiliary"}) or after.low.endswith("ed"))


def _opens(words: Words, comma: int) -> bool:
    """Whether content begins after the comma: quoted words, or a clause with "that"."""
    after = words[comma + 1] if comma + 1 < len(words) else None
    return after is not None and (after.quotation is not None or "conjunction_that" in after.tags)


def _kind(words: Words, at: int, group: VerbGroup, cues: CueVocabulary) -> tuple[str | None, int]:
    """What kind of content begins at `at`, and where it does; (None, at) where none that the cue takes."""
    word, takes = words[at], group.cue.takes
    if word.low in _PAUSES:
        opens = at + 1 < len(words) and words[at + 1].quotation is not None
        if opens and (takes("quote") or takes("clause")):
            return "quote", at + 1
        begins = words[at + 1].tags if at + 1 < len(words) else frozenset()
        told = "conjunction_that" in begins or (cues.subjectless and "complementiser" in begins)
        if word.low == "," and told and takes("clause"):
            return "clause", at + 1
        return ("clause", at + 1) if word.low == ":" and at + 1 < len(words) and takes("clause") else (None, at)
    if word.quotation is not None:
        return next((kind for kind in ("quote", "clause", "noun") if takes(kind)), None), at
    if not word.is_word and word.low not in ("$", "£", "€", "#", "("):
        return None, at
    if "complementiser" in word.tags:
        if "occasional" in word.tags and at + 1 < len(words) and words[at + 1].low.endswith(("ed", "ing")):
            return None, at  # "said when asked"
        return (
            "clause"
            if takes("clause") or takes("that")
            else "noun"
            if takes("noun") and "determiner" in word.tags
            else None
        ), at
    if word.low == "to":
        return ("to" if takes("to") else None), at
    if word.low.endswith("ing") and takes("ing"):
        return "ing", at
    return _bare(words, at, group, cues), at


def _bare(words: Words, at: int, group: VerbGroup, cues: CueVocabulary) -> str | None:
    """The kind of content with nothing to introduce it: a clause if it has a verb, else a noun phrase."""
    word, takes = words[at], group.cue.takes
    if word.tags & {"coordinator", "auxiliary", "relative"} - {"determiner"} and "determiner" not in word.tags:
        return None
    if takes("clause") and "preposition" not in word.tags and _is_clause(words, at, group, cues):
        return "clause"
    if (
        takes("clause")
        and "preposition" in word.tags
        and any(is_finite(words, i, cues) for i in range(at + 1, len(words)))
    ):
        return "clause" if group.cue.lemma == "say" else None
    if "preposition" in word.tags:
        return None
    if "reflexive" in word.tags:
        return None
    if takes("noun"):
        return "noun"
    if takes("named") and _is_named(words, at):
        return "noun"
    return "said" if takes("said") and _is_something_said(words, at, cues) else None


def _is_long(words: Words, at: int) -> bool:
    rest = words[at : at + _SURELY_CLAUSE]
    return len(rest) == _SURELY_CLAUSE and all(word.is_word for word in rest) and "adverb" not in words[at].tags


def is_headline_clause(words: Words, at: int) -> bool:
    """Whether the rest of a headline can be what is said though it has no verb: "City Closing Bridges After Flood"."""
    return "headline" in words[at].tags and sum(word.is_word for word in words[at:]) >= _FEWEST_IN_HEADLINE


def _may_be_found(words: Words, at: int) -> bool:
    return words[at].is_word and words[at].tags.isdisjoint({"preposition", "coordinator", "auxiliary"})


def _is_clause(words: Words, at: int, group: VerbGroup, cues: CueVocabulary) -> bool:
    """Whether a clause begins at `at`. What "said" takes hardly is anything else; "confirmed" takes nouns too."""
    if group.cue.takes("after") and not group.cue.takes("noun"):
        if is_headline_clause(words, at) or "pronoun" in words[at].tags:
            return True
        return has_verb(words, at + 1, len(words), cues) or _is_long(words, at)
    return opens_clause(words, at, cues)


def _is_named(words: Words, at: int) -> bool:
    """Whether what begins at `at` is called something: quoted words follow within the clause, or "him a liar"."""
    if words[at].tags & {"object", "pronoun"} and at + 2 < len(words) and words[at + 1].tags & {"article"}:
        return True
    for word in words[at + 1 : at + _LONGEST_NAMED]:
        if word.quotation is not None:
            return True
        if word.low in _FINAL:
            return False
    return False


def _is_something_said(words: Words, at: int, cues: CueVocabulary) -> bool:
    """Whether the noun phrase that begins at `at` is for words, as in "its earlier statement on the leak"."""
    for word in words[at : at + _LONGEST_ANSWERER + 1]:
        if not word.is_word or word.tags & {"preposition", "conjunction_that", "relative"}:
            return False
        if word.low in cues.said:
            return True
    return False


def clause_end(words: Words, start: int, cues: CueVocabulary, kind: str = "clause", within: bool = False) -> int:
    """The index after the content that begins at `start`: at the unit's end or where something else begins."""
    if words[start].quotation is not None and _closed_speech(words, start):
        return _over_quotations(words, start)
    end = len(words)
    depth = int(words[start].low == "(")
    for at in range(start + 1, len(words)):
        depth += (words[at].low == "(") - (words[at].low == ")")
        if (
            depth < 0
            or words[at].low == ";"
            or _another_begins(words, at, cues)
            or _breaks_off(words, at, kind, within)
        ):
            end = at
            break
    while end > start and words[end - 1].low in _FINAL:
        end -= 1
    return end


def _breaks_off(words: Words, at: int, kind: str, within: bool) -> bool:
    """Whether content of this kind can't go on over the word at `at`; chosen by what annotators of news mark."""
    word = words[at]
    if at + 1 >= len(words):
        return False
    after = words[at + 1]
    if word.low == ":":
        return "speech" in after.tags
    if word.low == ",":
        if within or after.tags & {"concession", "wh", "article"}:
            return True
        return kind != "clause" and after.low.endswith("ing") and "preposition" not in after.tags
    if kind not in ("noun", "said"):
        return False
    if "day" in word.tags or (word.low == "," and "relative" in after.tags):
        return True
    if "joining" in word.tags:
        return (after.low.endswith("ed") and "-" not in after.low) or "auxiliary" in after.tags
    return word.tags >= {"concession", "coordinator"}


def _closed_speech(words: Words, at: int) -> bool:
    """Whether the quotation is speech of its own, complete, rather than words quoted within a clause."""
    after = words[at + 1] if at + 1 < len(words) else None
    if after is None or after.low in _FINAL:
        return True
    return "speech" in words[at].tags and (after.low.endswith("ing") or "subordinator" in after.tags)


def _over_quotations(words: Words, at: int) -> int:
    while at + 1 < len(words) and words[at + 1].quotation is not None:
        at += 1
    return at + 1


def _another_begins(words: Words, at: int, cues: CueVocabulary) -> bool:
    """Whether a further attribution by the same speaker, or one of these words to a source, begins here."""
    word = words[at]
    if word.low in (",", ";") and "headline" in word.tags and _answers(words, at + 1, cues):
        return True
    if word.low == ",":
        after = at + 1
        if _names_source(words, after, cues):
            return True
        while after < len(words) and is_adverb(words[after]):
            after += 1
        return (
            after < len(words)
            and words[after].low.endswith("ing")
            and _reports(words, after, cues, ("clause", "after"))
        )
    if _names_source(words, at, cues):
        return True
    if "coordinator" not in word.tags:
        return False
    after = at + 1
    while after < len(words) and (is_adverb(words[after]) or words[after].tags & {"have"}):
        after += 1
    kinds = ("clause", "after", "hearer", *(("noun",) if cues.subjectless else ()))
    return _reports(words, after, cues, kinds) and not words[after].low.endswith("ing")


def _answers(words: Words, at: int, cues: CueVocabulary) -> bool:
    """Whether a headline's second part begins at `at`, in which another speaks: "…, Kyiv denies it"."""
    for verb in range(at + 1, min(at + _LONGEST_ANSWERER + 1, len(words))):
        if not words[verb - 1].is_word:
            return False
        if any("third" in forms or "base" in forms for _, forms in cues.verbs.get(words[verb].low, ())):
            return True
    return False


def _names_source(words: Words, at: int, cues: CueVocabulary) -> bool:
    """Whether a phrase of several words like "according to" stands at `at`."""
    known = cues.phrases.get(words[at].low, ()) if at < len(words) else ()
    return any(len(one) > 1 and tuple(word.low for word in words[at : at + len(one)]) == one for one in known)


def _reports(words: Words, at: int, cues: CueVocabulary, kinds: tuple[str, ...]) -> bool:
    if at >= len(words):
        return False
    known = cues.verbs.get(words[at].low, ())
    return any(not cue.rest and "base" not in forms and any(map(cue.takes, kinds)) for cue, forms in known)


def content_before(words: Words, floor: int, end: int) -> Content | None:
    """What stands before an attribution that follows it: the words `floor` to `end`, pauses at its ends left out."""
    while end > floor and words[end - 1].low in _PAUSES:
        end -= 1
    while floor < end and (words[floor].low in _FINAL):
        floor += 1
    if end <= floor:
        return None
    kind = "quote" if all(word.quotation is not None for word in words[floor:end]) else "clause"
    return Content(((floor, end),), kind)


def content_resumed(words: Words, before: Content, at: int, cues: CueVocabulary) -> Content:
    """`before` with what goes on after the attribution that ends at `at`: "A," she said, "B"; A, she said, B."""
    if cues.subjectless and at + 2 < len(words) and words[at].low in (",", ".") and words[at + 1].low == "—":
        at += 1
    if at + 1 >= len(words) or words[at].low not in (",", "—", ":", "."):
        return before
    speech = words[before.ranges[-1][1] - 1].quotation is not None
    after = words[at + 1]
    if after.quotation is None and (speech or words[at].low not in (",", "—") or _another_begins(words, at, cues)):
        return before
    elsewhere = after.tags & {"coordinator", "converb"} or after.low.endswith("ing") or after.low == "who"
    if after.quotation is None and elsewhere:
        return before
    end = clause_end(words, at + 1, cues)
    return Content((*before.ranges, (at + 1, end)), before.kind) if end > at + 1 else before
