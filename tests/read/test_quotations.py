from stemma.read.quotations import find_quotations
from stemma.text.offsets import normalise
from stemma.text.sentences import paragraphs
from stemma.vocabulary.dialogue import dialogue_marks


def quoted(text: str, dialogue: bool = False) -> list[str]:
    text = normalise(text).text
    marks = dialogue_marks("pl") if dialogue else None
    return [one.span.of(text) for one in find_quotations(text, paragraphs(text), marks)]


def test_every_style_of_marks_is_known() -> None:
    assert quoted("“a b” and \"c d\" and «e f» and „g h” and ‘i j’ and 'k l'.") == [
        "“a b”", '"c d"', "«e f»", "„g h”", "‘i j’", "'k l'",
    ]  # fmt: skip


def test_apostrophes_are_not_marks() -> None:
    assert quoted("The workers' boats weren't Lund's in the '90s.") == []


def test_a_plural_possessive_within_single_quotes_does_not_close_them() -> None:
    assert quoted("They called it 'the workers' harbour' there.") == ["'the workers' harbour'"]


def test_straight_marks_within_straight_marks_belong_to_the_outer() -> None:
    assert quoted('She wrote: "We saw "blue lights" there. Then nothing."') == [
        '"We saw "blue lights" there. Then nothing."'
    ]


def test_speech_runs_on_over_paragraphs_that_open_with_a_mark() -> None:
    text = "“The dam holds.\n\n“The road does not.”"
    first, second = find_quotations(text, paragraphs(text))
    assert (first.open, first.continues) == (True, False)
    assert (second.open, second.continues) == (False, True)


def test_polish_dialogue_is_read_by_its_dashes() -> None:
    text = "– Tama wytrzyma – powiedziała Zych. – Droga nie."
    assert quoted(text, dialogue=True) == ["Tama wytrzyma", "Droga nie."]
    assert quoted(text) == []


def test_thousands_of_stray_marks_are_harmless() -> None:
    assert quoted("“a " * 3000) == []
