import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.vocabulary.gazetteer.keys import place_key, place_keys, skeleton, sound
from stemma.vocabulary.gazetteer.variants import alike


def test_keys_do_not_depend_on_case_marks_and_apostrophes() -> None:
    assert place_key("‘Ayn al-‘Arab") == "ayn al arab"
    assert place_key("Łódź") == "lodz"


def test_a_cyrillic_name_has_the_keys_of_both_romanisations() -> None:
    assert list(place_keys("Грайворон")) == ["grayvoron", "hraivoron"]
    assert list(place_keys("Київ")) == ["kiyiv", "kyiv"]
    assert list(place_keys("Ялта")) == ["yalta", "yalta"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Graivoron", "Hrayvoron"),
        ("Grayvoron", "Грайворон"),
        ("Bezlyudivka", "Bezlyudovka"),
        ("Gora-Podil", "Gora-Podol"),
        ("Churovichie", "Churovichi"),
        ("Zaporizhzhia", "Saporischschja"),
    ],
)
def test_spellings_of_one_name_are_near_each_other(one: str, other: str) -> None:
    one, other = place_key(one), place_key(other)
    assert skeleton(one) == skeleton(other)
    assert alike(one, other) > 0.6


def test_names_of_other_sounds_have_other_skeletons() -> None:
    assert skeleton("belgorod") != skeleton("bryansk")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_name_breaks_the_keys(name: str) -> None:
    key = place_key(name)
    assert place_key(key) == key or not key.isascii()
    assert len(skeleton(key)) <= 12
    assert isinstance(sound(key), str)
    assert all(isinstance(one, str) for one in place_keys(name))
