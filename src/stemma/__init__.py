"""Stemma: who said what, in which words, and how many independent origins stand behind it."""

__version__ = "0.1.0"
