"""A case as a briefing in Markdown, to paste into a mail or an editorial system: what is claimed, by whom, from where.

Plain CommonMark without extensions. The sources are a numbered list at the end, to which numbers in brackets lead. It
is bounded: of a long case it tells the weightiest and says how much it leaves out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from stemma import __version__
from stemma.model import Case, Drift, LineageEdge, Pointer
from stemma.show.characters import one_line, quoted, shortened
from stemma.show.export.markup import link, plain
from stemma.show.gaps import gaps_of
from stemma.show.labels import ACCESS_WORDS, STATUS_WORDS, Labels, Quote, counted, moment_words
from stemma.show.ledger import STATUSES, Ledger, OriginRow, Row, Voice, ledger_of
from stemma.show.renderings import Parallel, parallels
from stemma.show.snippets import snippet_of
from stemma.show.tallies import Given, tallies_of
from stemma.show.terminal import counts
from stemma.show.tongues import language_name
from stemma.show.when import when_words

# A briefing is read in minutes; the case file and the other exports have all of it.
_SHORT = 5
_CLAIMS = 12
_VOICES = 3
_CHANGED = 6
_TALLIES = 6
_FIGURES = 8
_TIES = 15
_WORDS = 240
_NAME = 120

_MEANINGS = {
    "contested": "somebody outside the origins that affirm it denies it, or gives a figure that excludes it",
    "withdrawn": "its last affirming origin took it back",
    "corroborated": "two or more independent origins, as far as the reports tell",
    "single-origin": "however many reports carry it, one origin stands behind them",
    "unattributed": "no report says who it comes from",
}
_TAKES = {"credits": "credits", "links": "links to", "copies": "copies from", "renders": "retells or translates"}


def briefing(case: Case, title: str, versions: Iterable[tuple[str, str]] = ()) -> Iterator[str]:
    """The briefing, line by line; each ends with a line feed, and no two blank lines follow each other."""
    labels = Labels(case)
    before = ""
    for line in _Briefing(labels, ledger_of(labels)).lines(title, versions):
        if line or before:
            yield line + "\n"
        before = line


class _Briefing:
    """Writes a briefing and numbers the reports that it cites."""

    def __init__(self, labels: Labels, ledger: Ledger) -> None:
        self._labels = labels
        self._ledger = ledger
        self._cited: dict[str, int] = {}

    def lines(self, title: str, versions: Iterable[tuple[str, str]]) -> Iterator[str]:
        """All of its lines."""
        yield from self._head(title)
        yield from self._claims()
        yield from self._changes()
        yield from self._tallies()
        yield from self._lineage()
        yield from self._gaps()
        yield from self._method(versions)
        yield from self._sources()

    def _head(self, title: str) -> Iterator[str]:
        ledger = self._ledger
        yield f"# {plain(title) or 'A case'}"
        yield ""
        yield "*Who says what, and where they have it from: what the reports support, not what is true.*"
        yield ""
        undated = f", {ledger.undated} of them undated" if ledger.undated else ""
        publishers = f"by {counted(ledger.publishers, 'publisher')}" if ledger.publishers else "of unknown publishers"
        read = f"{counted(ledger.reports, 'report')} {publishers}, {ledger.days or 'no dates known'}{undated}"
        yield f"**What was read.** {plain(read)}. {plain(self._languages())}"
        yield ""
        statuses = Counter[str](row.claim.status for row in ledger.rows)
        found = ", ".join(f"{statuses[one]} {STATUS_WORDS[one].lower()}" for one in STATUSES if statuses[one])
        lone = f"; {len(ledger.lone)} of them stand in one place only" if ledger.lone else ""
        yield f"**What was found.** {counted(len(ledger.rows), 'claim')}{': ' + found if found else ''}{lone}."
        if ledger.rows:
            yield ""
            yield "**In short.**"
            yield ""
            for row in ledger.rows[:_SHORT]:
                yield f"- {self._in_short(row)}"

    def _in_short(self, row: Row) -> str:
        """A claim in one line: what, how it stands, on how many origins, who denies it."""
        denying = [voice.name for voice in row.denies[:_VOICES]]
        more = len(row.denies) - len(denying)
        denying += [counted(more, "further voice")] if more > 0 else []
        denied = f"; denied by {plain(_listed(denying))}" if denying else ""
        told = f"{counted(row.carried, 'report')}, {row.origins_words}{denied}"
        return f"{plain(shortened(row.gloss, _NAME))}: **{STATUS_WORDS[row.claim.status].lower()}**, {told}."

    def _languages(self) -> str:
        named = Counter(language_name(report.language) for report in self._labels.case.reports)
        if not named:
            return ""
        if len(named) == 1:
            return f"Language: {next(iter(named))}."
        several = sorted(named.items(), key=lambda item: (-item[1], item[0]))
        return f"Languages: {', '.join(f'{name} ({count})' for name, count in several)}."

    def _claims(self) -> Iterator[str]:
        ledger = self._ledger
        shown = ledger.rows[:_CLAIMS]
        if not shown:
            return
        yield from _heading("The claims, in the order of their weight")
        present = {row.claim.status for row in shown}
        for status in STATUSES:
            if status in present:
                yield f"- *{STATUS_WORDS[status]}*: {_MEANINGS[status]}."
        for story, rows in ledger.by_story(shown):
            if story is not None:
                yield from _heading(f"{plain(story.name)} ({plain(story.figures)})", "###")
            for row in rows:
                yield from self._claim(row, "###" if story is None else "####")
        yield from _rest(ledger.rows, _CLAIMS, "claim", "of less weight")

    def _claim(self, row: Row, mark: str) -> Iterator[str]:
        yield from _heading(f"{row.number}. {plain(shortened(row.gloss, _WORDS))}", mark)
        hedged = ", hedged only" if row.claim.hedged else ""
        yield f"**{STATUS_WORDS[row.claim.status]}{hedged}.** {counts(row)}"
        yield ""
        if not row.origins:
            yield f"- **No origin shown.** {plain(shortened(one_line(row.claim.why), _WORDS))}"
        for origin in row.origins:
            yield from self._origin(origin)
        for heading, voices in row.voices():
            yield f"- **{heading}**"
            for voice in voices[:_VOICES]:
                yield f"  - {self._voice(voice)}"
            if len(voices) > _VOICES:
                yield f"  - and {counted(len(voices) - _VOICES, 'further voice')}"
        when = when_words(row.claim)
        if when:
            yield f"- **When:** {plain(when)}"
        for judgement in row.judged:
            yield f"- **Ruled by a user:** {plain(judgement.reason)}"

    def _origin(self, origin: OriginRow) -> Iterator[str]:
        first = f"; first in {self._place(origin.quote)}" if origin.quote else ""
        yield f"- **Origin:** {plain(shortened(origin.name, _NAME))} ({ACCESS_WORDS[origin.access]}){first}"
        for name, why in origin.merged[:_VOICES]:
            yield f"  - counted with it: {plain(name)}, because {plain(shortened(why, _WORDS))}"
        if len(origin.merged) > _VOICES:
            yield f"  - and {counted(len(origin.merged) - _VOICES, 'further voice')} counted with it"

    def _voice(self, voice: Voice) -> str:
        more = f", and in {counted(voice.reports - 1, 'further report')}" if voice.reports > 1 else ""
        return f"{plain(voice.name)}{': ' + self._quoted(voice.lead) if voice.lead else ''}{more}"

    def _quoted(self, quote: Quote) -> str:
        return f"{plain(quoted(shortened(quote.words, _WORDS)))} ({self._place(quote)})"

    def _place(self, quote: Quote) -> str:
        return self._named(quote.pointer.report)

    def _named(self, report: str) -> str:
        """A report by publisher and day, with its number among the sources."""
        number = self._cited.setdefault(report, len(self._cited) + 1)
        labels = self._labels
        return f"{plain(shortened(labels.publisher(report), _NAME))}, {plain(labels.when(report))} [{number}]"

    def _changes(self) -> Iterator[str]:
        changed = [one for one in parallels(self._labels) if one.changes]
        if not changed:
            return
        yield from _heading("How words changed")
        yield "Wordings that are taken for one piece of speech, where a number, a negation or a reservation differs."
        for parallel in changed[:_CHANGED]:
            yield ""
            yield from self._parallel(parallel)
        yield from _rest(changed, _CHANGED, "utterance", "whose words changed")

    def _parallel(self, parallel: Parallel) -> Iterator[str]:
        count = f"{counted(parallel.reports, 'report')}, {counted(len(parallel.renderings), 'wording')}"
        yield f"- **{plain(parallel.speaker or 'Speaker not agreed on')}** ({count})"
        drifts = {one.why: one for one in reversed(parallel.utterance.drift) if one.why in parallel.changes}
        beside: dict[str, list[str]] = {}
        for why in parallel.changes[:_VOICES]:
            first, line = self._change(drifts[why], parallel)
            beside.setdefault(first, []).append(line)
        for first, lines in beside.items():
            yield f"  - {first}"
            for line in lines:
                yield f"    - {line}"
        if len(parallel.changes) > _VOICES:
            yield f"  - and {counted(len(parallel.changes) - _VOICES, 'further change')}"

    def _change(self, drift: Drift, parallel: Parallel) -> tuple[str, str]:
        """A wording, and the other beside it with what changed; what changed alone where there is no other."""
        sides = [
            found for place in (drift.before, drift.after) if place and (found := self._rendering(place, parallel))
        ]
        why = f"*{plain(shortened(one_line(drift.why), _WORDS))}*"
        first = sides[0] if sides else "Wordings differ"
        return first, f"beside {sides[1]}: {why}" if len(sides) > 1 else why

    def _rendering(self, place: Pointer, parallel: Parallel) -> str:
        members = parallel.utterance.members
        whole = (Pointer(one.report, one.span) for one in members if one.report == place.report)
        quote = self._labels.quote(next((one for one in whole if one.span.covers(place.span)), place))
        return self._quoted(quote) if quote else ""

    def _tallies(self) -> Iterator[str]:
        found = tallies_of(self._labels)
        if not found:
            return
        yield from _heading("Figures that differ")
        for tally in found[:_TALLIES]:
            whether = ": they exclude each other" if tally.series.contests else ""
            yield f"- **{plain(shortened(one_line(tally.series.gloss), _WORDS))}**{whether}"
            for given in tally.given[:_FIGURES]:
                yield f"  - {self._given(given)}"
            if len(tally.given) > _FIGURES:
                yield f"  - and {counted(len(tally.given) - _FIGURES, 'further figure')}"
        yield from _rest(found, _TALLIES, "count")

    def _given(self, given: Given) -> str:
        more = f", and in {counted(given.reports - 1, 'further report')}" if given.reports > 1 else ""
        later = ", brought up to date later" if given.superseded else ""
        snippet = snippet_of(given.quote.pointer, self._labels)
        words = f"{snippet.before}{snippet.quote.words}{snippet.after}" if snippet else given.words
        quote = f"{plain(quoted(shortened(one_line(words), _WORDS)))} ({self._place(given.quote)})"
        return f"{plain(given.source)}: {quote}{more}{later}"

    def _lineage(self) -> Iterator[str]:
        edges = self._labels.case.lineage
        if not edges:
            return
        yield from _heading("Who has it from whom")
        for edge in edges[:_TIES]:
            yield f"- {self._edge(edge)}"
        yield from _rest(edges, _TIES, "tie")

    def _edge(self, edge: LineageEdge) -> str:
        target = edge.takes_from
        source = self._named(target.report) if target.report else plain(shortened(self._labels.outside(target), _NAME))
        quotes = (self._labels.quote(Pointer(one.report, one.span)) for one in edge.evidence)
        words = next((f": {plain(quoted(shortened(quote.words, _NAME)))}" for quote in quotes if quote), "")
        return f"{self._named(edge.report)} {_TAKES[edge.kind]} {source}{words}"

    def _gaps(self) -> Iterator[str]:
        gaps = gaps_of(self._labels)
        if not gaps:
            return
        yield from _heading("What is not known")
        yield "Counted as in the case file, where each place can be looked up."
        yield ""
        for gap in gaps:
            yield f"- {plain(gap.heading)}: {gap.count:,}. {plain(gap.meaning)}"

    def _method(self, versions: Iterable[tuple[str, str]]) -> Iterator[str]:
        yield from _heading("Method and limits")
        yield (
            "Read by a program, offline: it marks who says what in the pages, puts together what says the same, and "
            "follows credits, links and copied words back to where they lead. Two origins count as independent where "
            "nothing in these reports ties them."
        )
        yield ""
        yield (
            "It errs, most often by taking several origins for one or by leaving the same claim apart in other words; "
            "check each line with its source before you use it."
        )
        yield ""
        made = " · ".join(f"{name} {version}" for name, version in (("Stemma", __version__), *versions))
        yield f"*Made with {plain(made)}*"

    def _sources(self) -> Iterator[str]:
        if not self._cited:
            return
        yield from _heading("Sources")
        for report, number in self._cited.items():
            yield f"{number}. {self._source(report)}"
        left = len(self._labels.reports) - len(self._cited)
        if left > 0:
            yield ""
            yield f"{counted(left, 'further report was', 'further reports were')} read and not cited here."

    def _source(self, ident: str) -> str:
        labels = self._labels
        report = labels.reports.get(ident)
        if report is None:
            return plain(ident)
        title = link(shortened(one_line(report.title or "without a title"), _WORDS), report)
        day = moment_words(report.published) if report.published else "undated"
        name = f" ({plain(labels.short_name(ident))})" if report.publisher and not report.url else ""
        return f"{plain(shortened(labels.publisher(ident), _NAME))}: {title}, {plain(day)}{name}"


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _heading(words: str, mark: str = "##") -> Iterator[str]:
    yield ""
    yield f"{mark} {words}"
    yield ""


def _rest(found: Sequence[object], shown: int, what: str, which: str = "") -> Iterator[str]:
    """The line that says how many are left out."""
    left = len(found) - shown
    if left > 0:
        yield ""
        words = counted(left, f"further {what}") + (f" {which}" if which else "")
        yield f"*{words} left out here; the case file has all of them.*"
