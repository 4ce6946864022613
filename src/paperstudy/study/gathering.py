"""What the sources say of papers: each is asked for what is due, and each answer is saved alone.

A `Target` is a paper of the library, or one that is about to become one. The order is that of
trust, and so that a later source can use what an earlier one told: an arXiv id from a slug, a
published DOI from Semantic Scholar.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import NeedsLoginError, NotFoundError
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import OfferKind
from paperstudy.domain.sources import ARCHIVE, Looked, Lookup, Outcome
from paperstudy.matching.merge import merge_records
from paperstudy.matching.publications import Standing, Verdict, is_citable_doi, judge
from paperstudy.study.asking import (
    Urgency,
    derive_identifiers,
    is_due,
    is_wanted,
    pick_identifier,
)
from paperstudy.study.shelving import absorb_record, merge_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from paperstudy.domain.papers import PaperId, PaperRecord
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader, Writer
    from paperstudy.study.clock import Clock
    from paperstudy.study.panel import Panel

_AT_ONCE = ("pwc", "arxiv", "datacite", "semanticscholar")
_ONE_BY_ONE = ("crossref", "datacite", "openreview", "huggingface", "openalex")
_FACTS = (
    "pwc",
    "arxiv",
    "crossref",
    "datacite",
    "semanticscholar",
    "openreview",
    "huggingface",
    "openalex",
)
# Their identifiers are what the paper was taken into the library for.
_WHO_MEAN_IT = frozenset({"person", "bibtex", "import", "log", "catalogue"})
_OURS = Verdict(Standing.ACCEPTED)


@dataclass(slots=True, eq=False)
class Target:
    """A paper that sources are asked for: what it is known by, and what was said of it so far."""

    identifiers: tuple[Identifier, ...]
    paper_id: PaperId | None = None
    lookups: dict[str, Lookup] = field(default_factory=dict)
    records: dict[str, PaperRecord] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)  # in this run
    failed: set[str] = field(default_factory=set)  # in this run
    clashes: set[Identifier] = field(default_factory=set)  # that another paper has
    gone: bool = False  # somebody took the paper out meanwhile
    claimed: frozenset[Identifier] = (
        frozenset()
    )  # DOIs that only sources say it was published under

    @property
    def has_facts(self) -> bool:
        """Whether a source on the network has answered with a record of it."""
        return any(
            lookup.outcome is Outcome.FOUND and source != ARCHIVE and source in self.records
            for source, lookup in self.lookups.items()
        )

    @property
    def known_by(self) -> tuple[Identifier, ...]:
        """Its identifiers, those that follow from them, and the DOIs that sources claim for it."""
        told = (each for record in self.records.values() for each in record.identifiers)
        claims = (record.publication.doi for record in self.records.values() if record.publication)
        dois = (Identifier(Scheme.DOI, doi.lower()) for doi in claims if is_citable_doi(doi))
        return derive_identifiers(dict.fromkeys((*self.identifiers, *told, *dois)))

    def has(self, scheme: Scheme) -> bool:
        """Tell whether it has an identifier of this scheme."""
        return any(each.scheme is scheme for each in self.known_by)


def load_target(tx: Reader, paper_id: PaperId) -> Target:
    """Return what the library knows of a paper, as the sources are asked for it."""
    identifiers = tx.papers.get(paper_id).identifiers
    records = {record.source: record for record in tx.papers.records(paper_id)}
    return Target(
        identifiers,
        paper_id,
        {lookup.source: lookup for lookup in tx.papers.lookups(paper_id)},
        records,
        claimed=_find_claimed(identifiers, records.values()),
    )


class Gatherer:
    """Asks a panel for targets, and saves each answer about a paper of the library at once."""

    def __init__(self, store: Store, clock: Clock, panel: Panel) -> None:
        self._store = store
        self._clock = clock
        self._panel = panel

    def gather_facts(self, targets: Sequence[Target]) -> None:
        """Ask source after source until one knows each target; nothing is saved yet."""
        for name in _FACTS:
            self._ask(name, [each for each in targets if _lacks_facts(each, name)])

    def gather(self, targets: Sequence[Target], urgency: Urgency) -> Iterator[Target]:
        """Ask everybody who is due; yield each target when all have answered for it.

        To ask again in one run asks nobody twice: only those whom new identifiers lead to.
        """
        now = self._clock()

        def wanted(name: str) -> Callable[[Target], bool]:
            return lambda each: (
                is_wanted(name, each.known_by, each.lookups, each.failed)
                and (name == ARCHIVE or is_due(each.lookups.get(name), urgency, now))
            )

        for name in _AT_ONCE:
            self._ask(name, [*filter(wanted(name), targets)])
        for target in targets:
            for name in _ONE_BY_ONE:
                self._ask(name, [*filter(wanted(name), [target])])
            if self._panel.cancel.cancelled:
                return
            if not target.gone:
                yield target

    def _ask(self, name: str, targets: Sequence[Target]) -> None:
        if name not in self._panel.sources or self._panel.cancel.cancelled:
            return
        schemes = self._panel.sources[name].schemes
        asked: dict[Identifier, list[Target]] = {}
        for target in targets:
            identifier = pick_identifier(target.known_by, schemes)
            if identifier is not None and name not in target.asked:
                asked.setdefault(identifier, []).append(target)
                target.asked.add(name)
        if self._panel.can_ask(name):
            for looked in self._panel.ask(name, [*asked]) if asked else ():
                for target in asked.get(looked.identifier, ()):
                    self._keep(target, name, looked)
            return
        # It is left alone. That it wants a login is true of each paper, asked for or not.
        login = self._panel.find_login_error(name)
        for identifier, unasked in asked.items():
            for target in unasked:
                target.failed.add(name)
                if login is not None:
                    self._keep(target, name, Looked(identifier, error=login))

    def _keep(self, target: Target, name: str, looked: Looked) -> None:
        at = self._clock()
        record = looked.record and replace(looked.record, fetched_at=at)
        verdict = _judge(target, looked)
        if target.paper_id is None and verdict.standing is not Standing.ACCEPTED:
            target.asked.discard(name)  # once more when there is a paper to offer it for
            return
        lookup = Lookup(name, at, _outcome(looked), str(looked.error or ""))
        if lookup.outcome is Outcome.FAILED:
            target.failed.add(name)
        if record is not None and verdict.standing is Standing.ACCEPTED:
            target.records[name] = record
        target.lookups[name] = lookup
        if target.paper_id is not None and (name != ARCHIVE or record is not None):
            with self._store.write() as tx:
                if is_here(tx, target):
                    _save(tx, target, lookup, record, verdict)


def _save(
    tx: Writer, target: Target, lookup: Lookup, record: PaperRecord | None, verdict: Verdict
) -> None:
    """Save one answer about a paper of the library; a record that may be of another is offered."""
    assert target.paper_id is not None, "it was looked for a moment ago"
    if lookup.source != ARCHIVE:
        tx.papers.save_lookup(target.paper_id, lookup)
    if record is None or verdict.standing is Standing.REFUSED:
        if lookup.outcome is not Outcome.FOUND:
            merge_fields(tx, target.paper_id, lookup.at)  # its state may be another now
        return
    if verdict.standing is Standing.ACCEPTED:
        target.clashes.update(absorb_record(tx, target.paper_id, record, lookup.at))
    else:
        tx.offers.add(OfferKind.PUBLICATION, target.paper_id, record, verdict.reason, lookup.at)


def is_here(tx: Reader, target: Target) -> bool:
    """Tell whether the paper is still in the library: a sync may take many minutes."""
    assert target.paper_id is not None, "only papers of the library are saved"
    try:
        tx.papers.get(target.paper_id)
    except NotFoundError:
        target.gone = True
    return not target.gone


def _find_claimed(
    identifiers: Sequence[Identifier], records: Iterable[PaperRecord]
) -> frozenset[Identifier]:
    """Return the DOIs of a preprint that no person, file or log named: they are sources' claims."""
    if not any(each.scheme is Scheme.ARXIV for each in identifiers):
        return frozenset()
    named = {each for r in records if r.source in _WHO_MEAN_IT for each in r.identifiers}
    dois = (each for each in identifiers if each.scheme is Scheme.DOI)
    return frozenset(each for each in dois if each not in named)


def _judge(target: Target, looked: Looked) -> Verdict:
    """Say whether an answer is of the paper: what is asked by a DOI that others claim may not be."""
    if looked.record is None or looked.identifier.scheme is not Scheme.DOI:
        return _OURS
    known = target.records.get(looked.record.source)
    if known is not None and looked.identifier in known.identifiers:
        return _OURS  # that was judged before
    if looked.identifier in derive_identifiers(set(target.identifiers) - target.claimed):
        return _OURS
    others = [each for source, each in target.records.items() if source != looked.record.source]
    return judge(merge_records(others)[0], looked.record) if others else _OURS


def _outcome(looked: Looked) -> Outcome:
    if looked.record is not None:
        return Outcome.FOUND
    if isinstance(looked.error, NeedsLoginError):
        return Outcome.NEEDS_LOGIN
    return Outcome.MISSING if looked.error is None else Outcome.FAILED


def _lacks_facts(target: Target, name: str) -> bool:
    if name == ARCHIVE:
        return True
    wanted = is_wanted(name, target.known_by, target.lookups, target.failed)
    return wanted and not target.has_facts and name not in target.lookups
