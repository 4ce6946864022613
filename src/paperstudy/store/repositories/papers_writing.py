"""Papers as they are written: added, filled from records, tagged, noted, taken out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from paperstudy.domain.errors import ConflictError, InvalidEditError, StaleEditError
from paperstudy.domain.identifiers import Scheme
from paperstudy.domain.papers import PaperId
from paperstudy.domain.text import clean_block, clean_line
from paperstudy.store import queries
from paperstudy.store.bodies import (
    extra_text,
    list_text,
    map_text,
    publication_text,
    record_text,
    repositories_text,
)
from paperstudy.store.encoding import fold, fold_title, some_time_text, time_text
from paperstudy.store.repositories.papers import PaperReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.papers import Author, PaperRecord, PaperState, PaperStatus, PaperSummary
    from paperstudy.domain.queries import Page, PaperQuery
    from paperstudy.domain.sources import Lookup
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows, Values

# One repository or web page may belong to several papers; the first keeps it.
SHARED_SCHEMES = {Scheme.GITHUB, Scheme.URL}
# Tables that lose their rows with a paper, and those that only lose sight of it.
_OWNED = (
    "offers",
    "lookups",
    "merged_papers",
    "key_aliases",
    "learned_names",
    "reading_entries",
    "votes",
    "nominations",
    "notes",
    "paper_tags",
    "records",
    "identifiers",
    "authors",
)
_UNTOLD = (None, "", ())
_POINTING = ("mentions", "presentations", "todos", "path_items")


class PaperWriter(PaperReader):
    """The papers of the library, to be changed."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows

    def search(
        self, query: PaperQuery, offset: int = 0, limit: int | None = None
    ) -> Page[PaperSummary]:
        """Search as a reader does; what this transaction has written is found too."""
        self._rows.flush()
        return super().search(query, offset, limit)

    def add(
        self,
        record: PaperRecord,
        key: str,
        state: PaperState,
        at: datetime,
        shown: PaperRecord | None = None,
    ) -> PaperId:
        """Take a work into the library with the fields of `record`, which is saved too.

        `shown` are its fields where they are to be others than those of the record.

        Raises:
            ConflictError: another paper has the key or one of the identifiers.
        """
        self._refuse_taken_key(key)
        taken = self.ids_by_identifiers(record.identifiers)
        for identifier in record.identifiers:
            if str(identifier) in taken and identifier.scheme not in SHARED_SCHEMES:
                raise ConflictError(
                    "{identifier} belongs to {key} already",
                    identifier=str(identifier),
                    key=self.get(taken[str(identifier)]).key,
                )
        shown = shown or record
        values = paper_values(shown, record.source) | {
            "key": key,
            "state": state.value,
            "added_at": some_time_text(at),
            "changed_at": some_time_text(at),
        }
        paper_id = PaperId(self._rows.insert("papers", values))
        self._add_authors(paper_id, shown.authors)
        self.save_record(paper_id, record)
        self._add_identifiers(paper_id, shown.identifiers)
        return paper_id

    def save_record(self, paper_id: PaperId, record: PaperRecord) -> tuple[Identifier, ...]:
        """Save what a source said about a paper, in place of what it said before.

        The identifiers of the record become the paper's. Those that another paper has stay
        there, and are returned.
        """
        values = {"body": record_text(record), "fetched_at": time_text(record.fetched_at)}
        row_id = self._link.value(queries.RECORD_ID, paper_id=paper_id, source=record.source)
        if row_id is None:
            self._rows.insert("records", {"paper_id": paper_id, "source": record.source, **values})
        else:
            self._rows.update("records", row_id, values)
        return self._add_identifiers(paper_id, record.identifiers)

    def save_lookup(self, paper_id: PaperId, lookup: Lookup) -> None:
        """Remember how a source answered, in place of how it did before."""
        values = {
            "at": some_time_text(lookup.at),
            "outcome": lookup.outcome.value,
            "message": clean_line(lookup.message),
        }
        row_id = self._link.value(queries.LOOKUP_ID, paper_id=paper_id, source=lookup.source)
        if row_id is None:
            keys = {"paper_id": paper_id, "source": lookup.source}
            self._rows.insert("lookups", keys | values)
        else:
            self._rows.update("lookups", row_id, values)

    def merge(self, keep: PaperId, drop: PaperId, records: Iterable[PaperRecord]) -> None:
        """Make two papers one: all that `drop` has goes to `keep`, and `drop` goes.

        Where a source said something of both, `records` has what it says of the one paper; else
        the record of `keep` stays, and what it leaves empty is filled. The caller then merges
        the fields of `keep` anew. The title of `drop` leads to `keep` from then on.

        Raises:
            NotFoundError: there is no such paper.
            ConflictError: the two are the same paper already.
        """
        from paperstudy.store.repositories.merging import Merging

        Merging(self._link, self._rows).merge(keep, drop, records)

    def write_fields(
        self,
        paper_id: PaperId,
        merged: PaperRecord,
        state: PaperState,
        provenance: Mapping[str, str],
        at: datetime,
    ) -> None:
        """Set a paper's fields to those merged from its records, `provenance` by field."""
        before = self.get(paper_id)
        values = _fields(merged) | {"state": state.value, "provenance": map_text(provenance)}
        if dict(before.provenance) == dict(provenance):
            del values["provenance"]  # in whatever order it stands
        if self._differs(paper_id, values):
            values["changed_at"] = some_time_text(at)
            self._rows.update("papers", paper_id, values)
        if before.authors != merged.authors:
            self._rows.delete_where("authors", paper_id=paper_id)
            self._add_authors(paper_id, merged.authors)
        self._add_identifiers(paper_id, merged.identifiers)

    def set_key(self, paper_id: PaperId, key: str) -> None:
        """Give a paper another cite key; the one it had still leads to it.

        Raises:
            ConflictError: another paper has it.
        """
        before = self.get(paper_id).key
        if before != key:
            self._refuse_taken_key(key)
            self._rows.delete_where("key_aliases", key=key)
            self._rows.update("papers", paper_id, {"key": key})
            self.add_alias(paper_id, before)

    def add_alias(self, paper_id: PaperId, key: str) -> bool:
        """Let a key lead to a paper beside its own; False where it leads to another already."""
        if self._link.value(queries.KEY_TAKEN, key=key) is not None:
            return False
        owner = self._link.value(queries.ALIAS_OWNER, key=key)
        if owner is None:
            self._rows.insert("key_aliases", {"paper_id": paper_id, "key": key})
        return owner in (None, paper_id)

    def tag(self, paper_id: PaperId, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Put tags on a paper and take others off; a tag is the same whatever its letter case.

        Raises:
            InvalidEditError: a tag to add is empty.
        """
        for name in remove:
            tag_id = self._link.value(queries.TAG_ID, folded=fold(name))
            if tag_id is not None:
                self._rows.delete_where("paper_tags", paper_id=paper_id, tag_id=tag_id)
        for name in map(clean_line, add):
            if not fold(name):
                raise InvalidEditError("a tag cannot be empty")
            tag_id = self._link.value(queries.TAG_ID, folded=fold(name))
            if tag_id is None:
                tag_id = self._rows.insert("tags", {"name": name, "folded": fold(name)})
            if self._link.value(queries.PAPER_TAG_ID, paper_id=paper_id, tag_id=tag_id) is None:
                self._rows.insert("paper_tags", {"paper_id": paper_id, "tag_id": tag_id})

    def set_note(self, paper_id: PaperId, text: str, expected: str | None = None) -> None:
        """Write the group's note on a paper; an empty text takes it away.

        Raises:
            StaleEditError: the note is no longer `expected`, where that is given.
        """
        now = self.note(paper_id)
        if expected is not None and now != clean_block(expected):
            raise StaleEditError(
                "the note on {key} has changed since it was read",
                hint="look at the note as it is now, and write yours again",
                key=self.get(paper_id).key,
                now=now,
            )
        text = clean_block(text)
        row_id = self._link.value(queries.NOTE_ID, paper_id=paper_id)
        if row_id is None:
            if text:
                self._rows.insert("notes", {"paper_id": paper_id, "text": text})
        elif text:
            self._rows.update("notes", row_id, {"text": text})
        else:
            self._rows.delete("notes", row_id)

    def append_note(self, paper_id: PaperId, text: str) -> None:
        """Put lines below the group's note on a paper; nothing happens where they are empty."""
        parts = (self.note(paper_id), clean_block(text))
        if parts[1]:
            self.set_note(paper_id, "\n".join(part for part in parts if part))

    def set_status(self, paper_id: PaperId, status: PaperStatus) -> None:
        """Say where a paper stands on the group's reading list."""
        from paperstudy.store.repositories.reading import ReadingWriter

        ReadingWriter(self._link, self._rows).set_status(paper_id, status)

    def remove(self, paper_id: PaperId) -> None:
        """Take a paper out with all that hangs on it; what points at it loses sight of it.

        What was decided for it is forgotten, so that a log which names it brings it back; see
        `MentionWriter.refuse` for a person's word that nothing means it.

        Raises:
            NotFoundError: there is no such paper.
        """
        self.get(paper_id)
        self._rows.delete_where("decisions", paper_id=paper_id)
        for table in _POINTING:
            for (row_id,) in self._link.rows(queries.POINTING_AT[table], paper_id=paper_id):
                self._rows.update(table, row_id, {"paper_id": None})
        for table in _OWNED:
            self._rows.delete_where(table, paper_id=paper_id)
        self._rows.delete("papers", paper_id)

    def _refuse_taken_key(self, key: str) -> None:
        if self._link.value(queries.KEY_TAKEN, key=key) is not None:
            raise ConflictError("another paper has the key {key}", key=key)

    def _differs(self, paper_id: PaperId, values: Values) -> bool:
        image = self._rows.image("papers", paper_id) or {}
        return any(image[name] != value for name, value in values.items())

    def _add_authors(self, paper_id: PaperId, authors: Sequence[Author]) -> None:
        self._rows.insert_all(
            "authors",
            [
                {
                    "paper_id": paper_id,
                    "position": position,
                    "name": author.name,
                    "family": author.family,
                    "given": author.given,
                    "folded": fold(author.name),
                }
                for position, author in enumerate(authors)
            ],
        )

    def _add_identifiers(
        self, paper_id: PaperId, identifiers: Sequence[Identifier]
    ) -> tuple[Identifier, ...]:
        known = self.ids_by_identifiers(identifiers)
        new = {str(i): i for i in identifiers if str(i) not in known}
        self._rows.insert_all(
            "identifiers",
            [
                {
                    "paper_id": paper_id,
                    "scheme": identifier.scheme.value,
                    "value": identifier.value,
                    "version": identifier.version,
                }
                for identifier in new.values()
            ],
        )
        return tuple(i for i in identifiers if known.get(str(i), paper_id) != paper_id)


def paper_values(shown: PaperRecord, source: str) -> Values:
    """Return the columns of a new paper that are facts, all of them from one source."""
    return _fields(shown) | {"provenance": _told_by(source, *_named_fields(shown))}


@lru_cache(maxsize=256)  # imports bring many papers of the same few fields
def _told_by(source: str, *names: str) -> str:
    return map_text(dict.fromkeys(names, source))


def _fields(record: PaperRecord) -> dict[str, Any]:
    return {
        "title": record.title,
        "title_key": fold_title(record.title),
        "more_authors": record.more_authors,
        "year": record.year,
        "venue": record.venue,
        "abstract": record.abstract,
        "url": record.url,
        "categories": list_text(record.categories),
        "comment": record.comment,
        "journal_ref": record.journal_ref,
        "pdf_url": record.pdf_url,
        "version": record.version,
        "published": time_text(record.published),
        "updated": time_text(record.updated),
        "kind": record.kind,
        "publication": publication_text(record.publication),
        "repositories": repositories_text(record.repositories),
        "citations": record.citations,
        "upvotes": record.upvotes,
        "project_page": record.project_page,
        "tasks": list_text(record.tasks),
        "methods": list_text(record.methods),
        "withdrawn": record.withdrawn,
        "entry_type": record.entry_type,
        "extra": extra_text(record.extra),
        "attachments": list_text(record.attachments),
    }


def _named_fields(record: PaperRecord) -> list[str]:
    names = (
        "title",
        "authors",
        "year",
        "venue",
        "abstract",
        "url",
        "published",
        "updated",
        "categories",
        "comment",
        "journal_ref",
        "pdf_url",
        "kind",
        "publication",
        "repositories",
        "citations",
        "upvotes",
        "project_page",
        "tasks",
        "methods",
        "entry_type",
        "extra",
        "attachments",
    )
    return [name for name in names if getattr(record, name) not in _UNTOLD]
