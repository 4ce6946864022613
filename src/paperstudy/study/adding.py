"""Adding papers by reference: asked of the sources in batches, saved one by one."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidIdentifierError, NotFoundError, UnclearTitleError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Notice, Started
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import PaperState
from paperstudy.domain.sources import ARCHIVE, Outcome
from paperstudy.study.asking import Urgency, pick_identifier
from paperstudy.study.gathering import Gatherer, Target
from paperstudy.study.panel import Panel
from paperstudy.study.recognising import recogniser_of
from paperstudy.study.references import is_title, offline_record, read_reference
from paperstudy.study.shelving import absorb_record, find_known, merge_fields, shelve
from paperstudy.study.values import Added

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.domain.papers import Paper, PaperRecord
    from paperstudy.domain.recognising import Recogniser
    from paperstudy.store.store import Store
    from paperstudy.store.views import Writer
    from paperstudy.study.clock import Clock
    from paperstudy.study.network import Network
    from paperstudy.study.recognising import Known
    from paperstudy.study.shelving import Shelved
    from paperstudy.study.values import FoundPaper

# Sources whose silence leaves a paper with its facts.
_EXTRAS = frozenset({"semanticscholar", "huggingface", "openalex"})
_ASKABLE = frozenset({Scheme.ARXIV, Scheme.DOI, Scheme.ACL, Scheme.S2, Scheme.OPENREVIEW})


class Adding:
    """Takes references into the library; `known` is what leads offline from them to papers."""

    def __init__(self, store: Store, clock: Clock, network: Network, known: Known) -> None:
        self._store = store
        self._clock = clock
        self._network = network
        self._known = known

    def add(self, references: Sequence[str], cancel: CancelToken) -> Iterator[Event]:
        """Add each reference once; yield `Added`, a failure, or a notice why a paper is a stub.

        A title is never taken for one paper: it fails with `UnclearTitleError`, and a door shows
        what it may mean. After a stop, what was fetched is saved, and the rest is left.
        """
        yield Started(len(references), "add")
        wanted: dict[str, Identifier] = {}
        for reference in dict.fromkeys(references):
            try:
                wanted[reference] = _read(reference)
            except (InvalidIdentifierError, UnclearTitleError) as error:
                yield ItemFailed(reference, error)
        recogniser = recogniser_of(self._known)
        panel = Panel(self._network, cancel, hurried=True)
        gatherer = Gatherer(self._store, self._clock, panel)
        targets = self._targets(wanted, recogniser)
        gatherer.gather_facts([*targets.values()])
        yield from panel.notices(aside=_EXTRAS)
        found: dict[str, _Found] = {}
        for reference, identifier in wanted.items():
            target = targets.get(identifier, Target(()))
            if not cancel.cancelled or target.has_facts:
                found[reference] = _Found(offline_record(identifier, recogniser), target)
        shelved = self._save(found)
        new = [target for target in targets.values() if target.paper_id is not None]
        open_ids = {target.paper_id for target in new}
        waiting = deque(shelved)
        for told in chain(gatherer.gather(new, Urgency.NEW), [None]):
            # In the order they were given, each as soon as nobody is asked about it any more.
            open_ids = open_ids - {told.paper_id} if told is not None else set()
            while waiting and shelved[waiting[0]].id not in open_ids:
                reference = waiting.popleft()
                yield from self._report(
                    reference, shelved[reference], targets.get(wanted[reference]), panel
                )
        yield from panel.notices(aside=panel.sources)
        count = sum(one.created for one in shelved.values())
        yield Finished(count, cancelled=cancel.cancelled)

    def _report(
        self, reference: str, one: Shelved, target: Target | None, panel: Panel
    ) -> Iterator[Event]:
        try:
            with self._store.read() as tx:
                paper = tx.papers.get(one.id)
        except NotFoundError:  # somebody took it out meanwhile
            return
        if target is not None and not panel.cancel.cancelled:
            yield from _why_stub(paper, target)
        yield ItemDone(reference, Added(paper.key, paper.title, paper.state, one.created))

    def take(self, found: FoundPaper, cancel: CancelToken) -> Iterator[Event]:
        """Add a candidate that a person picked: by its number, where it has one, else as it is."""
        number = pick_identifier(found.record.identifiers, _ASKABLE)
        if number is not None:
            yield from self.add([str(number)], cancel)
            return
        yield Started(1, "add")
        at = self._clock()
        with self._store.write(f"add {found.record.title}", at=at) as tx:
            paper = shelve(tx, found.record, at)
        yield ItemDone(paper.title, Added(paper.key, paper.title, paper.state, paper.created))
        yield Finished(int(paper.created))

    def _targets(
        self, wanted: Mapping[str, Identifier], recogniser: Recogniser
    ) -> dict[Identifier, Target]:
        """Return what is to be asked for: each work that has no fetched facts yet."""
        targets: dict[Identifier, Target] = {}
        with self._store.read() as tx:
            for identifier in wanted.values():
                paper = tx.papers.find_by_identifier(identifier)
                if paper is None or paper.state is not PaperState.FETCHED:
                    known = recogniser.find_identifier(identifier)
                    others = known.identifiers if known is not None else ()
                    others += paper.identifiers if paper is not None else ()
                    targets[identifier] = Target(tuple(dict.fromkeys((identifier, *others))))
        return targets

    def _save(self, found: Mapping[str, _Found]) -> dict[str, Shelved]:
        """Save what was found: new papers as one step that can be undone, facts as facts.

        What sources say of a paper that was here is nothing a person did, and stays.
        """
        with self._store.read() as tx:
            here = {name for name, one in found.items() if find_known(tx, one.first) is not None}
        new = [name for name in found if name not in here]
        shelved: dict[str, Shelved] = {}
        for names, action in ((new, _label(new)), ([*found], "")):
            if any(name not in shelved for name in names):
                at = self._clock()
                with self._store.write(action, at=at) as tx:
                    shelved |= {n: found[n].shelve(tx, at) for n in names if n not in shelved}
        return {name: shelved[name] for name in found}


@dataclass(frozen=True, slots=True)
class _Found:
    """A reference's paper: what is known of it offline, and what the sources said."""

    known: PaperRecord
    target: Target

    @property
    def first(self) -> PaperRecord:
        """The record by which the library knows the paper, and names it."""
        told = self.target.records.values()
        return next((record for record in told if record.source != ARCHIVE), self.known)

    def shelve(self, tx: Writer, at: datetime) -> Shelved:
        """Save the paper with all that was said of it."""
        first = self.first
        paper = shelve(tx, first, at)
        for record in (self.known, *self.target.records.values()):
            if record is not first:
                absorb_record(tx, paper.id, record, at)
        for source, lookup in self.target.lookups.items():
            if source != ARCHIVE:
                tx.papers.save_lookup(paper.id, lookup)
        if self.target.lookups:
            merge_fields(tx, paper.id, at)  # its state depends on who was asked
        self.target.paper_id = paper.id
        return paper


def _label(references: Sequence[str]) -> str:
    """Return what `undo` calls the adding of these."""
    more = f" (+{len(references) - 1})" if len(references) > 1 else ""
    return f"add {references[0]}{more}" if references else ""


def _read(reference: str) -> Identifier:
    if is_title(reference):
        raise UnclearTitleError(
            "“{title}” is a title, which may mean several papers",
            hint="take one of those that were found, by its identifier",
            title=reference,
        )
    identifier = read_reference(reference)
    return Identifier(identifier.scheme, identifier.value)


def _why_stub(paper: Paper, target: Target) -> Iterator[Notice]:
    """Say why nothing is known of a paper, where it is not that the network failed."""
    if target.failed or paper.state is not PaperState.PENDING:
        return
    identifier = target.identifiers[0]
    asked = [name for name in target.lookups if name != ARCHIVE]
    fields: tuple[tuple[str, object], ...]
    fields = (("key", paper.key), ("identifier", str(identifier)))
    if asked and all(target.lookups[name].outcome is Outcome.MISSING for name in asked):
        yield Notice(
            "{identifier} is not known to: {sources}. It is kept as {key}; look at the number",
            (*fields, ("sources", ", ".join(asked))),
        )
    elif identifier.scheme is Scheme.PWC:
        yield Notice(
            "{identifier} is kept as {key}: this machine has no archive of Papers with Code that "
            "knows it; to fetch one: paperstudy catalogue pull pwc",
            fields,
        )
    elif pick_identifier(target.known_by, _ASKABLE) is None:
        yield Notice(
            "no service can be asked for {identifier}; to give it a title: "
            "paperstudy edit {key} --title TITLE",
            fields,
        )
