"""Registrants of DOIs under which nothing is published."""

from __future__ import annotations

ARXIV_PREFIX = "10.48550"
"""That of arXiv, whose DOIs are names of preprints."""
JUNK_PREFIXES = frozenset({"10.65215"})
"""Registrants whose works are copies of other people's (seen 2026 in Crossref and OpenAlex)."""
DENIED_PREFIXES = (ARXIV_PREFIX, *sorted(JUNK_PREFIXES))
"""Registrants whose DOIs are no publication."""
