"""Text itself: sentences, tokens, names, and offsets between a text and its normalised form."""
