"""Readings become links: copied passages, utterances and claims. The stages are told in `links`."""
