"""Several records of one work become one: field by field, each with its source."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import (
    Author,
    ExtraField,
    PaperRecord,
    PaperState,
    Publication,
    Repository,
)
from paperstudy.domain.sources import Outcome
from paperstudy.matching.preprints import find_preprint, first_year
from paperstudy.matching.publications import (
    FILES,
    LATE,
    choose_alone,
    choose_publication,
    is_citable_doi,
    is_denied_doi,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paperstudy.domain.sources import Lookup
    from paperstudy.matching.publications import Choice

# Whom we believe first. A person's word stands above all; a title as written in a log is the
# last resort, below the catalogue that ships with us.
_ORDER = (
    "person",
    "arxiv",
    "crossref",
    "datacite",
    "semanticscholar",
    "openreview",
    "huggingface",
    "dblp",
    "pwc",
    "openalex",
    "bibtex",
    "import",
    "catalogue",
    "log",
)
# Whom we believe first in one thing; the others follow in the order above.
_FIRST: dict[str, tuple[str, ...]] = {
    "citations": ("semanticscholar", "openalex", "crossref"),
    "upvotes": ("huggingface",),
    "project_page": ("huggingface",),
    "tasks": ("pwc",),
    "methods": ("pwc",),
    "withdrawn": ("arxiv", "datacite", "huggingface"),
}
_UNMERGED = frozenset(
    [
        "source", "identifiers", "more_authors", "fetched_at", "version", "cleared", "names",
        "publication", "repositories", "withdrawn", "tags", "note",
    ]
)  # fmt: skip
_COUNTS = frozenset({"citations", "upvotes"})
_EMPTY: dict[str, Any] = {
    field.name: "" if field.default is MISSING else field.default for field in fields(PaperRecord)
}
_NETWORK_SOURCES = frozenset(
    [
        "arxiv",
        "crossref",
        "datacite",
        "semanticscholar",
        "huggingface",
        "openalex",
        "openreview",
        "dblp",
    ]
)
_OF_PUBLICATION = _NETWORK_SOURCES - {"arxiv"}
# The archive of Papers with Code is on this machine, and ended in 2025: others may add to it.
_OFFLINE_SOURCES = frozenset({"person", "bibtex", "import", "catalogue", "pwc"})
# Who else is asked for a work that has such an identifier.
_ASKED_BY = {Scheme.ARXIV: "arxiv", Scheme.DOI: "crossref"}
_KEPT_OF_WITHDRAWN = frozenset({"title", "abstract", "version", "pdf_url"})


def merge_records(records: Sequence[PaperRecord]) -> tuple[PaperRecord, dict[str, str]]:
    """Return one record with the best value of every field, and the source of each field.

    An empty value never replaces a filled one, but a person may clear a field. A list of authors
    that is complete wins over one that is cut short and names no more of them, unless a person
    wrote the latter.
    Identifiers and repositories are united. A record that may be of another work, since its
    claim of a publication does not fit, adds nothing (see `publications`).
    """
    choice = choose_publication(records)
    known = [record for record in records if record not in choice.strangers] or records
    preprint = find_preprint(known)
    ranked = sorted(known, key=lambda record: _rank(record.source, preprint=preprint is not None))
    best = ranked[0]
    cleared = best.cleared
    provenance = dict.fromkeys(cleared, best.source)
    values: dict[str, Any] = {}
    for field in fields(PaperRecord):
        if field.name in _UNMERGED or field.name in cleared:
            continue
        givers = _givers(ranked, field.name)
        if field.name == "year":
            givers = [*_of_preprint(givers, preprint)]
            values["year"] = None
        if field.name == "venue" and preprint is not None:
            # What services say of it stands in the publication, where its year was judged too.
            givers = [record for record in givers if record.source not in _OF_PUBLICATION]
            values["venue"] = ""
        if givers:
            values |= _value(givers[0], field.name)
            provenance[field.name] = givers[0].source
    merged = _merge_versions(replace(best, **values), ranked)
    merged = _merge_united(merged, ranked, provenance)
    merged = _put_publication(merged, choice, provenance)
    return replace(merged, **{name: _EMPTY[name] for name in cleared}), provenance


def merge_one(record: PaperRecord) -> tuple[PaperRecord, PaperState]:
    """Return what `merge_records` and `state_of` make of the record of a file, alone.

    Of a work without a preprint that is little; imports have many of them.
    """
    of_preprint = any(each.scheme is Scheme.ARXIV for each in record.identifiers)
    if record.source not in FILES or of_preprint or record.cleared or record.repositories:
        return merge_records([record])[0], state_of([record])
    merged = _put_publication(record, choose_alone(record), {})
    identifiers = _without_copies(merged.identifiers)
    if identifiers != merged.identifiers:
        merged = replace(merged, identifiers=identifiers)
    return merged, PaperState.OFFLINE if record.title else PaperState.PENDING


def merge_same_source(new: PaperRecord, old: PaperRecord) -> PaperRecord:
    """Return what a source says now, with what it said before where it is silent now.

    This is the rule for two records of one source, also where two papers become one; the store,
    which does a merge again without it, only fills gaps.

    Times and counts are the new ones. Where it says now that the paper is withdrawn, the text
    that stood there before is kept; the comment says why it went.
    """
    kept: dict[str, Any] = {}
    gone = new.withdrawn
    for field in fields(PaperRecord):
        name = field.name
        if name in ("source", "fetched_at", "withdrawn", "cleared", "more_authors"):
            continue
        before, now = getattr(old, name), getattr(new, name)
        empty = now is None if name in _COUNTS else not now
        if name not in new.cleared and (empty or (gone and name in _KEPT_OF_WITHDRAWN and before)):
            kept[name] = before
    if new.more_authors and new.source != "person" and _is_whole(old, len(new.authors)):
        kept["authors"] = old.authors
    elif "authors" not in kept and new.authors != old.authors:
        kept["authors"] = _with_parts(new.authors, old.authors)
    cut = old.more_authors if kept.get("authors") is old.authors else new.more_authors
    cleared = {name for name in old.cleared if not getattr(new, name)} | {*new.cleared}
    kept |= {
        "identifiers": tuple(dict.fromkeys((*new.identifiers, *old.identifiers))),
        "names": tuple(dict.fromkeys((*new.names, *old.names))),
        "tags": tuple(dict.fromkeys((*new.tags, *old.tags))),
        "attachments": tuple(dict.fromkeys((*new.attachments, *old.attachments))),
        "extra": _unite_extra(new.extra, old.extra),
        "publication": _keep_publication(new.publication, old.publication),
        "more_authors": cut,
        "cleared": tuple(sorted(cleared)),
    }
    kept |= {name: _EMPTY[name] for name in cleared}
    return replace(new, **kept)


def _with_parts(new: tuple[Author, ...], old: tuple[Author, ...]) -> tuple[Author, ...]:
    """Return people with the parts of their names, as far as they were told once."""
    if [author.name for author in new] != [author.name for author in old]:
        return new
    pairs = zip(new, old, strict=True)
    return tuple(before if before.family and not now.family else now for now, before in pairs)


def state_of(records: Sequence[PaperRecord], lookups: Sequence[Lookup] = ()) -> PaperState:
    """Say whether the facts of a work are fetched, known offline or still to be fetched.

    It needs a login where a source asked for one and nothing else is left to hope for: no other
    has failed for now, and no identifier leads to a source that was not asked.
    """
    strangers = choose_publication(records).strangers
    told = {record.source for record in records if record.title and record not in strangers}
    if told & _NETWORK_SOURCES:
        return PaperState.FETCHED
    if told & _OFFLINE_SOURCES:
        return PaperState.OFFLINE
    outcomes = {lookup.outcome for lookup in lookups}
    if Outcome.NEEDS_LOGIN in outcomes and Outcome.FAILED not in outcomes:
        asked = {lookup.source for lookup in lookups}
        schemes = {each.scheme for record in records for each in record.identifiers}
        unasked = [s for scheme, s in _ASKED_BY.items() if scheme in schemes and s not in asked]
        return PaperState.PENDING if unasked else PaperState.NEEDS_LOGIN
    return PaperState.PENDING


def _rank(source: str, *, preprint: bool) -> int:
    if preprint and source in ("crossref", "datacite"):
        # Of a preprint, what Crossref holds is the publication: its dates and links are others.
        source = {"crossref": "datacite", "datacite": "crossref"}[source]
    return _ORDER.index(source) if source in _ORDER else len(_ORDER) - 2


def _givers(ranked: Sequence[PaperRecord], name: str) -> list[PaperRecord]:
    """Return the records that say something of a field, the best first."""
    if name in _COUNTS:
        givers = [record for record in ranked if getattr(record, name) is not None]
    else:
        givers = [record for record in ranked if getattr(record, name)]
    if name == "authors":
        named = max((len(r.authors) for r in givers if r.more_authors), default=0)
        whole = [r for r in givers if r.source == "person" or _is_whole(r, named)]
        givers = whole or givers
    first = _FIRST.get(name, ())
    return sorted(
        givers,
        key=lambda r: (r.source != "person", first.index(r.source) if r.source in first else 99),
    )


def _is_whole(record: PaperRecord, named: int) -> bool:
    """Tell whether a list of authors is complete: no list that is cut short has more of them."""
    return bool(record.authors) and not record.more_authors and len(record.authors) >= named


def _of_preprint(
    givers: Sequence[PaperRecord], preprint: PaperRecord | None
) -> Sequence[PaperRecord]:
    """Return who gives a preprint's year: of its first version, never that of a late copy."""
    first = first_year(preprint) if preprint is not None else None
    if first is None or (givers and givers[0].source == "person"):
        return givers
    own = [r for r in givers if r.year in (first, first - 1)]
    local = [r for r in givers if r.source not in _NETWORK_SOURCES or (r.year or 0) <= first + LATE]
    return own or local


def _value(record: PaperRecord, name: str) -> dict[str, Any]:
    if name == "authors":
        return {"authors": record.authors, "more_authors": record.more_authors}
    return {name: getattr(record, name)}


def _merge_versions(merged: PaperRecord, ranked: Sequence[PaperRecord]) -> PaperRecord:
    """Set the version to that of the record which dates it, and what is said of withdrawal."""
    dated = [r for r in ranked if r.updated] or [r for r in ranked if r.version is not None]
    return replace(merged, version=dated[0].version if dated else None)


def _merge_united(
    merged: PaperRecord, ranked: Sequence[PaperRecord], provenance: dict[str, str]
) -> PaperRecord:
    identifiers = [identifier for record in ranked for identifier in record.identifiers]
    told = [r for name in _FIRST["withdrawn"] for r in ranked if r.source == name]
    withdrawn = (told or [*ranked])[0]
    if withdrawn.withdrawn:
        provenance["withdrawn"] = withdrawn.source
    repositories = _unite(repository for r in ranked for repository in _told_by(r))
    if repositories:
        provenance["repositories"] = repositories[0].source
    return replace(
        merged,
        identifiers=_without_copies(identifiers),
        names=tuple(dict.fromkeys(name for record in ranked for name in record.names)),
        repositories=repositories,
        withdrawn=withdrawn.withdrawn,
    )


def _told_by(record: PaperRecord) -> Iterable[Repository]:
    for repository in record.repositories:
        yield repository if repository.source else replace(repository, source=record.source)


def _unite(repositories: Iterable[Repository]) -> tuple[Repository, ...]:
    """Return each repository once, with what all say of it: official ones first, guesses last."""
    united: dict[str, Repository] = {}
    for each in repositories:
        address = each.url.casefold().partition("://")[2].removeprefix("www.")
        key = address.rstrip("/").removesuffix(".git") or each.url
        known = united.get(key)
        united[key] = each if known is None else _unite_pair(known, each)
    return tuple(sorted(united.values(), key=lambda each: (not each.official, each.guessed)))


def _unite_pair(known: Repository, other: Repository) -> Repository:
    # Who was told of it is a better witness than who guessed.
    best = other if known.guessed and not other.guessed else known
    return replace(
        best,
        official=known.official or other.official,
        framework=known.framework or other.framework,
        stars=known.stars if known.stars is not None else other.stars,
    )


def _without_copies(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Return identifiers once each, without the DOIs of copies, unless there are no others."""
    united = dict.fromkeys(identifiers)
    kept = [i for i in united if i.scheme is not Scheme.DOI or not is_denied_doi(i.value)]
    return tuple(kept or united)


def _put_publication(
    merged: PaperRecord, choice: Choice, provenance: dict[str, str]
) -> PaperRecord:
    publication = choice.publication
    identifiers = merged.identifiers
    if "publication" in merged.cleared:
        publication = None
    elif publication is not None and is_citable_doi(publication.doi):
        doi = Identifier(Scheme.DOI, publication.doi.lower())
        identifiers = tuple(dict.fromkeys((*identifiers, doi)))
    if publication is not None and not publication.venue:
        publication = None  # a DOI of which nobody has told more yet
    if publication is not None:
        provenance["publication"] = choice.source
    if publication == merged.publication and identifiers == merged.identifiers:
        return merged
    return replace(merged, publication=publication, identifiers=identifiers)


def _unite_extra(
    new: tuple[ExtraField, ...], old: tuple[ExtraField, ...]
) -> tuple[ExtraField, ...]:
    """Return the fields that a source says now or said before, those of before in their order.

    Where it says all of them now, they stand as it says them.
    """
    if {each.name for each in old} <= {each.name for each in new}:
        return new
    return tuple(chain.from_iterable((_by_name(old) | _by_name(new)).values()))


def _by_name(fields: tuple[ExtraField, ...]) -> dict[str, list[ExtraField]]:
    named: dict[str, list[ExtraField]] = {}
    for field in fields:
        named.setdefault(field.name, []).append(field)
    return named


def _keep_publication(new: Publication | None, old: Publication | None) -> Publication | None:
    """Return the new claim; what the old one of the same venue told more is kept."""
    if new is None or old is None:
        return new or old
    if new.venue and new.venue != old.venue:
        return new
    gaps = {
        field.name: getattr(old, field.name)
        for field in fields(Publication)
        if not getattr(new, field.name)
    }
    return replace(new, **gaps)
