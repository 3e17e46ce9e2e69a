from stemma.model import Span
from stemma.text.pieces import PieceVocabulary, Window, by_words, shape_of, windows, words_of

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "ferry", "the", "sank", "##ing", "sink", "cafe", ".", "no", "##body"]
VOCABULARY = PieceVocabulary(PIECES)


def cut(text: str, *paragraphs: list[Span], longest: int = 64) -> list[Window]:
    whole = list(paragraphs) or [[Span(0, len(text))]]
    return list(windows(text, whole, [], VOCABULARY, longest))


def sentences(text: str) -> list[Span]:
    """Every full stop ends one."""
    ends = [number + 1 for number, char in enumerate(text) if char == "."]
    return [Span(start, end) for start, end in zip([0, *ends], ends, strict=False)]


def test_a_word_is_cut_into_the_longest_known_pieces() -> None:
    assert [PIECES[piece] for piece in VOCABULARY.cut("Sinking")] == ["sink", "##ing"]


def test_accents_and_capitals_do_not_matter_to_the_pieces() -> None:
    assert VOCABULARY.cut("CAFÉ") == VOCABULARY.cut("cafe")


def test_a_word_without_known_pieces_is_one_unknown_piece() -> None:
    assert [PIECES[piece] for piece in VOCABULARY.cut("zzz")] == ["[UNK]"]
    assert [PIECES[piece] for piece in VOCABULARY.cut("a" * 5000)] == ["[UNK]"]


def test_words_are_runs_of_letters_and_single_marks() -> None:
    text = "“No,” the U.S.-born pilot said_so."
    assert [span.of(text) for span in words_of(text, Span(0, len(text)))] == [
        *("“", "No", ",", "”", "the", "U", ".", "S", ".", "-", "born", "pilot", "said", "_", "so", ".")
    ]


def test_shapes_tell_capitals_numbers_and_marks_apart() -> None:
    assert [shape_of(word) for word in ("ferry", "Ferry", "NATO", "McCoy", "1912", ",", "A")] == [1, 2, 3, 4, 5, 6, 7]


def test_a_quoted_word_has_another_shape() -> None:
    text = "the “ferry” sank"
    (window,) = windows(text, [[Span(0, len(text))]], [Span(4, 11)], VOCABULARY, 64)
    assert [shape >= 8 for shape in window.shapes] == [False, False, True, True, True, False, False]


def test_a_window_marks_where_its_paragraphs_begin() -> None:
    text = "the ferry sank.\nnobody sank."
    (window,) = cut(text, [Span(0, 15)], [Span(16, 28)])
    assert window.blocks == (0, 4)
    assert [PIECES[piece] for piece in window.pieces].count("[SEP]") == 2
    assert [PIECES[window.pieces[at]] for at in window.first][4] == "no"


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = "the ferry sank." * 10
    found = cut(text, sentences(text), longest=12)
    assert [span for window in found for span in window.words] == list(words_of(text, Span(0, len(text))))
    assert all(len(window.pieces) <= 12 for window in found)
    assert all(text[window.words[-1].start] == "." for window in found)


def test_a_sentence_longer_than_a_window_is_cut_between_words() -> None:
    text = "ferry " * 50
    found = cut(text, [Span(0, len(text))], longest=12)
    assert sum(len(window.words) for window in found) == 50
    assert all(len(window.pieces) <= 12 for window in found)


def test_no_words_no_windows() -> None:
    assert cut("   ", [Span(0, 3)]) == []


def test_by_the_word_the_pieces_of_a_word_stand_together() -> None:
    (window,) = cut("nobody sank")
    pieces, shapes, first = by_words(window)
    assert [[PIECES[piece] for piece in word if piece >= 0] for word in pieces] == [
        *(["[CLS]"], ["no", "##body"], ["sank"], ["[SEP]"])
    ]
    assert shapes.tolist() == [0, 1, 1, 0]
    assert first.tolist() == [1, 2]
