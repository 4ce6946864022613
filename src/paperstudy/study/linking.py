"""Links put back into the logs, beside the names of the papers that were found there."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.domain.errors import (
    LogError,
    PaperstudyError,
    StoreError,
    UnreadableLogError,
)
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Started
from paperstudy.domain.identifiers import Identifier, Scheme, identifier_url
from paperstudy.domain.logs import FindStatus, MentionKind
from paperstudy.logs.linking import NewLink, encode_as, insert_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.domain.library import MentionIdentity
    from paperstudy.domain.logs import LogScan, Mention, PaperFind
    from paperstudy.domain.papers import PaperId
    from paperstudy.domain.recognising import Recogniser
    from paperstudy.logs.reading import LogFile
    from paperstudy.store.archive import Archive
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader
    from paperstudy.study.clock import Clock

_NAMED = frozenset({MentionKind.NAME, MentionKind.TITLE})
# Where a reader is sent, best first; code is no paper.
_PAGES = (
    Scheme.ARXIV, Scheme.DOI, Scheme.OPENREVIEW, Scheme.ACL, Scheme.CVF, Scheme.PMLR,
    Scheme.NEURIPS, Scheme.S2,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LinkedLog:
    """A log with links put in: its file, its bytes and text then and now, and the links.

    `unsure` counts papers that got none, since nobody said yet which paper is meant; `left_out`,
    links with which the log would be read otherwise.
    """

    path: Path
    data: bytes
    linked: bytes
    before: str
    after: str
    links: tuple[NewLink, ...] = ()
    unsure: int = 0
    left_out: int = 0


class Linking:
    """Says which links a log lacks, and puts them in."""

    def __init__(self, store: Store, clock: Clock, archive: Callable[[], Archive | None]) -> None:
        self._store = store
        self._clock = clock
        self._archive = archive

    def link(
        self, paths: Sequence[Path], *, every: bool = False, cancel: CancelToken
    ) -> Iterator[Event]:
        """Read logs, folders recursively, and yield each as a `LinkedLog`.

        A link is made of the first mention in prose of each paper that the log names surely, or
        that a person chose for it, and does not link to yet; of one on every line with `every`.
        A link after which the log would be read otherwise than before is left out. Notes that we
        wrote on papers are no logs: a `Notice` counts them.

        Raises:
            NotFoundError: a path does not exist; nothing has been read then.
            StoreError: the library cannot be read.
        """
        from paperstudy.logs.reading import iter_logs
        from paperstudy.study.recognising import read_known, recogniser_of
        from paperstudy.study.scanning import tell_notes

        files = list(iter_logs(paths))
        yield Started(len(files), "link")
        recogniser = recogniser_of(read_known(self._store, self._archive())) if files else None
        notes = 0
        for file in files:
            if cancel.cancelled:
                break
            if isinstance(file, ItemFailed):
                yield file
                continue
            assert recogniser is not None
            try:
                linked = self._link(file, recogniser, every=every)
                if linked is None:
                    notes += 1
                else:
                    yield ItemDone(file.path, linked)
            except StoreError:
                raise
            except PaperstudyError as error:
                yield ItemFailed(file.path, error)
        if notes:
            yield tell_notes(notes)
        yield Finished(None, cancelled=cancel.cancelled)

    def write(self, log: LinkedLog) -> bool:
        """Write a log with its links into its file, as one step that undo takes back.

        Return whether it was written: one that has the links already is left.

        Raises:
            StaleEditError: the file has changed meanwhile.
            InvalidFileError: it cannot be read or written.
            DiskFullError: there is no room for it.
            StoreError: the library cannot be written.
        """
        from paperstudy.study.files import put_in_place

        path = str(log.path.resolve())
        with suppress(OSError):  # writing it will say why
            if log.path.read_bytes() == log.linked:
                return False
        with self._store.write(f"link {log.path.name}", at=self._clock()) as tx:
            tx.note_file(path, log.data, log.linked)
            put_in_place(path, log.data, log.linked)
        return True

    def _link(self, file: LogFile, recogniser: Recogniser, *, every: bool) -> LinkedLog | None:
        from paperstudy.logs.reading import read_text
        from paperstudy.study.texts import is_own_note

        path = Path(file.path)
        if not path.is_file():
            raise UnreadableLogError(
                "what is inside an archive cannot be written", hint="unpack it first"
            )
        data = file.load()
        if is_own_note(data):
            return None
        text = read_text(data)
        encode_as(data, text, text)
        try:
            wanted, scan, unsure = self._wanted(text, file.path, recogniser, every=every)
            links = _Check(text, file.path, recogniser, scan).keep(wanted)
        except Exception as error:  # the guard of a batch: a bug met by one log spares the rest
            if isinstance(error, PaperstudyError):
                raise
            reason = f"{type(error).__name__}: {error}"
            raise LogError(
                "{path} could not be understood ({reason})",
                hint="please report this as a bug, with the log if you can",
                path=file.path,
                reason=reason,
            ) from error
        after = insert_links(text, links)
        linked = encode_as(data, text, after)
        left_out = len(wanted) - len(links)
        return LinkedLog(path, data, linked, text, after, tuple(links), unsure, left_out)

    def _wanted(
        self, text: str, path: str, recogniser: Recogniser, *, every: bool
    ) -> tuple[list[NewLink], LogScan, int]:
        """Return the links that may be put in, what the log says without them, and its doubts."""
        from paperstudy.logs.parsing import parse_document
        from paperstudy.logs.plain_places import PlainPlaces
        from paperstudy.logs.scan import scan_log

        scan = scan_log(text, path, recogniser)
        places = PlainPlaces(parse_document(text))
        wanted: list[NewLink] = []
        unsure = 0
        with self._store.read() as tx:
            row = tx.logs.by_path().get(path)
            decided = tx.mentions.decided(row.id) if row is not None else {}
            for find in scan.finds:
                mentions = _unlinked(find, every=every)
                spots = [mention for mention in mentions if places.allows(mention)]
                url = _address(tx, find, decided) if spots else ""
                if url:
                    wanted += [_link_of(spot, url) for spot in _chosen(spots, every=every)]
                elif spots and find.status is not FindStatus.CONFIDENT:
                    unsure += not any(_identity(one) in decided for one in find.mentions)
        return _apart(wanted), scan, unsure


class _Check:
    """Keeps the links that leave a log's meaning as it is."""

    def __init__(self, text: str, path: str, recogniser: Recogniser, scan: LogScan) -> None:
        self._text = text
        self._path = path
        self._recogniser = recogniser
        self._scan = scan

    def keep(self, wanted: list[NewLink]) -> list[NewLink]:
        """Return the links that can go in together, and none is left that could join them."""
        kept: list[NewLink] = []
        left = wanted
        while left:
            more = self._joining(kept, left)
            if not more:
                break
            kept = kept + more
            left = [link for link in left if link not in kept]
        return sorted(kept, key=lambda link: (link.line, link.start))

    def _joining(self, kept: list[NewLink], links: list[NewLink]) -> list[NewLink]:
        if self._is_same([*kept, *links]):
            return links
        if len(links) == 1:
            return []
        middle = len(links) // 2
        first = self._joining(kept, links[:middle])
        return first + self._joining([*kept, *first], links[middle:])

    def _is_same(self, links: list[NewLink]) -> bool:
        """Say whether a scan finds the same with these links, and each of them as a link."""
        from paperstudy.logs.scan import scan_log

        now = scan_log(insert_links(self._text, links), self._path, self._recogniser)
        then = self._scan
        if len(now.finds) != len(then.finds) or _rest(now) != _rest(then):
            return False
        pairs = zip(then.finds, now.finds, strict=True)
        added = sum(len(new.mentions) - len(old.mentions) for old, new in pairs)
        return added == len(links) and all(
            _same_find(old, new) for old, new in zip(then.finds, now.finds, strict=True)
        )


def _rest(scan: LogScan) -> tuple[object, ...]:
    return scan.title, scan.date, scan.author, scan.sessions, scan.todos, scan.paths


def _same_find(old: PaperFind, new: PaperFind) -> bool:
    names, more = (({_identity(m) for m in find.mentions}) for find in (old, new))
    if old.status is not new.status or not names <= more:
        return False
    if any(kind != MentionKind.LINK for kind, _, _ in more - names):
        return False
    shared = _bare(old.record.identifiers) & _bare(new.record.identifiers)
    return bool(shared) or old.record.title == new.record.title


def _bare(identifiers: Sequence[Identifier]) -> set[str]:
    return {str(identifier) for identifier in identifiers}


def _identity(mention: Mention) -> MentionIdentity:
    return mention.kind.value, mention.normalised, mention.ordinal


def _unlinked(find: PaperFind, *, every: bool) -> list[Mention]:
    """Return the names of a find that no link stands beside: in the log, or on the line."""
    linked = {mention.line for mention in find.mentions if mention.kind is MentionKind.LINK}
    if linked and not every:
        return []
    return [m for m in find.mentions if m.kind in _NAMED and m.line not in linked]


def _chosen(spots: list[Mention], *, every: bool) -> list[Mention]:
    if not every:
        return spots[:1]
    return list({spot.line: spot for spot in reversed(spots)}.values())


def _address(tx: Reader, find: PaperFind, decided: Mapping[MentionIdentity, PaperId | None]) -> str:
    """Return where the paper of a find is to be read; "" where that is not known, or not sure."""
    answers = [decided[_identity(m)] for m in find.mentions if _identity(m) in decided]
    chosen = next((answer for answer in answers if answer is not None), None)
    if chosen is None:
        if answers or find.status is not FindStatus.CONFIDENT:
            return ""
        found = tx.papers.ids_by_identifiers(find.record.identifiers)
        chosen = next(iter(found.values()), None)
    if chosen is None:
        titled = tx.papers.all_by_title(find.record.title)
        chosen = titled[0].id if len(titled) == 1 else None
    if chosen is None:
        return _page(find.record.identifiers, find.record.url)
    paper = tx.papers.get(chosen)
    return _page(paper.identifiers, paper.url)


def _page(identifiers: Sequence[Identifier], url: str) -> str:
    for scheme in _PAGES:
        for identifier in identifiers:
            bare = Identifier(identifier.scheme, identifier.value)  # the newest version
            page = identifier_url(bare) if bare.scheme is scheme else ""
            if page:
                return page
    return url if url.startswith(("https://", "http://")) else ""


def _link_of(mention: Mention, url: str) -> NewLink:
    return NewLink(mention.line, mention.column, mention.column + len(mention.text), url)


def _apart(links: list[NewLink]) -> list[NewLink]:
    """Return the links in order, those that overlap another before them left out."""
    kept: list[NewLink] = []
    for link in sorted(links, key=lambda link: (link.line, link.start)):
        if not kept or kept[-1].line != link.line or kept[-1].end <= link.start:
            kept.append(link)
    return kept
