from stemma.text.sentences import paragraphs, split


def sentences(text: str, language: str | None = "en") -> list[str]:
    return [span.of(text) for span in split(text, language)]


def test_abbreviations_initials_and_decimals_do_not_end_a_sentence() -> None:
    text = "Dr. Ines Okafor of the U.N. mission met J. K. Low at 3.5 km. They left."
    assert sentences(text) == ["Dr. Ines Okafor of the U.N. mission met J. K. Low at 3.5 km.", "They left."]


def test_an_abbreviation_ends_the_sentence_where_a_new_one_clearly_begins() -> None:
    assert sentences("The dam was built by the U.S. The lake came later.") == [
        "The dam was built by the U.S.",
        "The lake came later.",
    ]


def test_a_question_in_quotes_goes_on_with_its_attribution() -> None:
    assert sentences("“Is it safe?” she asked. Nobody knew.") == ["“Is it safe?” she asked.", "Nobody knew."]


def test_an_ellipsis_ends_a_sentence_only_before_a_capital() -> None:
    assert sentences("They waited... and waited... Then it rained.") == [
        "They waited... and waited...",
        "Then it rained.",
    ]


def test_sentences_without_a_space_between_them_are_parted() -> None:
    assert sentences("The ferry sank.Nobody was hurt.") == ["The ferry sank.", "Nobody was hurt."]


def test_a_headline_without_full_stop_is_a_sentence_of_its_own() -> None:
    assert sentences("Ferry sinks off Lund\n\nThe ferry sank at noon.") == [
        "Ferry sinks off Lund",
        "The ferry sank at noon.",
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    lines = [
        "The ferry that left the northern harbour at noon with some",
        "forty people aboard had been inspected a week before by the",
        "port office, which found nothing that would have kept it in",
        "the dock, and it sank within minutes of leaving.",
    ]
    assert len(paragraphs("\n".join(lines))) == 1


def test_polish_abbreviations_are_known() -> None:
    assert sentences("Prof. Anna Zych mówiła m.in. o tamie. Woda opada.", "pl") == [
        "Prof. Anna Zych mówiła m.in. o tamie.",
        "Woda opada.",
    ]


def test_every_offset_is_within_its_paragraph() -> None:
    text = "A b. C d!\n\n\n  E f?  G\n"
    assert all(any(p.covers(s) for p in paragraphs(text)) for s in split(text))


def test_text_without_letters_has_no_trouble() -> None:
    assert sentences("") == []
    assert sentences("\n \n\t\n") == []
    assert len(sentences("." * 5000)) == 1


def test_a_german_ordinal_before_a_month_ends_no_sentence() -> None:
    text = "Der Damm brach am 3. Mai 1931. Am 14. Juni kam Hilfe. Es waren 14. Mehr kamen nicht."
    assert [span.of(text) for span in split(text, "de")] == [
        "Der Damm brach am 3. Mai 1931.",
        "Am 14. Juni kam Hilfe.",
        "Es waren 14.",
        "Mehr kamen nicht.",
    ]
