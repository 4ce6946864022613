"""BibTeX and other exchange formats, to and from domain values; pure."""
