"""The two views of a library: what a transaction can read, and what it can write.

Each repository is loaded when it is asked for, so that a command pays for those it uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.store import queries

if TYPE_CHECKING:
    from paperstudy.store.journal import JournalReader
    from paperstudy.store.link import Link
    from paperstudy.store.repositories.importing import ImportReader, ImportWriter
    from paperstudy.store.repositories.lists import ListReader
    from paperstudy.store.repositories.logs import LogReader, LogWriter
    from paperstudy.store.repositories.mentions import MentionReader, MentionWriter
    from paperstudy.store.repositories.names import NameReader, NameWriter
    from paperstudy.store.repositories.offers import OfferReader, OfferWriter
    from paperstudy.store.repositories.papers import PaperReader
    from paperstudy.store.repositories.papers_writing import PaperWriter
    from paperstudy.store.repositories.paths import PathReader, PathWriter
    from paperstudy.store.repositories.people import PersonReader
    from paperstudy.store.repositories.people_writing import PersonWriter
    from paperstudy.store.repositories.questions import QuestionReader
    from paperstudy.store.repositories.reading import ReadingReader, ReadingWriter
    from paperstudy.store.repositories.sessions import SessionReader
    from paperstudy.store.repositories.sessions_writing import SessionWriter
    from paperstudy.store.repositories.talks import TalkReader
    from paperstudy.store.repositories.todos import TodoReader, TodoWriter
    from paperstudy.store.rows import Rows
    from paperstudy.store.whole import WholeReader, WholeWriter


class Reader:
    """A consistent snapshot of the library; what others write meanwhile does not show.

    `cite_key` is the template of the cite keys of papers that come in, empty for the usual one.
    """

    def __init__(self, link: Link, cite_key: str = "") -> None:
        self._link = link
        self.cite_key = cite_key

    def uid(self) -> str:
        """What tells this library from all others, wherever it is; empty before it is made."""
        return self._link.value(queries.LIBRARY_UID) or ""

    @property
    def papers(self) -> PaperReader:
        """The papers, their records, tags and notes."""
        from paperstudy.store.repositories.papers import PaperReader

        return PaperReader(self._link)

    @property
    def lists(self) -> ListReader:
        """Long lists of papers: the numbers of all, and a few rows at a time."""
        from paperstudy.store.repositories.lists import ListReader

        return ListReader(self._link)

    @property
    def logs(self) -> LogReader:
        """The study logs that were read."""
        from paperstudy.store.repositories.logs import LogReader

        return LogReader(self._link)

    @property
    def mentions(self) -> MentionReader:
        """The places in logs that point at papers, and what was decided about them."""
        from paperstudy.store.repositories.mentions import MentionReader

        return MentionReader(self._link)

    @property
    def names(self) -> NameReader:
        """The names that people taught."""
        from paperstudy.store.repositories.names import NameReader

        return NameReader(self._link)

    @property
    def sessions(self) -> SessionReader:
        """The meetings and who presented what."""
        from paperstudy.store.repositories.sessions import SessionReader

        return SessionReader(self._link)

    @property
    def people(self) -> PersonReader:
        """The members of the group."""
        from paperstudy.store.repositories.people import PersonReader

        return PersonReader(self._link)

    @property
    def reading(self) -> ReadingReader:
        """The reading lists, the group's and each person's."""
        from paperstudy.store.repositories.reading import ReadingReader

        return ReadingReader(self._link)

    @property
    def talks(self) -> TalkReader:
        """Presentations and papers, as charts count them."""
        from paperstudy.store.repositories.talks import TalkReader

        return TalkReader(self._link)

    @property
    def todos(self) -> TodoReader:
        """What the logs say is still to do."""
        from paperstudy.store.repositories.todos import TodoReader

        return TodoReader(self._link)

    @property
    def paths(self) -> PathReader:
        """Orders in which to read, from the logs."""
        from paperstudy.store.repositories.paths import PathReader

        return PathReader(self._link)

    @property
    def offers(self) -> OfferReader:
        """What sources say of papers and a person must decide."""
        from paperstudy.store.repositories.offers import OfferReader

        return OfferReader(self._link)

    @property
    def questions(self) -> QuestionReader:
        """How many questions wait in the inbox."""
        from paperstudy.store.repositories.questions import QuestionReader

        return QuestionReader(self._link)

    @property
    def imports(self) -> ImportReader:
        """Many papers at once, for an import."""
        from paperstudy.store.repositories.importing import ImportReader

        return ImportReader(self._link)

    @property
    def journal(self) -> JournalReader:
        """What people did, newest first."""
        from paperstudy.store.journal import JournalReader

        return JournalReader(self._link)

    @property
    def whole(self) -> WholeReader:
        """All that the library holds, table by table."""
        from paperstudy.store.whole import WholeReader

        return WholeReader(self._link)


class Writer(Reader):
    """A write transaction; it reads what it has written, and nobody else writes meanwhile."""

    def __init__(self, link: Link, rows: Rows, cite_key: str = "") -> None:
        super().__init__(link, cite_key)
        self._rows = rows

    def note_file(self, path: str, before: bytes, after: bytes) -> None:
        """Write down that this step of a person changes a file, so that undo can bring it back."""
        self._rows.note_file(path, before, after)

    @property
    def papers(self) -> PaperWriter:
        """The papers, their records, tags and notes."""
        from paperstudy.store.repositories.papers_writing import PaperWriter

        return PaperWriter(self._link, self._rows)

    @property
    def logs(self) -> LogWriter:
        """The study logs that were read."""
        from paperstudy.store.repositories.logs import LogWriter

        return LogWriter(self._link, self._rows)

    @property
    def mentions(self) -> MentionWriter:
        """The places in logs that point at papers, and what was decided about them."""
        from paperstudy.store.repositories.mentions import MentionWriter

        return MentionWriter(self._link, self._rows)

    @property
    def names(self) -> NameWriter:
        """The names that people taught."""
        from paperstudy.store.repositories.names import NameWriter

        return NameWriter(self._link, self._rows)

    @property
    def sessions(self) -> SessionWriter:
        """The meetings and who presented what."""
        from paperstudy.store.repositories.sessions_writing import SessionWriter

        return SessionWriter(self._link, self._rows)

    @property
    def people(self) -> PersonWriter:
        """The members of the group."""
        from paperstudy.store.repositories.people_writing import PersonWriter

        return PersonWriter(self._link, self._rows)

    @property
    def reading(self) -> ReadingWriter:
        """The reading lists, the group's and each person's."""
        from paperstudy.store.repositories.reading import ReadingWriter

        return ReadingWriter(self._link, self._rows)

    @property
    def todos(self) -> TodoWriter:
        """What the logs say is still to do."""
        from paperstudy.store.repositories.todos import TodoWriter

        return TodoWriter(self._link, self._rows)

    @property
    def paths(self) -> PathWriter:
        """Orders in which to read, from the logs."""
        from paperstudy.store.repositories.paths import PathWriter

        return PathWriter(self._link, self._rows)

    @property
    def offers(self) -> OfferWriter:
        """What sources say of papers and a person must decide."""
        from paperstudy.store.repositories.offers import OfferWriter

        return OfferWriter(self._link, self._rows)

    @property
    def imports(self) -> ImportWriter:
        """Many papers at once, for an import."""
        from paperstudy.store.repositories.importing import ImportWriter

        return ImportWriter(self._link, self._rows)

    @property
    def whole(self) -> WholeWriter:
        """All that the library is to hold, table by table."""
        from paperstudy.store.whole import WholeWriter

        return WholeWriter(self._link, self._rows)
