import itertools
import time
from dataclasses import replace
from typing import Any

from stemma.compare.actors import CaseActors, merge_actors
from stemma.model import Actor, ActorKind, Mention, Reading, Report, Span, Statement
from tests import factories


def reading(report: str, *actors: Actor, via: str | None = None) -> tuple[Report, Reading]:
    """A report whose actors each make one statement and are each mentioned once."""
    spans = [Span(n, n + 1) for n in range(len(actors))]
    statements = tuple(
        Statement(
            id=f"s-{report}-{span.start}",
            report=report,
            source=None,
            cue=None,
            content=(span,),
            manner="direct",
            stance="asserts",
            speaker=actor.id,
            via=via,
        )
        for span, actor in zip(spans, actors, strict=True)
    )
    mentions = tuple(
        Mention(report=report, span=span, kind="person", actor=actor.id)
        for span, actor in zip(spans, actors, strict=True)
    )
    made = Reading(report=report, language="en", actors=actors, statements=statements, mentions=mentions)
    return factories.report(report, "It froze."), made


def named(name: str, kind: ActorKind = "person", **fields: Any) -> Actor:
    return factories.actor(name, kind, **fields)


def merged(*told: tuple[Report, Reading]) -> CaseActors:
    return merge_actors([report for report, _ in told], [made for _, made in told])


def names(found: CaseActors) -> set[str]:
    return {actor.name for actor in found.actors}


def count(*actors: Actor) -> int:
    """How many actors a case has whose reports name one of these each."""
    return len(merged(*(reading(f"r{n}", actor) for n, actor in enumerate(actors))).actors)


def test_one_full_name_is_one_actor() -> None:
    found = merged(reading("r1", named("Ada Brandt")), reading("r2", named("Ada Brandt")))
    assert len(found.actors) == 1
    assert {s.speaker for s in found.statements} == {found.actors[0].id} == {m.actor for m in found.mentions}


def test_romanisations_of_one_name_are_one_actor() -> None:
    assert count(named("Vyacheslav Hlinka"), named("Wiaczesław Glinka"), named("Вячеслав Глинка")) == 1


def test_a_surname_goes_to_the_only_bearer() -> None:
    assert count(named("Ada Brandt"), named("Brandt")) == 1


def test_a_surname_with_its_particle_is_a_surname() -> None:
    assert count(named("Omar al-Rashid"), named("Al-Rashid")) == 1
    assert count(named("Omar Jolson"), named("Al Jolson")) == 2


def test_a_surname_of_two_people_goes_to_neither() -> None:
    assert count(named("Ada Brandt"), named("Otto Brandt"), named("Brandt")) == 3


def test_initials_go_to_the_body_that_has_them() -> None:
    found = merged(
        reading("r1", named("Union of Concerned Pilots", "organisation")), reading("r2", named("UCP", "organisation"))
    )
    assert names(found) == {"Union of Concerned Pilots"}
    assert found.actors[0].aliases == ("UCP",)


def test_initials_of_two_bodies_go_to_neither() -> None:
    bodies = ("Union of Concerned Pilots", "Urban Cat Patrol", "UCP")
    assert count(*(named(name, "organisation") for name in bodies)) == 3


def test_initials_go_to_a_body_whose_name_was_taken_for_a_persons() -> None:
    assert count(named("Great Lakes Rail"), named("GLR", "organisation")) == 1
    assert count(named("Maria Lena Rail"), named("MLR", "organisation")) == 2


def test_spellings_of_a_body_are_one() -> None:
    assert (
        count(
            named("Ministry of Defence of Norway", "organisation"), named("Norwegian Defense Ministry", "organisation")
        )
        == 1
    )


def test_an_article_makes_no_other_body() -> None:
    assert count(named("the Kremlin", "office"), named("Kremlin", "office")) == 1


def test_outlets_are_one_by_the_vocabulary() -> None:
    assert count(named("AFP", "media"), named("Agence France-Presse", "media")) == 1


def test_an_office_with_its_place_is_one() -> None:
    assert count(named("Danish Governor of Lolland", "office"), named("governor of Lolland", "office")) == 1


def test_an_office_is_the_person_who_is_said_to_hold_it() -> None:
    holder = named("Wenzel Strohm", aliases=("Lolland Gov",))
    found = merged(reading("r1", holder), reading("r2", named("governor of Lolland", "office")))
    assert names(found) == {"Wenzel Strohm"}


def test_an_office_without_a_place_stays_apart() -> None:
    assert (
        count(
            named("Danish Governor of Lolland", "office"),
            named("governor", "office"),
            named("local governor", "office"),
        )
        == 3
    )


def test_unnamed_actors_of_two_reports_stay_apart() -> None:
    assert count(named("officials", "unnamed"), named("officials", "unnamed")) == 2


def test_a_vias_outlet_that_is_no_actor_stays_as_it_is() -> None:
    found = merged(reading("r1", named("Ada Brandt"), via="Reuters"))
    assert found.statements[0].via == "Reuters"


def test_the_order_of_the_readings_is_all_one() -> None:
    told = [
        reading("r1", named("Ada Brandt"), named("UCP", "organisation")),
        reading("r2", named("Brandt"), named("Union of Concerned Pilots", "organisation")),
        reading("r3", named("A. Brandt", body="Salt Board")),
    ]
    assert len({repr(merged(*order)) for order in itertools.permutations(told)}) == 1


def test_growth_is_near_linear() -> None:
    def seconds(size: int) -> float:
        told = [reading(f"r{n}", *(named(f"Ada Strohm{n * 7 % 900}{k}") for k in range(20))) for n in range(size)]
        began = time.perf_counter()
        merged(*told)
        return time.perf_counter() - began

    seconds(20)
    assert seconds(400) < 20 * max(seconds(100), 0.02)


def told(name: str, kind: ActorKind, language: str) -> tuple[Actor, str]:
    return named(name, kind), language


def count_told(*actors: tuple[Actor, str]) -> int:
    """How many actors a case has whose reports, in these languages, name one of these each."""
    pairs = [(reading(f"r{n}", actor), language) for n, (actor, language) in enumerate(actors)]
    return len(merged(*((report, replace(made, language=language)) for (report, made), language in pairs)).actors)


def test_a_description_in_the_words_of_one_bodys_name_is_that_body() -> None:
    unit = told("unit of Norland volunteers", "unnamed", "en")
    assert count_told(unit, told("Norland Volunteer Corps", "organisation", "en")) == 1
    assert (
        count_told(
            told("oddział duńskich ochotników", "unnamed", "pl"), told("Duński Korpus Ochotniczy", "organisation", "pl")
        )
        == 1
    )


def test_a_description_in_other_words_or_of_another_kind_or_number_stays_apart() -> None:
    corps = told("Norland Volunteer Corps", "organisation", "en")
    assert count_told(told("Norland unit", "unnamed", "en"), corps) == 2
    assert count_told(told("unit of Norland pilots", "unnamed", "en"), corps) == 2
    assert count_told(told("bank of Norland volunteers", "unnamed", "en"), corps) == 2
    assert count_told(told("groups of Norland volunteers", "unnamed", "en"), corps) == 2
    assert count_told(told("unit of Norland volunteers with guns", "unnamed", "en"), corps) == 2


def test_a_description_that_fits_two_bodies_is_neither() -> None:
    front = told("Norland Volunteer Front", "organisation", "en")
    corps = told("Norland Volunteer Corps", "organisation", "en")
    assert count_told(told("unit of Norland volunteers", "unnamed", "en"), corps, front) == 3


def test_a_bodys_name_in_another_case_is_one_actor() -> None:
    names = ("Duński Korpus Ochotniczy", "Duńskiego Korpusu Ochotniczego")
    assert count_told(*(told(name, "organisation", "pl") for name in names)) == 1
    assert count_told(*(told(name, "organisation", "pl") for name in (names[0], "Duńskiego Legionu Ochotniczego"))) == 2


def test_a_trade_before_a_full_name_of_the_case_makes_nobody_new() -> None:
    assert count(named("Phonetikerin Anna Brandt"), named("Anna Brandt")) == 1
    assert count(named("Jan Anna Brandt"), named("Anna Brandt")) == 2
