"""Tables of claims, who makes them, and their origins."""

from __future__ import annotations

from stemma.show.export.columns import (
    POSITION,
    Table,
    columns,
    evidence,
    in_report,
    made,
    named,
    parts,
    plain,
    reach,
)

_claims = reach("claims")
_origins = parts("origins", _claims)
_claim_intervals = parts("intervals", _claims)

_CLAIMS = Table(
    "claims",
    "A claim: what several statements or reports say in common.",
    _claims,
    columns(
        plain("id", "The claim's id."),
        plain("gloss", "The claim in words of one of its members."),
        plain("status", "unattributed, single-origin, corroborated, contested or withdrawn."),
        plain("hedged", "Whether nobody affirms it without a hedge.", "boolean"),
        made("origins", "How many independent origins are shown.", "integer", lambda c: len(c.origins)),
        plain("at_most", "How many there may be at most.", "integer"),
        plain("quantity", "The figure that most members give, in words."),
        made("interval_start", "When it was, ISO 8601.", "text", lambda c: c.interval and c.interval[0]),
        made("interval_end", "The end of that (exclusive).", "text", lambda c: c.interval and c.interval[1]),
        in_report("the words of the earliest dated member", "first", "first_"),
        plain("why", "Why it has its status, as a sentence."),
    ),
)

OF_CLAIMS = (
    _CLAIMS,
    Table(
        "claim_members",
        "A place where a claim is made or denied.",
        parts("members", _claims),
        columns(
            plain("claim", "The claim.", at="whole.id", to="claims.id"),
            POSITION,
            in_report("the words", "part"),
            plain("stance", "affirms, denies or hedges.", at="part.stance"),
            plain(
                "statement",
                "The statement that makes it; nothing for the report's own voice.",
                at="part.statement",
                to="statements.id",
            ),
            plain("actor", "The speaker.", at="part.actor", to="actors.id"),
            named("actor_name", "That actor's name.", at="part.actor"),
        ),
    ),
    Table(
        "claim_origins",
        "An independent origin of a claim.",
        _origins,
        columns(
            plain("claim", "The claim.", at="whole.id", to="claims.id"),
            POSITION,
            plain("origin", "The origin's id: an actor's, a report's, or a name.", at="part.id"),
            plain("name", "Its name.", at="part.name"),
            plain("kind", "What it is.", at="part.kind"),
            plain("access", "How it knows, as far as the reports say.", at="part.access"),
            in_report("the words of its earliest appearance", "part"),
        ),
    ),
    Table(
        "claim_origin_merged",
        "A voice that was not counted as an origin of its own.",
        parts("merged", _origins, at="part"),
        columns(
            plain("claim", "The claim.", at="whole.whole.id", to="claims.id"),
            plain("origin", "The origin that it was counted as.", at="whole.part.id"),
            POSITION,
            plain("merged", "The voice: an actor's or a report's id.", at="part.id"),
            plain("why", "The reason, as a sentence.", at="part.why"),
        ),
    ),
    Table(
        "claim_origin_marks",
        "Why an origin's affirmation weighs more than another.",
        parts("marks", _origins, at="part"),
        columns(
            plain("claim", "The claim.", at="whole.whole.id", to="claims.id"),
            plain("origin", "The origin.", at="whole.part.id"),
            POSITION,
            plain("kind", "admission or adversary.", at="part.kind"),
            plain("why", "The reason, as a sentence.", at="part.why"),
            in_report("the words that show it", "part"),
        ),
    ),
    Table(
        "claim_intervals",
        "When some of a claim's reports put it, those of most reports first.",
        _claim_intervals,
        columns(
            plain("claim", "The claim.", at="whole.id", to="claims.id"),
            POSITION,
            plain("interval_start", "The start, ISO 8601.", at="part.start"),
            plain("interval_end", "The end (exclusive).", at="part.end"),
        ),
    ),
    *(
        Table(
            f"claim_interval_{name}",
            f"Words that tell {what} a claim's interval.",
            parts(name, _claim_intervals, at="part"),
            columns(
                plain("claim", "The claim.", at="whole.whole.id", to="claims.id"),
                plain("interval", "The interval's position.", "integer", at="whole.position"),
                POSITION,
                in_report("the words", "part"),
            ),
        )
        for name, what in (("words", "of"), ("wider", "a wider time around"))
    ),
    Table(
        "claim_rivals",
        "A claim whose figure excludes that of another.",
        parts("rivals", _claims),
        columns(
            plain("claim", "The claim.", at="whole.id", to="claims.id"),
            POSITION,
            plain("rival", "The other claim.", at="part.claim", to="claims.id"),
            *evidence("part.evidence"),
        ),
    ),
)
