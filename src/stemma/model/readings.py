"""What one report says, read on its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stemma.model.reports import sha256_of
from stemma.model.spans import Span

Manner = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "confirms", "denies", "hedges", "questions", "other"]
ActorKind = Literal["person", "organisation", "office", "media", "unnamed"]
Access = Literal["witnessed", "did it", "holds the record", "was told", "unknown"]
MentionKind = Literal["person", "organisation", "office", "media", "unnamed", "people", "pronoun"]
PlaceKind = Literal["country", "region", "city", "town", "water", "people", "organisation", "other"]
EntityKind = Literal["person", "organisation", "place", "people", "facility", "date", "money", "product", "other"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeMod = Literal["START", "MID", "END", "APPROX"]
TimeBound = Literal["from", "to", "before", "after"]
LineageKind = Literal["credits", "links", "copies", "renders"]
Bound = Literal["exactly", "at least", "at most", "about", "range", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whoever speaks or acts.

    `name` is the fullest form found, `aliases` the other forms, sorted. `body` names what the actor belongs to
    or speaks for ("White Star Line" for its vice-president), `side` the party it stands with, where the reports tell.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    body: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that refer to an actor; `actor` is None where it can't be told which."""

    report: str
    span: Span
    kind: MentionKind
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution: who (`source`), by which word (`cue`), what (`content`).

    `source` and `cue` are None where the page has none ("reportedly" has a cue and no source; a quotation that
    runs on has neither). `content` is one or more spans in text order. `speaker` is an actor's id, `via` the
    actor's id or outlet's name through which the words reached the report. `access` is how the speaker
    knows, as far as these words say. `in_title` is true where it stands in the report's headline.
    """

    id: str
    report: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    manner: Manner
    stance: Stance
    speaker: str | None = None
    via: str | None = None
    access: Access = "unknown"
    in_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVoice:
    """A sentence, or part of one, that the report says without attributing it. Never furniture.

    `comment` marks those in which the writer speaks of himself or judges ("we", "should"). They are kept only where the
    publisher may be a body: in a communiqué they are what it has to say, in a paper they are no news.
    """

    report: str
    span: Span
    hedged: bool = False
    access: Access = "unknown"
    in_title: bool = False
    comment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Words by which a report says where it has something from: "told Reuters", "on its Telegram channel".

    `name` is the source in the page's own words, `outlet` its standard name where the vocabulary knows it
    ("The Associated Press" for "AP"), `actor` the actor whose channel it is, if any. `kind` is
    "renders" where the report says that it translates, subtitles or retells the item, else "credits".
    """

    report: str
    span: Span
    name: str
    kind: LineageKind
    why: str
    outlet: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words that name a place, with degrees where the gazetteer decides; None, None where it does not.

    Nothing happened at places of kind "people" (words for a people or of a country, at its centre) and "organisation"
    (in an organisation's name). `region` is what the place lies in, by its name, and `country` that country's ISO
    3166-1 code, as far as known. `bounds` (south, west, north, east in degrees) are those of a country or region, or,
    of a place without degrees, of the one that it lies in.
    """

    report: str
    span: Span
    name: str
    kind: PlaceKind
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None
    region: str | None = None
    country: str | None = None
    bounds: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """Words that name a time, with a TIMEX3-style value.

    `start` and `end` (exclusive) are ISO 8601 where the value is anchored, with a shift from UTC only where the words
    name one. `anchor` says what it was counted from: "published", the report's "dateline", the "case" (the days of its
    story's other reports), "report" (another time that it names), or "text" where its own words say all; None where it
    has no value. `anchor_span` marks the words that it was counted from. `mod` is TIMEX3's modifier ("early May"),
    `bound` which side the words before it say that it closes ("since", "until", "before", "after"), `zone` the clock
    that its words name.
    """

    report: str
    span: Span
    type: TimeType
    value: str | None = None
    start: str | None = None
    end: str | None = None
    anchor: str | None = None
    anchor_span: Span | None = None
    mod: TimeMod | None = None
    bound: TimeBound | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A name, as a trained reader marks it on the page; `people` are nationalities, religions and parties' followers.

    What a mention is to the text's actors, an entity is to its words alone: nobody is identified by it.
    """

    report: str
    span: Span
    kind: EntityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Words that say how many or how much: "more than 70 attackers", "dozens", "nobody was hurt" (0).

    `span` covers the number with what bounds it and its unit ("about 1,500 hectares"), `counted` the noun phrase that
    it counts, where one stands there. The words allow any number from `low` to `high`, both included; `low` is None
    where they set no lower end, `high` where they set no upper one, both for "all" and "everyone". "About" allows a
    tenth to either side. `unit` is "%", a currency's ISO 4217 code or a unit's symbol ("km"); None where things are
    counted. `counts` is the class of these ("soldier"), or the stem of their noun where the vocabulary has none;
    `frame` what is said to have happened to them ("killed"), the same name in every language, None where it is not
    told. `part` is true where the words count only part of what the frame tells of: "five of them", "12 seriously
    injured". `update` is true where the clause brings an earlier figure up to date ("has risen to 12"). `statement` is
    the id of the statement whose content holds the words, None in the report's own voice.
    """

    report: str
    span: Span
    low: float | None
    high: float | None
    bound: Bound
    unit: str | None = None
    counted: Span | None = None
    counts: str | None = None
    frame: str | None = None
    part: bool = False
    update: bool = False
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What the words at `span` mean, as a vector: its components as signed bytes, in base64.

    Vectors of one encoder are compared by their cosine; their length says nothing.
    """

    span: Span
    vector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that one report says. All spans lie in that report; all tuples are in text order.

    `sentences` are the spans of its sentences, furniture left out; `furniture` is the page's own matter
    (breadcrumbs, log-in and newsletter lines), which says nothing. Actors' ids are local to the report.
    `entities` is empty where no trained reader read the report, `meanings` where no encoder did.
    """

    report: str
    language: str | None
    sentences: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    own_voice: tuple[OwnVoice, ...] = ()
    credits: tuple[Credit, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    entities: tuple[Entity, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    quantities: tuple[Quantity, ...] = ()


def statement_id(report: str, source: Span | None, cue: Span | None, content: tuple[Span, ...]) -> str:
    """A statement's id: the same words in the same report have the same id in every run and every case."""
    return (
        "s" + sha256_of(repr((report, source and tuple(source), cue and tuple(cue), [tuple(c) for c in content])))[:12]
    )
