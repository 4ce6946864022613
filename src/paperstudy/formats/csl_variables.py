"""What CSL-JSON 1.0.2 calls its fields, by what each may hold; it knows no others."""

from __future__ import annotations

TEXTS = frozenset(
    {
        "language", "journalAbbreviation", "shortTitle", "abstract", "annote", "archive",
        "archive_collection", "archive_location", "archive-place", "authority", "call-number",
        "chapter-number", "citation-number", "citation-label", "collection-number",
        "collection-title", "container-title-short", "dimensions", "division", "DOI", "edition",
        "event", "event-title", "event-place", "first-reference-note-number", "genre", "ISBN",
        "ISSN", "issue", "jurisdiction", "keyword", "locator", "medium", "note", "number",
        "number-of-pages", "number-of-volumes", "original-publisher", "original-publisher-place",
        "original-title", "page", "page-first", "part", "part-title", "PMCID", "PMID", "printing",
        "publisher", "publisher-place", "references", "reviewed-genre", "reviewed-title", "scale",
        "section", "source", "status", "supplement", "title-short", "URL", "version", "volume",
        "volume-title", "volume-title-short", "year-suffix",
    }
)  # fmt: skip
"""Texts and numbers, without those that every item has: its id, its type, its titles."""

DAYS = frozenset({"available-date", "original-date", "submitted"})
"""Dates, without those that BibLaTeX has a name for."""

PEOPLE = frozenset(
    {
        "chair", "collection-editor", "compiler", "composer", "contributor", "curator", "director",
        "editor-translator", "editorial-director", "executive-producer", "guest", "host",
        "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer",
        "producer", "recipient", "reviewed-author", "script-writer", "series-creator",
    }
)  # fmt: skip
"""Lists of people, without the authors and those that BibLaTeX has a name for."""
