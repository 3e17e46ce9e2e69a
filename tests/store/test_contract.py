"""What every store does; the same tests for each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stemma.model import Case, CaseError, Change, ChangePlace, Removed, Report, Span, Visit, Watch, sha256_of
from stemma.model.rulings import Subject, place_of
from stemma.store import Hit, News, Removal, Store
from tests.store.factories import HARBOUR, case, judgement, reading, report, reports


def found(hits: tuple[Hit, ...]) -> set[tuple[str, str]]:
    return {(hit.kind, hit.id) for hit in hits}


def test_reports_come_back_sorted_whatever_order_they_came_in(store: Store) -> None:
    assert store.add_reports(reversed(reports())) == 2
    assert store.reports() == tuple(sorted(reports(), key=lambda each: each.id))


def test_the_same_report_again_is_ignored_and_the_first_captured_stays(store: Store) -> None:
    first, second = reports()
    store.add_reports([first])
    assert store.add_reports([replace(first, captured="2031-06-01"), second, second]) == 1
    assert first in store.reports()
    assert len(store.reports()) == 2


def test_one_id_with_other_words_is_another_report(store: Store) -> None:
    early = report("a", "The bridge stands.", captured="2031-01-01")
    late = report("a", "The bridge has fallen.", captured="2031-01-02")
    store.add_reports([late, early])
    assert store.reports() == (early, late)


def test_an_input_that_fails_half_way_adds_nothing(store: Store) -> None:
    def failing() -> object:
        yield reports()[0]
        raise OSError("the cable was pulled")

    with pytest.raises(OSError, match="cable"):
        store.add_reports(failing())  # type: ignore[arg-type]
    assert store.reports() == ()


def test_readings_are_kept_by_reader_and_digest(store: Store) -> None:
    old, new = reading("a"), reading("a", Span(0, 4))
    store.put_readings("rules/1", [("d1", old), ("d2", old)])
    store.put_readings("rules/2", [("d1", new)])
    assert store.readings("rules/1", ["d1", "d2", "d3"]) == {"d1": old, "d2": old}
    assert store.readings("rules/2", ["d1", "d2"]) == {"d1": new}
    assert store.readings("rules/3", ["d1"]) == {}


def test_a_reading_put_again_replaces_the_old_one(store: Store) -> None:
    store.put_readings("r", [("d", reading("a"))])
    store.put_readings("r", [("d", reading("a", Span(0, 1))), ("d", reading("a", Span(0, 2)))])
    assert store.readings("r", ["d"]) == {"d": reading("a", Span(0, 2))}


def test_readings_made_before_a_run_was_cut_short_are_kept(store: Store) -> None:
    def failing() -> object:
        for number in range(300):
            yield f"d{number}", reading("a")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.put_readings("r", failing())  # type: ignore[arg-type]
    assert len(store.readings("r", [f"d{number}" for number in range(300)])) > 200


def test_stale_readings_can_be_dropped(store: Store) -> None:
    store.put_readings("old", [("d1", reading("a"))])
    store.put_readings("new", [("d1", reading("a")), ("d2", reading("b"))])
    store.drop_readings("new", ["d1"])
    assert store.readings("old", ["d1"]) == {}
    assert store.readings("new", ["d1", "d2"]) == {"d1": reading("a")}


def test_more_digests_than_one_query_takes(store: Store) -> None:
    store.put_readings("r", ((f"d{number}", reading("a")) for number in range(1_200)))
    assert len(store.readings("r", (f"d{number}" for number in range(1_500)))) == 1_200


def test_there_is_no_case_before_one_is_put(store: Store) -> None:
    store.add_reports(reports())
    assert store.case() is None
    assert store.fingerprint() is None
    assert store.reader() is None


def test_the_case_comes_back_as_it_was_put(store: Store) -> None:
    store.put_case(case(), "f1")
    assert store.case() == case()
    assert store.fingerprint() == "f1"


def test_another_case_replaces_all_of_the_old_one(store: Store) -> None:
    store.put_case(case(), "f1")
    smaller = Case(reports=reports()[:1], statements=case().statements[:1])
    store.put_case(smaller, "f2")
    assert store.case() == smaller
    assert store.fingerprint() == "f2"
    assert found(store.search("asleep")) == {("report", "harbour.html"), ("statement", "s1")}
    assert store.search("nobody") == ()


def test_a_case_remembers_who_read_its_reports(store: Store) -> None:
    store.put_case(case(), "f1", "accurate")
    assert store.reader() == "accurate"
    store.put_case(case(), "f2", "fast")
    assert store.reader() == "fast"
    store.put_case(case(), "f3")
    assert store.reader() is None


def test_an_empty_case_is_a_case(store: Store) -> None:
    store.put_case(Case(reports=()), "nothing")
    assert store.case() == Case(reports=())


def test_judgements_come_in_the_order_they_were_made(store: Store) -> None:
    late, early = judgement("j1", made="2031-05-09"), judgement("j2", made="2031-05-08")
    store.add_judgement(late)
    store.add_judgement(early)
    store.add_judgement(early)
    assert store.judgements() == (early, late)


def test_an_undoing_is_a_row_and_marks_what_it_undoes(store: Store) -> None:
    store.add_judgement(judgement("j1"))
    store.add_judgement(judgement("j2", "undo", "j1", made="2031-05-09"))
    undone, undoing = store.judgements()
    assert undone.undone_by == "j2"
    assert undoing.undone_by is None


def test_an_undone_undoing_no_longer_counts(store: Store) -> None:
    store.add_judgement(judgement("j1"))
    store.add_judgement(judgement("j2", "undo", "j1"))
    store.add_judgement(judgement("j3", "undo", "j2"))
    assert [each.undone_by for each in store.judgements()] == [None, "j3", None]


def test_the_first_of_two_undoings_is_named_until_it_is_undone(store: Store) -> None:
    for row in (judgement("j1"), judgement("j2", "undo", "j1"), judgement("j3", "undo", "j1")):
        store.add_judgement(row)
    assert store.judgements()[0].undone_by == "j2"
    store.add_judgement(judgement("j4", "undo", "j2"))
    assert store.judgements()[0].undone_by == "j3"


def test_a_judgement_is_never_changed(store: Store) -> None:
    store.add_judgement(judgement("j1"))
    with pytest.raises(CaseError, match="j1 is kept already"):
        store.add_judgement(judgement("j1", "same actor"))
    assert store.judgements() == (judgement("j1"),)


def test_only_what_is_there_can_be_undone(store: Store) -> None:
    with pytest.raises(CaseError, match="j9 can't be undone"):
        store.add_judgement(judgement("j1", "undo", "j9"))
    assert store.judgements() == ()


def test_what_follows_from_other_rows_is_not_kept(store: Store) -> None:
    store.add_judgement(replace(judgement("j1"), undone_by="j7"))
    assert store.judgements() == (judgement("j1"),)


def test_a_collected_report_is_found_before_anything_is_derived(store: Store) -> None:
    store.add_reports(reports())
    (hit,) = store.search("Tuesday")
    assert (hit.report, hit.kind, hit.id, hit.rank) == ("harbour.html", "report", "harbour.html", 1)
    assert "ran aground on Tuesday" in hit.snippet


def test_reports_and_statements_are_found_in_a_derived_case(store: Store) -> None:
    store.put_case(case(), "f")
    hits = store.search("slept")
    assert found(hits) == {("report", "https://kust.example/7"), ("statement", "s2"), ("statement", "s3")}
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert {hit.report for hit in hits} == {"https://kust.example/7"}


def test_a_report_is_found_by_its_title(store: Store) -> None:
    store.add_reports(reports())
    assert found(store.search("ferry aground")) == {("report", "harbour.html")}


@pytest.mark.parametrize("query", ["grunau", "GRÜNAU", "Gru\u0308nau", "grün*", '"ferry grünau"', "aground? (ferry)"])
def test_case_accents_and_punctuation_do_not_matter(store: Store, query: str) -> None:
    store.add_reports(reports()[:1])
    assert found(store.search(query)) == {("report", "harbour.html")}


@pytest.mark.parametrize("query", ["grün", '"grünau ferry"', "ferry submarine", "", "  ", "--- ???", '"', "*", "''"])
def test_what_is_not_there_is_not_found(store: Store, query: str) -> None:
    store.add_reports(reports()[:1])
    assert store.search(query) == ()


OPERATORS = [
    '"ferry',
    'ferry"',
    "ferry AND",
    "NEAR(ferry",
    "title:ferry",
    "ferry^2 OR",
    "-ferry",
    "; DROP TABLE",
    "{a}",
]
ODDITIES = ["ferry\x00", "\ud800ferry", "ferry " * 5_000, "(" * 5_000, "ferry*" * 50]


@pytest.mark.parametrize("query", OPERATORS + ODDITIES)
def test_no_query_is_an_error(store: Store, query: str) -> None:
    store.add_reports(reports())
    assert len(store.search(query)) <= 2


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Паром сел на мель у Одессы", "одессы"),
        ("हिन्दी में बयान", "हिन्दी"),
        ("한국어 문장입니다", "한국어"),
        ("ΟΔΟΣ ΚΛΕΙΣΤΗ", "οδοσ"),
    ],
)
def test_words_of_many_scripts_are_found(store: Store, text: str, query: str) -> None:
    store.add_reports([report("a", text)])
    assert found(store.search(query)) == {("report", "a")}


def test_no_more_hits_than_asked_for(store: Store) -> None:
    store.add_reports(report(f"r{number:02}", f"Bulletin {number}: fog at sea") for number in range(30))
    assert [hit.id for hit in store.search("fog", limit=3)] == ["r00", "r01", "r02"]
    assert store.search("fog", limit=0) == ()


def test_a_report_that_came_in_while_the_case_was_derived_is_still_found(store: Store) -> None:
    store.add_reports([*reports(), report("late", "The guild will appeal to the court of Sund")])
    store.put_case(case(), "f")
    assert found(store.search("appeal")) == {("report", "late")}


def test_a_report_under_the_id_that_the_case_gave_it_is_found_once(store: Store) -> None:
    first, second = reports()
    store.add_reports([first, second])
    store.put_case(Case(reports=(replace(first, id="harbour.html@2"), second)), "f")
    assert found(store.search("asleep")) == {("report", "harbour.html@2")}


@pytest.mark.parametrize(
    "odd", ["half \ud83d emoji", "two halves \ud83d\ude00 apart", "a whole 😀", "nul \x00 in it", "\x1a"]
)
def test_text_that_no_database_takes_comes_back_exactly(store: Store, odd: str) -> None:
    strange = replace(report("strange.txt", HARBOUR + odd, title=odd), id=odd)
    derived = Case(reports=(strange,), statements=(replace(case().statements[0], report=odd, speaker=odd),))
    store.add_reports([strange])
    store.put_case(derived, odd, odd)
    store.add_judgement(judgement(odd))
    store.put_readings(odd, [(odd, reading(odd))])
    assert store.reports() == (strange,)
    assert store.add_reports([strange]) == 0
    assert store.case() == derived
    assert store.fingerprint() == store.reader() == odd
    assert store.judgements() == (judgement(odd),)
    assert store.readings(odd, [odd]) == {odd: reading(odd)}
    assert ("report", odd) in found(store.search("aground"))


def test_closing_twice_is_harmless(store: Store) -> None:
    store.close()
    store.close()


def test_judgements_keep_their_subjects_to_the_character(store: Store) -> None:
    odd = Subject((place_of(report("a b%\ud83d", "The quay is shut."), Span(0, 8)),)).text
    kept = judgement("j1", "same claim", odd, "at:0-4:00000000:https://x.example/?q=1&p=2#top")
    store.add_judgement(kept)
    store.put_case(Case(reports=(), judgements=store.judgements()), "f")
    assert store.judgements() == (kept,)
    derived = store.case()
    assert derived is not None
    assert derived.judgements == (kept,)


def test_an_undone_undoing_leaves_the_judgement_standing(store: Store) -> None:
    store.add_judgement(judgement("j1", "dependent", "actor:A", "actor:B", made="2031-05-01"))
    store.add_judgement(judgement("j2", "undo", "j1", made="2031-05-02"))
    store.add_judgement(judgement("j3", "undo", "j2", made="2031-05-03"))
    assert [row.undone_by for row in store.judgements()] == [None, "j3", None]


def test_the_state_is_another_one_after_every_change_and_the_same_without(store: Store) -> None:
    seen = [store.state()]
    for change in (
        lambda: store.add_reports(reports()),
        lambda: store.put_case(case(), "f" * 64),
        lambda: store.put_case(case(), "e" * 64),
        lambda: store.add_judgement(judgement("j1")),
    ):
        change()
        assert store.state() not in seen
        seen.append(store.state())
    store.add_reports(reports())
    store.add_judgement(judgement("j1"))
    assert store.state() == seen[-1]


def change(gloss: str, **fields: object) -> Change:
    place = ChangePlace(report="r1", span=Span(0, 4), words="Here", publisher="Post", title="A \ud83d half")
    made: dict[str, object] = {"kind": "denied", "claim": "c1", "why": "The guild denies it.", "places": (place,)}
    return Change(**{**made, "gloss": gloss, **fields})  # type: ignore[arg-type]


def news(since: str | None, *glosses: str) -> News:
    return News(since=since, made="2031-05-06T10:00:00+00:00", changes=tuple(change(gloss) for gloss in glosses))


def test_a_case_is_watched_from_the_first_time_on(store: Store) -> None:
    first, second = Watch(id="1", since="2031-05-06"), Watch(id="2", since="2031-05-07")
    assert store.watch() is None
    assert store.begin_watch(first) == first
    assert store.begin_watch(second) == first
    assert store.watch() == first


def test_changes_are_kept_with_the_case_that_they_lead_to(store: Store) -> None:
    assert store.put_case(case(), "f1", "fast", news(None, "one", "two"))
    assert store.put_case(case(), "f2", "fast", news("f1", "three"))
    kept = store.changes()
    assert [(noted.number, noted.change.gloss) for noted in kept] == [(1, "one"), (2, "two"), (3, "three")]
    assert kept[0].change == change("one")
    assert kept[0].made == "2031-05-06T10:00:00+00:00"
    assert [noted.number for noted in store.changes(after=1)] == [2, 3]
    assert [noted.number for noted in store.changes(last=2)] == [2, 3]
    assert [noted.number for noted in store.changes(after=2, last=2)] == [3]
    assert store.changes(after=3) == store.changes(last=0) == ()


def test_changes_to_a_case_that_is_another_by_now_are_not_kept_nor_is_theirs(store: Store) -> None:
    store.put_case(case(), "f1")
    assert not store.put_case(Case(reports=()), "f3", None, news("f0", "stale"))
    assert (store.fingerprint(), store.changes()) == ("f1", ())
    assert store.case() == case()


def test_it_is_remembered_up_to_where_each_channel_was_told(store: Store) -> None:
    assert store.told("terminal") is None
    store.note_told("terminal", 3)
    store.note_told("terminal", 4)
    store.note_told("webhook \ud83d", 1)
    assert (store.told("terminal"), store.told("webhook \ud83d")) == (4, 1)


def test_visits_are_remembered_by_kind_and_address(store: Store) -> None:
    feed = Visit(address="https://post.example/feed", kind="feed", due="2031-05-06T10:00:00+00:00", etag='"1"')
    page = Visit(address="https://post.example/feed", kind="page", due=None, entries=("ab", "cd"))
    store.put_visits([page, feed])
    assert store.visits() == (feed, page)
    store.put_visits([replace(feed, failures=2)])
    store.put_visits([])
    assert store.visits() == (replace(feed, failures=2), page)


WHEN = "2031-06-01T10:00:00+00:00"


def removal(*gone: Report, judgements: tuple[str, ...] = (), keep: tuple[str, ...] = ()) -> Removal:
    return Removal(reports=gone, judgements=judgements, when=WHEN, keep=keep)


def finished(store: Store) -> list[str]:
    """What finishing removals discards."""
    discarded: list[str] = []
    store.finish_removals(discarded.append)
    return discarded


def test_a_removed_report_is_found_nowhere(store: Store) -> None:
    first, second = reports()
    store.add_reports(reports())
    store.put_readings("rules", [("d1", reading(first.id)), ("d2", reading(second.id))])
    store.put_case(case(), "f", "rules")
    assert store.remove(removal(first, keep=("d2",))) == 1
    assert store.reports() == (second,)
    assert store.case() is None
    assert store.readings("rules", ["d1", "d2"]) == {"d2": reading(second.id)}
    assert store.search("asleep") == ()
    assert [hit.id for hit in store.search("guild")] == [second.id]


def test_a_case_that_was_derived_while_its_report_was_removed_is_not_kept(store: Store) -> None:
    first, second = reports()
    store.add_reports(reports())
    store.remove(removal(first))
    assert store.put_case(case(), "f", "rules") is False
    assert store.case() is None
    assert store.put_case(replace(case(), reports=(second,)), "g", "rules") is True
    store.readmit(store.removed())
    store.add_reports([first])
    assert store.put_case(case(), "h", "rules") is True


def test_a_case_knows_its_reader_after_a_removal(store: Store) -> None:
    store.add_reports(reports())
    store.put_case(case(), "f", "fast")
    store.remove(removal(reports()[0]))
    assert (store.fingerprint(), store.reader()) == (None, "fast")


def test_what_was_removed_is_remembered_and_does_not_come_back(store: Store) -> None:
    first = reports()[0]
    store.add_reports(reports())
    store.remove(removal(first))
    assert tuple(store.removed()) == (Removed(first.id, first.sha256, sha256_of(first.text), WHEN),)
    assert store.add_reports([first, replace(first, sha256="a" * 64), replace(first, text="Read anew.")]) == 0
    assert len(store.reports()) == 1


def test_another_version_of_what_was_removed_may_come_in(store: Store) -> None:
    first = reports()[0]
    store.add_reports([first])
    store.remove(removal(first))
    edited = report(first.id, "The ferry is afloat again.")
    assert store.add_reports([edited]) == 1
    assert store.removed().of(edited) is None
    assert store.removed().other_version(edited) is not None


def test_what_was_removed_may_be_let_in_again(store: Store) -> None:
    first = reports()[0]
    store.add_reports([first])
    store.remove(removal(first))
    store.readmit(store.removed())
    assert len(store.removed()) == 0
    assert store.add_reports([first]) == 1


def test_removing_what_is_not_there_removes_nothing(store: Store) -> None:
    store.add_reports(reports()[:1])
    assert store.remove(removal(reports()[1])) == 0
    assert len(store.removed()) == 0


def test_an_original_is_discarded_with_the_last_report_that_has_it(store: Store) -> None:
    one, other = report("a", "The bridge."), replace(report("b", "The quay."), sha256=report("a", "The bridge.").sha256)
    store.add_reports([one, other])
    store.remove(removal(one))
    assert finished(store) == []
    store.remove(removal(other))
    assert finished(store) == [one.sha256]
    assert finished(store) == []


def test_an_original_that_could_not_be_discarded_is_discarded_the_next_time(store: Store) -> None:
    def held(_: str) -> None:
        raise CaseError("somebody reads it")

    store.add_reports(reports())
    store.remove(removal(reports()[0]))
    with pytest.raises(CaseError, match="somebody"):
        store.finish_removals(held)
    assert finished(store) == [reports()[0].sha256]


def test_a_judgement_goes_with_all_that_undo_it(store: Store) -> None:
    for row in (judgement("j1"), judgement("j2", "undo", "j1"), judgement("j3", "undo", "j2"), judgement("j4")):
        store.add_judgement(row)
    store.remove(removal(judgements=("j1",)))
    assert [row.id for row in store.judgements()] == ["j4"]


def test_what_another_case_removed_is_taken_over_but_nothing_is_removed_by_that(store: Store) -> None:
    first, second = reports()
    store.add_reports([first])
    rows = [Removed(each.id, each.sha256, sha256_of(each.text), WHEN) for each in (first, second)]
    store.remember_removed(rows)
    store.remember_removed(rows)
    assert [row.id for row in store.removed()] == [second.id]
    assert store.reports() == (first,)


def test_the_state_tells_a_removal_and_one_more_report_apart(store: Store) -> None:
    store.add_reports(reports()[:1])
    before = store.state()
    store.remove(removal(reports()[0]))
    store.add_reports(reports()[1:])
    assert store.state() != before


def test_changes_go_with_a_removal_and_their_numbers_are_not_given_again(store: Store) -> None:
    store.add_reports(reports())
    store.put_case(case(), "f1", "fast", news(None, "one", "two", "three"))
    store.note_told("terminal", 3)
    store.remove(replace(removal(reports()[0]), changes=(2, 3)))
    assert [noted.number for noted in store.changes()] == [1]
    assert store.put_case(replace(case(), reports=reports()[1:]), "f2", "fast", news(None, "four"))
    assert [noted.number for noted in store.changes(after=store.told("terminal") or 0)] == [4]


def test_a_case_derived_before_a_removal_is_not_kept_after_it(store: Store) -> None:
    store.add_reports(reports())
    store.put_case(case(), "f1")
    store.remove(removal(reports()[0]))
    assert not store.put_case(case(), "f2", None, news("f1", "stale"))
    assert (store.case(), store.changes()) == (None, ())
