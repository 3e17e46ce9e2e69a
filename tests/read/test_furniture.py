import pytest

from stemma.read.furniture import is_furniture


@pytest.mark.parametrize(
    "line",
    [
        "Home » News » The dam at Lund",
        "Sign up for our daily newsletter",
        "You must log in to comment.",
        "Subscribe to continue",
        "Read more: Five facts on dams",
        "© 2021 Harbour Post",
        "All rights reserved.",
        "Share this article",
        "This site uses cookies",
        "Source: Harbour Post",
        "By Ada Brandt",
        "12 comments",
        "Photo: Ada Brandt",
        "Zapisz się do newslettera",
        "Czytaj też: Co wiemy o tamie",
        "READ MORE: The dam at Lund was last looked at by an engineer in the spring of the year before the flood came",
        "Also read | Five facts on dams",
        "Support independent journalism from two crowns a month",
        "Te puede interesar: la presa de Lund",
    ],
)
def test_the_pages_own_lines_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "The dam at Lund holds, the mayor said.",
        "Home owners were told to leave the valley.",
        "A source: the dam is cracked.",
        "Sources at the ministry said the dam was cracked.",
        "By noon the water had reached the church.",
        "Readers said the dam was never inspected.",
        "Support for the dam is falling.",
        "Follow-up visits to the dam were never made.",
    ],
)
def test_what_the_report_says_is_not(line: str) -> None:
    assert not is_furniture(line)
