"""The library: add, find, show, edit, tag, annotate and remove papers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidEditError
from paperstudy.domain.text import clean_block, clean_line
from paperstudy.study.finding import find_paper, find_papers, set_key

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.domain.library import DuplicateGroup
    from paperstudy.domain.papers import CiteKey, Paper, PaperEdit, PaperSummary
    from paperstudy.domain.queries import Page, PaperQuery
    from paperstudy.store.archive import Archive
    from paperstudy.store.store import Store
    from paperstudy.store.views import Writer
    from paperstudy.study.adding import Adding
    from paperstudy.study.clock import Clock
    from paperstudy.study.network import Network
    from paperstudy.study.values import Added, FieldOrigin, FoundPaper, PaperDetail

_EDITED_FIELDS = ("title", "authors", "year", "venue", "abstract", "url")


class Library:
    """The papers of the group. A reference is a cite key, an identifier or a URL."""

    def __init__(
        self, store: Store, clock: Clock, network: Network, archive: Callable[[], Archive | None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._network = network
        self._archive = archive

    def add(self, references: Sequence[str], *, cancel: CancelToken) -> Iterator[Event]:
        """Add papers by identifier or URL; an event for each, `Added` or a failure.

        Facts come from the network where it may be used, else from the catalogue; a paper that
        neither knows becomes a stub, to be fetched later.
        """
        return self._adding().add(references, cancel)

    def find_candidates(
        self, title: str, *, cancel: CancelToken, by_words: bool = False
    ) -> tuple[FoundPaper, ...]:
        """Return the works that a title or a name may mean, at most ten, the likeliest first.

        With `by_words` papers of the library that a search finds come before them, as many.

        Raises:
            SourceError: nothing is known here, and no source answered.
        """
        from paperstudy.study.candidates import find_candidates

        return find_candidates(
            self._store, self._network, self._archive(), title, cancel, by_words=by_words
        )

    def take(self, found: FoundPaper, *, cancel: CancelToken) -> Iterator[Event]:
        """Add the candidate that a person picked; events as of `add`."""
        return self._adding().take(found, cancel)

    def add_manual(self, edit: PaperEdit, identifiers: Sequence[str] = ()) -> Added:
        """Add a paper with the facts a person typed; they win over what sources say.

        Raises:
            InvalidEditError: there is no title, or the key is taken or no key.
            InvalidIdentifierError: one of the identifiers is none.
            DuplicateError: the paper is here already.
        """
        from paperstudy.study.byhand import add_manual

        return add_manual(self._store, self._clock, edit, identifiers)

    def add_file(self, path: Path, *, cancel: CancelToken) -> Iterator[Event]:
        """Add the paper that a PDF is, or import any other file; events as of either.

        Raises:
            InvalidFileError: the file cannot be read, or names no paper.
        """
        if path.suffix.lower() == ".pdf":
            from paperstudy.study.byhand import find_reference_in

            return self.add([find_reference_in(path)], cancel=cancel)
        from paperstudy.study.importing import Importing

        return Importing(self._store, self._clock).import_([path], cancel=cancel)

    def search(
        self, query: PaperQuery, *, offset: int = 0, limit: int | None = None
    ) -> Page[PaperSummary]:
        """Return a page of the papers that `query` asks for; a URL in it stands for its paper."""
        with self._store.read() as tx:
            return tx.papers.search(_with_identifiers(query), offset=offset, limit=limit)

    def ids(self, query: PaperQuery) -> array[int]:
        """Return the numbers of all papers that `query` asks for, in its order; see `rows`.

        Raises:
            InvalidQueryError: there are too many words.
        """
        with self._store.read() as tx:
            return tx.lists.paper_ids(_with_identifiers(query))

    def first_ids(self, query: PaperQuery, limit: int) -> array[int] | None:
        """Return the first of what `ids` returns, as far as they can be found at once; else None.

        Raises:
            InvalidQueryError: there are too many words.
        """
        with self._store.read() as tx:
            return tx.lists.first_paper_ids(_with_identifiers(query), limit)

    def rows(self, ids: Sequence[int]) -> tuple[PaperSummary, ...]:
        """Return papers by number, in this order; those that are gone are left out."""
        with self._store.read() as tx:
            return tx.lists.summaries(ids)

    def get(self, reference: str) -> PaperDetail:
        """Return a paper with its note, mentions, sessions and records.

        Raises:
            NotFoundError: no paper has this key or identifier; the message names the nearest.
        """
        from paperstudy.study.values import PaperDetail

        with self._store.read() as tx:
            paper = find_paper(tx, reference)
            detail = PaperDetail(
                paper=paper,
                note=tx.papers.note(paper.id),
                mentions=tuple(tx.papers.mentions(paper.id)),
                sessions=tuple(tx.sessions.all(paper=paper.key)),
                records=tuple(tx.papers.records(paper.id)),
                lookups=tuple(tx.papers.lookups(paper.id)),
                todos=tx.todos.all(paper=paper.key),
            )
        from paperstudy.study.archived import add_archived

        return add_archived(detail, self._archive())

    def provenance(self, reference: str) -> tuple[FieldOrigin, ...]:
        """Return where each field of a paper comes from, and when it was fetched.

        Raises:
            NotFoundError: no such paper.
        """
        from paperstudy.study.origins import trace_fields

        with self._store.read() as tx:
            paper = find_paper(tx, reference)
            return trace_fields(paper, tx.papers.records(paper.id))

    def duplicates(self) -> tuple[DuplicateGroup, ...]:
        """Return the papers that look like one work, in groups."""
        from paperstudy.matching.duplicates import find_duplicates

        with self._store.read() as tx:
            return find_duplicates(tx.papers.duplicate_rows())

    def merge(self, keep: str, drop: str) -> Paper:
        """Make two papers one: all that hangs on `drop` moves to `keep`; undo parts them again.

        Raises:
            NotFoundError: one of them is not here.
            ConflictError: both are the same paper.
        """
        from paperstudy.study.merging import merge_papers

        return merge_papers(self._store, self._clock, keep, drop)

    def edit(self, reference: str, edit: PaperEdit) -> Paper:
        """Set fields by hand; from now on they win over what any source says.

        Raises:
            NotFoundError: no such paper.
            InvalidEditError: the title would be empty, or the key is taken or no key.
        """
        with self._store.write(f"edit {reference}", at=self._clock()) as tx:
            paper = find_paper(tx, reference)
            if edit.key is not None and edit.key != paper.key:
                set_key(tx, paper, edit.key)
            if edit.status is not None:
                tx.papers.set_status(paper.id, edit.status)
            if any(getattr(edit, name) is not None for name in _EDITED_FIELDS):
                self._edit_fields(tx, paper, edit)
            return tx.papers.get(paper.id)

    def set_note(self, reference: str, text: str, *, expected: str | None = None) -> Paper:
        """Replace the note on a paper; an empty text removes it.

        Raises:
            NotFoundError: no such paper.
            StaleEditError: the note is no longer `expected`, where that is given.
        """
        with self._store.write(f"note {reference}", at=self._clock()) as tx:
            paper = find_paper(tx, reference)
            tx.papers.set_note(paper.id, clean_block(text), expected)
            return paper

    def append_note(self, reference: str, text: str) -> Paper:
        """Add lines below the note on a paper.

        Raises:
            NotFoundError: no such paper.
        """
        with self._store.write(f"note {reference}", at=self._clock()) as tx:
            paper = find_paper(tx, reference)
            tx.papers.append_note(paper.id, clean_block(text))
            return paper

    def tag(
        self, references: Sequence[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> int:
        """Put tags on papers and take others off; return the number of papers.

        Raises:
            NotFoundError: one of the papers is not here; none is changed then.
            InvalidEditError: a tag is empty or holds a comma.
        """
        wanted = [_tag(name) for name in add]
        unwanted = [_tag(name) for name in remove]
        with self._store.write(f"tag {' '.join(references)}", at=self._clock()) as tx:
            papers = find_papers(tx, references)
            for paper in papers:
                tx.papers.tag(paper.id, add=wanted, remove=unwanted)
            return len(papers)

    def remove(self, references: Sequence[str]) -> tuple[CiteKey, ...]:
        """Remove papers; the logs scanned so far do not bring them back, undo does.

        Raises:
            NotFoundError: one of the papers is not here; none is removed then.
        """
        with self._store.write(f"remove {' '.join(references)}", at=self._clock()) as tx:
            papers = find_papers(tx, references)
            for paper_id in {paper.id for paper in papers}:
                tx.mentions.refuse(paper_id, self._clock())
                tx.papers.remove(paper_id)
            return tuple(dict.fromkeys(paper.key for paper in papers))

    def complete_keys(self, prefix: str) -> list[tuple[str, str]]:
        """Return cite keys that begin with `prefix`, with titles, for a shell."""
        with self._store.read() as tx:
            return list(tx.papers.keys(prefix))

    def complete_tags(self, prefix: str) -> list[str]:
        """Return tags that begin with `prefix`, most used first."""
        with self._store.read() as tx:
            return [tag for tag, _ in tx.papers.tags(prefix)]

    def _adding(self) -> Adding:
        from paperstudy.study.adding import Adding
        from paperstudy.study.recognising import known_offline

        known = known_offline(self._archive())
        return Adding(self._store, self._clock, self._network, known)

    def _edit_fields(self, tx: Writer, paper: Paper, edit: PaperEdit) -> None:
        from paperstudy.domain.papers import PaperRecord
        from paperstudy.study.shelving import merge_fields

        if edit.title is not None and not clean_line(edit.title):
            raise InvalidEditError("a paper needs a title", hint="nothing was changed")
        records = tx.papers.records(paper.id)
        own = next((r for r in records if r.source == "person"), PaperRecord("person", ""))
        values = {
            name: getattr(edit, name) for name in _EDITED_FIELDS if getattr(edit, name) is not None
        }
        cleared = {*own.cleared, *(n for n, v in values.items() if not v)}
        cleared -= {name for name, value in values.items() if value}
        if "authors" in values:
            values["more_authors"] = False
        own = replace(own, **values, cleared=tuple(sorted(cleared)))
        tx.papers.save_record(paper.id, own)
        merge_fields(tx, paper.id, self._clock())


def _with_identifiers(query: PaperQuery) -> PaperQuery:
    """Return a query in which a URL stands for its paper."""
    if not any("://" in word for word in query.words):
        return query
    return query._replace(words=tuple(map(_searched, query.words)))


def _searched(word: str) -> str:
    from paperstudy.domain.identifiers import parse_identifier

    identifier = parse_identifier(word) if "://" in word else None
    return word if identifier is None else str(identifier)


def _tag(name: str) -> str:
    cleaned = clean_line(name).lstrip("#")
    if not cleaned or "," in cleaned:
        raise InvalidEditError(
            "“{tag}” is no tag", hint="a tag is a word, without a comma", tag=name
        )
    return cleaned
