"""Small invented cases, read, compared and traced whole, that attack the count from both sides.

Where reading or grouping would blur what is asked, `test_built_scenes.py` has the readings made by hand.
"""

from __future__ import annotations

from itertools import permutations

from stemma.model import Claim, Report
from stemma.read.reader import read
from stemma.run.stages import derive
from tests import factories


def page(publisher: str | None, text: str, day: int = 1, language: str = "en") -> Report:
    """A report; its id is made of everything in it that tells it from others."""
    name = f"{publisher} {day} {text[:40]}"
    return factories.report(name, text, publisher=publisher, published=f"2031-05-{day:02}", language=language)


def claim(words: str, *reports: Report) -> Claim:
    """The claim of the case that has `words` in most reports."""
    case = derive(reports, {report.id: read(report) for report in reports})
    texts = {report.id: report.text for report in reports}
    holding = {made: {m.report for m in made.members if words in m.span.of(texts[m.report])} for made in case.claims}
    return max(holding, key=lambda made: (len(holding[made]), made.id))


def names(found: Claim) -> list[str]:
    return [origin.name for origin in found.origins]


def counted(found: Claim) -> tuple[str, list[str], int]:
    return found.status, names(found), found.at_most


AGROUND = "The ferry Alda ran aground off Marne Point with 212 people on board"


def test_reprints_are_one() -> None:
    pages = [page(f"Paper {n}", f"{AGROUND}, harbour master Ines Falk said on Thursday.") for n in range(5)]
    assert counted(claim("ran aground", *pages)) == ("single-origin", ["Ines Falk"], 1)


def test_rewrites_that_credit_the_first_paper_lead_to_whom_it_spoke_with() -> None:
    told = "struck a rock off Marne Point on Thursday morning, harbour master Ines Falk told the Coast Post."
    first = page("Coast Post", f"The ferry Alda {told}")
    second = page("Inland Echo", f"A ferry {told}")
    third = page("Daily Lamp", "The Alda struck a rock off Marne Point, according to the Coast Post.", 2)
    assert counted(claim("struck a rock", first, second, third)) == ("single-origin", ["Ines Falk"], 1)


def test_a_press_release_carried_by_many_is_the_companys() -> None:
    said = "Brandt Lines said in a statement: “Every passenger of the Alda will get back the full fare.”"
    openings = ("Good news for travellers.", "Rain kept falling on the quay.", "Shares were flat.", "Hotels are full.")
    pages = [page(f"Paper {n}", f"{opening} {said}") for n, opening in enumerate(openings)]
    assert counted(claim("the full fare", *pages)) == ("single-origin", ["Brandt Lines"], 1)


def test_a_press_release_among_the_reports_is_the_bodys_own_voice() -> None:
    release = page("Brandt Lines (Twitter)", "The ferry Alda will sail again on Monday.")
    paper = page("Coast Post", "The ferry Alda will sail again on Monday, Brandt Lines said.")
    assert counted(claim("sail again", release, paper)) == ("single-origin", ["Brandt Lines"], 1)


def test_who_is_called_only_the_company_may_be_the_company_that_is_named() -> None:
    named = page("Coast Post", "The ferry Alda will sail again on Monday, Brandt Lines said.")
    bare = page("Inland Echo", "The ferry Alda will sail again on Monday, the company said.")
    found = claim("sail again", named, bare)
    assert (found.status, names(found)) == ("single-origin", ["Brandt Lines"])


def test_one_agency_under_ten_feed_names_has_no_known_origin() -> None:
    feeds = ("Reuters", "Reuters World", "Yahoo News", "MSN", "Coast Post", *(f"Feed {n}" for n in range(5)))
    pages = [page(feed, f"MARNE (Reuters) - {AGROUND}.") for feed in feeds]
    assert counted(claim("ran aground", *pages)) == ("unattributed", [], 1)


def test_a_channels_post_carried_by_many_is_the_channels() -> None:
    post = "Three barges broke loose at Marne Point in the night, the channel Coast Watch said on Telegram."
    found = claim("broke loose", *(page(f"Feed {n}", post) for n in range(4)))
    assert len(found.origins) <= 1


def test_one_command_through_three_officials_is_one() -> None:
    officials = ("the Norwegian defence ministry", "Norwegian foreign minister Kari Lund", "the Norwegian embassy")
    pages = [page(f"Paper {n}", f"The navy sank the trawler Osprey, {who} said.") for n, who in enumerate(officials)]
    found = claim("sank the trawler", *pages)
    assert (found.status, len(found.origins)) == ("single-origin", 1)


def test_two_governments_are_two() -> None:
    one = page("Paper 1", "The trawler Osprey sank at noon, the Norwegian defence ministry said.")
    other = page("Paper 2", "The trawler Osprey sank at noon, the Swedish coast guard said.")
    assert claim("sank at noon", one, other).status == "corroborated"


def test_a_joint_announcement_is_one() -> None:
    end = "The strike at Marne harbour will end on Friday, the harbour board and the dockers' union"
    found = claim("will end", page("Paper 1", f"{end} said."), page("Paper 2", f"{end} announced."))
    assert (found.status, len(found.origins)) == ("single-origin", 1)


def test_two_witnesses_are_two() -> None:
    one = page("Paper 1", "Fisherman Tomas Reyes said he saw the crane fall onto the deck of the ferry Alda.")
    other = page("Paper 2", "Teacher Eva Brandt said she saw the crane fall onto the deck of the ferry Alda.")
    found = claim("the crane fall", one, other)
    assert (found.status, sorted(names(found))) == ("corroborated", ["Eva Brandt", "Tomas Reyes"])


def test_an_unnamed_group_counts_once() -> None:
    one = page("Paper 1", "The crane fell onto the deck of the ferry Alda, residents said.")
    other = page("Paper 2", "The crane fell onto the deck of the ferry Alda, local residents said.")
    found = claim("The crane fell", one, other)
    assert (found.status, len(found.origins)) == ("single-origin", 1)


def test_who_was_told_by_another_voice_adds_nothing() -> None:
    asleep = "The captain of the Alda was asleep"
    told = f"{asleep}, engineer Jan Dahl said. Dahl said he had been told so by the cook, Eva Brandt."
    found = claim(
        "was asleep",
        page("Paper 1", told),
        page("Paper 2", f"{asleep}, cook Eva Brandt said."),
    )
    assert (found.status, names(found)) == ("single-origin", ["Eva Brandt"])
    assert "Jan Dahl has it from Eva Brandt" in found.why


def test_an_outlet_that_quotes_itself_is_a_way_station() -> None:
    first = page("The Coast Post", "The Coast Post has learned that the ferry Alda will be scrapped.")
    second = page("Inland Echo", "The ferry Alda will be scrapped, the Coast Post reported.", 2)
    assert claim("will be scrapped", first, second).origins == ()


def test_outlets_that_credit_each_other_lead_nowhere() -> None:
    one = page("Coast Post", "The ferry Alda has sunk off Marne Point, the Inland Echo reports.")
    other = page("Inland Echo", "The ferry Alda has sunk off Marne Point, the Coast Post reports.")
    found = claim("has sunk", one, other)
    assert found.origins == ()
    assert "in a circle" in found.why


def test_one_video_seen_by_two_papers_is_its_makers() -> None:
    fell = "shows that the crane fell onto the deck of the ferry Alda."
    one = page("Paper 1", f"Footage posted by the harbour board {fell}")
    other = page("Paper 2", f"A video on the harbour board's channel {fell}")
    found = claim("the crane fell", one, other)
    assert (found.status, len(found.origins)) == ("single-origin", 1)


def test_a_claim_taken_back_by_its_only_origin_is_withdrawn() -> None:
    first = page("Paper 1", "The ferry Alda sank off Marne Point, Brandt Lines said on Thursday.")
    later = page("Paper 2", "Brandt Lines denied on Saturday that the ferry Alda sank off Marne Point.", 3)
    assert counted(claim("sank off", first, later)) == ("withdrawn", ["Brandt Lines"], 1)


def test_a_denial_by_the_accused_contests() -> None:
    accused = page("Paper 1", "Brandt Lines bribed the inspector of the ferry Alda, the Harbour Board said.")
    denial = page("Paper 2", "Brandt Lines denied that it bribed the inspector of the ferry Alda.")
    found = claim("bribed the inspector", accused, denial)
    assert (found.status, names(found)) == ("contested", ["Harbour Board"])


def test_an_admission_is_marked_and_shows_its_word() -> None:
    accused = page("Paper 1", "The patrol boat fired on the trawler Osprey, the Swedish coast guard said.")
    admitted = page("Paper 2", "The Norwegian navy admitted that the patrol boat fired on the trawler Osprey.", 2)
    found = claim("fired on the trawler", accused, admitted)
    assert found.status == "corroborated"
    marked = {origin.name: [(m.kind, m.span.of(admitted.text)) for m in origin.marks] for origin in found.origins}
    assert marked == {"Swedish coast guard": [], "Norwegian navy": [("admission", "admitted")]}


def test_the_order_of_arrival_changes_no_case() -> None:
    pages = (
        page("Brandt Lines (Twitter)", "The ferry Alda will sail again on Monday."),
        page("Coast Post", "The ferry Alda will sail again on Monday, the company said."),
        page("Inland Echo", "The ferry Alda will sail again on Monday, the Coast Post reports.", 2),
    )
    assert len({claim("sail again", *order) for order in permutations(pages)}) == 1


def test_a_fact_check_contests_what_it_examines() -> None:
    pages = [
        page("Alpha", "Eleven ferries are missing from the harbour of Marne, an official of the coast guard said."),
        page("Beta", "Eleven ferries are missing from the harbour of Marne, according to the coast guard.", 2),
    ]
    checked = "Claim: Eleven ferries are missing from the harbour of Marne.\n\n{}\n\nWe counted the ferries ourselves."
    refuted = claim("ferries are missing", *pages, page("Gamma", checked.format("FALSE"), 3))
    assert (refuted.status, refuted.at_most) == ("contested", 1)
    assert "Gamma denies it" in refuted.why
    letter = "FALSE\n\nAll over town one hears that eleven ferries are missing from the harbour of Marne."
    assert claim("ferries are missing", *pages, page("Gamma", checked.format(letter), 3)).status == "contested"
    assert claim("ferries are missing", *pages, page("Gamma", checked.format("TRUE"), 3)).status == "single-origin"
    assert claim("ferries are missing", *pages, page("Gamma", checked.format("UNPROVEN"), 3)).status == "single-origin"


def test_sides_that_blame_each_other_are_behind_claims_that_contest_each_other() -> None:
    accused = "Ukraine of carrying out the night raid on the coastal depot"
    returned = "The night raid on the coastal depot was carried out by Russian citizens"
    pages = [
        page("Alpha", f"Russia accused {accused}, a charge Kyiv has rejected."),
        page("Beta", f"{returned}, Ukraine's presidential office said.", 2),
    ]
    case = derive(pages, {report.id: read(report) for report in pages})
    texts = {report.id: report.text for report in pages}
    found = {
        member.span.of(texts[member.report]): made
        for made in case.claims
        for member in made.members
        if member.stance == "affirms"
    }
    assert (found[accused].status, names(found[accused])) == ("contested", ["Russia"])
    assert (found[returned].status, names(found[returned])) == ("contested", ["Ukraine's presidential office"])
    # The accusation came out first, and is no appearance of what answers it.
    first = found[returned].first
    assert first is not None
    assert first.report == pages[1].id
