"""Repeatable measurements of speed and memory. Not part of the installed package."""
