"""Quality, measured: figures on annotated data, pinned by floors. Not part of the installed package."""
