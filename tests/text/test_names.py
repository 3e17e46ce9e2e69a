import pytest

from stemma.text.names import (
    bare_person,
    body_key,
    initials,
    is_acronym,
    name_key,
    name_words,
    romanise,
    same_name,
    same_person,
    sound_key,
    sounds_alike,
    stands_for,
)


def test_words_of_a_name_lose_marks_dots_and_possessive_endings() -> None:
    assert name_words("The Harbour Post’s") == ("the", "harbour", "post")
    assert name_words("U.S. al-Brandtí") == ("us", "al", "brandti")


def test_joining_words_make_no_other_name() -> None:
    assert name_key("Ministry of Salt") == name_key("the Ministry Salt")
    assert body_key("Ministry of Defence") == body_key("Defense Ministry")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Vyacheslav", "Wiaczesław"),
        ("Hlinka", "Glinka"),
        ("Вячеслав", "Vyacheslav"),
        ("Zhukovskyy", "Żukowski"),
        ("Dmitriy", "Dmitrij"),
        ("Yuri", "Juri"),
        ("Tarasova", "Tarasowa"),
        ("Kravcheno", "Krawczeno"),
    ],
)
def test_romanisations_of_one_name_sound_alike(left: str, right: str) -> None:
    assert sounds_alike(left, right)


@pytest.mark.parametrize(("left", "right"), [("Tarasov", "Tarasova"), ("Brandt", "Brand"), ("Meyer", "Mayer")])
def test_different_names_do_not_sound_alike(left: str, right: str) -> None:
    assert not sounds_alike(left, right)


def test_cyrillic_becomes_latin_and_the_rest_stays() -> None:
    assert romanise("Олена Щукина (2nd)") == "Olena Shchukina (2nd)"
    assert sound_key("Щукина") == sound_key("Szczukina")


def test_initials_stand_for_the_name_with_or_without_its_small_words() -> None:
    assert initials("Union of Concerned Pilots") == {"ucp", "uocp"}
    assert stands_for("UCP", "the Union of Concerned Pilots")
    assert stands_for("U.C.P.", "Union of Concerned Pilots")
    assert not stands_for("UPC", "Union of Concerned Pilots")


@pytest.mark.parametrize("word", ["UCP", "U.C.P.", "G20", "SALTCOM"])
def test_capitals_in_a_row_are_initials(word: str) -> None:
    assert is_acronym(word)


@pytest.mark.parametrize("word", ["Ucp", "A", "42", "HARBOURMASTER"])
def test_other_words_are_no_initials(word: str) -> None:
    assert not is_acronym(word)


def test_titles_are_no_part_of_a_persons_name() -> None:
    assert bare_person("Rear Adm. Jane Doe") == "Jane Doe"
    assert bare_person("Mr") == "Mr"


def test_people_who_share_a_surname_stay_apart() -> None:
    assert not same_person("Ada Brandt", "Otto Brandt")
    assert not same_person("Ada Brandt", "Brandt")


def test_an_initial_fits_a_first_name() -> None:
    assert same_person("A. Brandt", "Ada Maria Brandt")


def test_one_name_has_several_forms() -> None:
    assert same_name("Ministry of Salt", "Salt Ministry")
    assert same_name("UCP", "Union of Concerned Pilots")
    assert not same_name("Salt Ministry", "Ministry of Fish")
