from __future__ import annotations

import base64
import uuid

import pytest
from rdflib import URIRef

from stemma.model import sha256_of
from stemma.show.export.identifiers import hash_name, iri, urn


def test_a_name_is_the_same_each_time_and_another_for_each_kind() -> None:
    assert urn("report", "a b") == urn("report", "a b") != urn("claim", "a b")
    assert uuid.UUID(urn("report", "\ud800 </x>")).version == 5


def test_a_hash_is_named_as_rfc_6920_has_it() -> None:
    # The example of RFC 6920, 8.1.
    assert hash_name(sha256_of("Hello World!")) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
    digest = hash_name(sha256_of("x")).removeprefix("ni:///sha-256;")
    assert base64.urlsafe_b64decode(digest + "=").hex() == sha256_of("x")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/hosts", "https://", "https://a.example/a b", None])
def test_what_may_not_be_followed_is_no_address(url: str | None) -> None:
    assert iri(url) is None


def test_characters_that_no_iri_holds_are_encoded_and_others_stay() -> None:
    found = iri('https://a.example/ä<b>"{1}|\\^`%zz%20[2]?q=1&r=[3]#f')
    assert found == "https://a.example/ä%3Cb%3E%22%7B1%7D%7C%5C%5E%60%25zz%20%5B2%5D?q=1&r=%5B3%5D#f"
    assert URIRef(found).n3()  # raises for an IRI that can't be written
    assert iri("http://[::1]:80/x") == "http://[::1]:80/x"
