"""A case as other programs read it: one module a format."""
