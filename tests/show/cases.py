"""An invented case, built by hand: a fire in a grain silo at Port Ressel, told by four outlets and one rumour."""

from __future__ import annotations

from dataclasses import replace

from stemma.model import (
    Actor,
    Case,
    Claim,
    ClaimMember,
    ClaimStance,
    Contest,
    Drift,
    LineageEdge,
    LineageEvidence,
    Merge,
    Origin,
    Place,
    Pointer,
    QuantityRow,
    QuantitySeries,
    Report,
    Span,
    Statement,
    Target,
    Time,
    Utterance,
    UtteranceMember,
    sha256_of,
    statement_id,
)

TEXTS = {
    "post": "Silo burns at Port Ressel\n\nThe east silo caught fire at dawn and 12 workers left it unhurt, fire chief "
    "Ona Brandt told the Ressel Post.\n\n“We shall not reopen the quay this week,” Brandt said.",
    "wire": "Fire in Ressel silo\n\nThe east silo caught fire at dawn, fire chief Ona Brandt told the Ressel Post.\n\n"
    "“We shall reopen the quay this week,” she said. The owner, Halm Grain, denied that the east silo had burned.",
    "echo": "Ressel: silo on fire\n\nThe east silo caught fire at dawn, the Ressel fire service said, as the Ressel "
    "Post first reported. Some 21 workers left it, officials said.",
    "kurier": "Speicher brennt\n\n„Wir öffnen den Kai diese Woche nicht“, sagte Brandt.",
    "rumour": "They say the east silo was set alight.",
}
PUBLISHED = {"post": "2031-05-02T07:10:00+02:00", "wire": "2031-05-02", "echo": "2031-05-03", "kurier": "2031-05-03"}
PUBLISHERS = {"post": "Ressel Post", "wire": "Northern Wire", "echo": "Coast Echo", "kurier": "Ressel Kurier"}
BRANDT = Actor(id="brandt", name="Ona Brandt", kind="person", aliases=("Brandt",), body="Ressel fire service")
SERVICE = Actor(id="service", name="Ressel fire service", kind="organisation")
HALM = Actor(id="halm", name="Halm Grain", kind="organisation")


def report(ident: str, text: str, **fields: str | None) -> Report:
    return Report(id=ident, text=text, sha256=sha256_of(text), **fields)  # type: ignore[arg-type]


def reports() -> tuple[Report, ...]:
    return tuple(
        report(
            ident,
            text,
            title=text.split("\n")[0],
            url=f"https://{ident}.example/silo" if ident != "rumour" else None,
            publisher=PUBLISHERS.get(ident),
            published=PUBLISHED.get(ident),
            language="de" if ident == "kurier" else "en",
        )
        for ident, text in sorted(TEXTS.items())
    )


def at(ident: str, words: str) -> Pointer:
    start = TEXTS[ident].index(words)
    return Pointer(ident, Span(start, start + len(words)))


def statement(ident: str, content: str, *, source: str | None = None, speaker: str | None = None) -> Statement:
    who, what = at(ident, source).span if source else None, (at(ident, content).span,)
    return Statement(
        id=statement_id(ident, who, None, what),
        report=ident,
        source=who,
        cue=None,
        content=what,
        manner="indirect",
        stance="asserts",
        speaker=speaker,
    )


STATEMENTS = (
    statement("post", "The east silo caught fire at dawn", source="Ona Brandt", speaker="brandt"),
    statement("wire", "The east silo caught fire at dawn", source="Ona Brandt", speaker="brandt"),
    statement("echo", "The east silo caught fire at dawn", source="the Ressel fire service", speaker="service"),
    statement("wire", "that the east silo had burned", source="Halm Grain", speaker="halm"),
    statement("echo", "Some 21 workers left it", source="officials"),
    statement("post", "We shall not reopen the quay this week", source="Brandt", speaker="brandt"),
    statement("wire", "We shall reopen the quay this week", source="she", speaker="brandt"),
    statement("kurier", "Wir öffnen den Kai diese Woche nicht", source="Brandt", speaker="brandt"),
)


def member(said: Statement | Pointer, stance: ClaimStance = "affirms") -> ClaimMember:
    if isinstance(said, Pointer):
        return ClaimMember(report=said.report, span=said.span, statement=None, actor=None, stance=stance)
    return ClaimMember(report=said.report, span=said.content[0], statement=said.id, actor=said.speaker, stance=stance)


def claims() -> tuple[Claim, ...]:
    post, wire, echo, denial, workers, *_ = STATEMENTS
    fire = Claim(
        id="c1",
        gloss="the east silo caught fire at dawn",
        status="contested",
        hedged=False,
        members=(member(post), member(wire), member(echo), member(denial, "denies")),
        origins=(
            Origin(
                id="brandt",
                name="Ona Brandt",
                kind="person",
                access="unknown",
                report="post",
                span=post.content[0],
                merged=(Merge(id="service", why="Ona Brandt speaks for the Ressel fire service."),),
            ),
        ),
        at_most=2,
        why="Halm Grain, outside the origins that affirm it, denies it.",
        first=Pointer("post", post.content[0]),
    )
    count = Claim(
        id="c2",
        gloss="Some 21 workers left it",
        status="unattributed",
        hedged=False,
        members=(member(workers), member(at("post", "12 workers left it unhurt"), "denies")),
        origins=(),
        at_most=1,
        why="Nobody is named for it.",
    )
    arson = Claim(
        id="c3",
        gloss="the east silo was set alight",
        status="unattributed",
        hedged=False,
        members=(member(at("rumour", "the east silo was set alight")),),
        origins=(),
        at_most=0,
        why="The report says it in its own voice.",
    )
    return fire, count, arson


def utterance() -> Utterance:
    first, second, third = STATEMENTS[5:8]
    return Utterance(
        id="u1",
        speaker="brandt",
        members=tuple(
            UtteranceMember(report=one.report, span=one.content[0], statement=one.id) for one in (third, first, second)
        ),
        drift=(Drift(kind="negation", before=at("post", "not"), after=None, why="“not” is lost in Northern Wire."),),
    )


def edge(ident: str, target: Target, words: str) -> LineageEdge:
    found = at(ident, words)
    proof = LineageEvidence(report=ident, span=found.span, why="The report says so.")
    return LineageEdge(report=ident, takes_from=target, kind="credits", score=1.0, evidence=(proof,))


def silo_case() -> Case:
    """The whole case."""
    return Case(
        reports=reports(),
        actors=(BRANDT, HALM, SERVICE),
        statements=STATEMENTS,
        utterances=(utterance(),),
        claims=claims(),
        lineage=(
            edge("echo", Target(report="post"), "as the Ressel Post first reported"),
            edge("wire", Target(report="post"), "told the Ressel Post"),
            edge("post", Target(outside="Ona Brandt to the Ressel Post", actor="brandt"), "told the Ressel Post"),
        ),
    )


def full_case() -> Case:
    """The case with what its reports say of places, times and numbers, so that every view has something to show."""

    def place(ident: str, words: str, latitude: float | None, longitude: float | None) -> Place:
        span = at(ident, words).span
        return Place(report=ident, span=span, name=words, kind="town", latitude=latitude, longitude=longitude)

    def figure(ident: str, words: str, number: float) -> QuantityRow:
        span = at(ident, words).span
        return QuantityRow(report=ident, span=span, low=number, high=number, bound="exactly", claims=("c2",))

    left = QuantitySeries(
        id="q1",
        frame="left",
        counts="worker",
        unit=None,
        gloss="workers who left",
        story=None,
        rows=(figure("post", "12", 12), figure("echo", "21", 21)),
        contests=(Contest(left=at("post", "12"), right=at("echo", "21"), why="12 and 21 can't both be so"),),
    )
    dawn = at("post", "at dawn")
    return replace(
        silo_case(),
        places=(
            place("post", "Port Ressel", 54.1, 12.1),
            place("post", "The east silo", 54.2, 12.4),
            place("wire", "Ressel", 54.1, 12.1),
            place("echo", "Ressel", None, None),
        ),
        times=(
            Time(
                report="post",
                span=dawn.span,
                type="TIME",
                value="2031-05-02TMO",
                start="2031-05-02T04:00",
                end="2031-05-02T08:00",
                anchor="published",
            ),
        ),
        quantities=(left,),
    )


def hostile_case() -> Case:
    """The case with a report, an actor and a claim whose every text tries to do something to the page or terminal."""
    text = (
        "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"> & ' \" "
        "\u202egnihtemos\u202c \x1b[31mred\x1b[0m \x00 \ud800 [bold]loud[/bold] {{ 7 * 7 }} </style></script> "
        + "x" * 10_000
        + " end"
    )
    taking = '"><script>document.title="taken"</script>'
    bad = report(
        "bad",
        text,
        title=text[:90],
        url="javascript:document.title='taken'",
        publisher=taking,
        published=taking,
        captured=taking,
        byline=taking,
        language="en",
    )
    actor = Actor(id="bad-actor", name=taking + "\u202eevil", kind="person")
    said = ClaimMember(report="bad", span=Span(0, len(text)), statement=None, actor="bad-actor", stance="affirms")
    again = replace(said, span=Span(60, len(text) - 4), stance="denies")
    claim = replace(claims()[0], id="bad", gloss=text, why=text, quantity=taking, members=(said, again))
    case = full_case()
    whole = Span(0, len(text))
    figure = QuantityRow(report="bad", span=whole, low=float("inf"), high=None, bound="at least", actor="bad-actor")
    return replace(
        case,
        reports=(*case.reports, bad),
        actors=(*case.actors, actor),
        claims=(claim, *case.claims),
        places=(
            *case.places,
            Place(report="bad", span=whole, name=text, kind="town", latitude=54.1, longitude=12.1),
            Place(report="bad", span=whole, name=taking, kind="country", latitude=1e9, longitude=float("nan")),
        ),
        times=(
            *case.times,
            Time(report="bad", span=whole, type="DATE", value=taking, start="0001-01-01", end="9999-12-31"),
            Time(report="bad", span=whole, type="DATE", value=taking, start=taking, end=taking),
        ),
        quantities=(*case.quantities, replace(case.quantities[0], id="bad", gloss=text, rows=(figure, figure))),
        utterances=(
            *case.utterances,
            Utterance(
                id="bad",
                speaker="bad-actor",
                members=(
                    UtteranceMember(report="bad", span=whole, statement="s"),
                    UtteranceMember(report="post", span=Span(0, 25), statement="s"),
                ),
                drift=(Drift(kind="number", before=None, after=None, why=taking),),
            ),
        ),
        lineage=(
            *case.lineage,
            LineageEdge(report="bad", takes_from=Target(outside=taking), kind="links", score=0.5, evidence=()),
        ),
    )
