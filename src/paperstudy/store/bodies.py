"""What is JSON in a column: lists, records and candidates. A list of papers needs none of it."""

from __future__ import annotations

import json
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from paperstudy.domain.events import Notice
from paperstudy.domain.identifiers import Identifier, Scheme, parse_identifier
from paperstudy.domain.papers import Author, ExtraField, PaperRecord, Publication, Repository
from paperstudy.domain.text import clean_line
from paperstudy.store.encoding import read_time, time_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paperstudy.domain.logs import Candidate

# Made once: an import writes many.
encode_json = json.JSONEncoder(ensure_ascii=False).encode
_DECODER = json.JSONDecoder()
_TIMES = ("published", "updated", "fetched_at")
_PLAIN = (
    "source",
    "title",
    "more_authors",
    "year",
    "venue",
    "abstract",
    "url",
    "version",
    "comment",
    "journal_ref",
    "pdf_url",
    "kind",
    "citations",
    "upvotes",
    "project_page",
    "withdrawn",
    "entry_type",
    "note",
)
_LISTS = ("categories", "cleared", "names", "tasks", "methods", "attachments", "tags")
_PUBLICATION = ("venue", "year", "doi", "kind", "volume", "number", "pages", "publisher")
_OF_PUBLICATION = frozenset(_PUBLICATION)
_REPOSITORY = ("url", "source", "official", "framework", "stars", "guessed")


def list_text(values: Iterable[str]) -> str:
    """Return strings as a JSON list; empty for none."""
    listed = list(values)
    return encode_json(listed) if listed else ""


@lru_cache(maxsize=4096)  # papers share their categories
def read_list(text: str) -> tuple[str, ...]:
    """Read what `list_text` wrote."""
    return tuple(json.loads(text)) if text else ()


def notice_text(notice: Notice) -> str:
    """Return a sentence with its fields as JSON, so that a door can say it in its language."""
    fields = {name: clean_line(str(value)) for name, value in notice.fields}
    return encode_json({"template": clean_line(notice.template), "fields": fields})


def read_notice(text: str) -> Notice | None:
    """Read what `notice_text` wrote; what was kept as a plain sentence before is one."""
    if not text.startswith('{"template"'):
        return Notice(text) if text else None
    kept = json.loads(text)
    return Notice(kept["template"], tuple(kept["fields"].items()))


def map_text(values: Mapping[str, str]) -> str:
    """Return pairs as a JSON object; empty for none."""
    return encode_json(dict(values)) if values else ""


@lru_cache(maxsize=4096)  # and who told their fields
def read_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Read what `map_text` wrote, in the order written."""
    return tuple(json.loads(text).items()) if text else ()


def publication_text(publication: Publication | None) -> str:
    """Return a publication as a JSON object; empty for none."""
    if publication is None:
        return ""
    return encode_json(_filled(publication, _PUBLICATION))


def read_publication(text: str) -> Publication | None:
    """Read what `publication_text` wrote."""
    return _publication_of(_decode(text)) if text else None


def read_venue(text: str) -> str:
    """Read of what `publication_text` wrote where it was published."""
    venue: str = _decode(text).get("venue", "") if text else ""
    return venue


def repositories_text(repositories: Sequence[Repository]) -> str:
    """Return repositories as a JSON list, in order; empty for none."""
    if not repositories:
        return ""
    return encode_json([_filled(r, _REPOSITORY) for r in repositories])


def read_repositories(text: str) -> tuple[Repository, ...]:
    """Read what `repositories_text` wrote."""
    return tuple(map(_repository_of, json.loads(text))) if text else ()


def extra_text(extra: Sequence[ExtraField]) -> str:
    """Return fields of an imported entry as a JSON list of pairs, in order; empty for none."""
    if not extra:
        return ""
    return encode_json([[field.name, field.value] for field in extra])


def read_extra(text: str) -> tuple[ExtraField, ...]:
    """Read what `extra_text` wrote."""
    return tuple([ExtraField(*pair) for pair in _decode(text)]) if text else ()


def record_text(record: PaperRecord) -> str:
    """Return a record as JSON; empty fields are left out."""
    return encode_json(_record_body(record))


def read_record(text: str) -> PaperRecord:
    """Read what `record_text` wrote, now or by a later version with more fields."""
    return _record_of(json.loads(text))


def candidates_text(candidates: Iterable[Candidate]) -> str:
    """Return candidates as JSON, in order; empty for none."""
    bodies = [
        {"record": _record_body(c.record), "score": c.score, "evidence": list(c.evidence)}
        for c in candidates
    ]
    return encode_json(bodies) if bodies else ""


def read_candidates(text: str) -> tuple[Candidate, ...]:
    """Read what `candidates_text` wrote."""
    if not text:
        return ()
    from paperstudy.domain.logs import Candidate  # papers need none

    return tuple(
        Candidate(_record_of(body["record"]), body["score"], tuple(body["evidence"]))
        for body in json.loads(text)
    )


def _record_body(record: PaperRecord) -> dict[str, Any]:
    body = _filled(record, _PLAIN)
    if record.authors:
        body["authors"] = [[a.name, a.family, a.given] for a in record.authors]
    if record.identifiers:
        body["identifiers"] = [[i.scheme.value, i.value, i.version] for i in record.identifiers]
    body |= {name: list(values) for name in _LISTS if (values := getattr(record, name))}
    body |= {name: time_text(time) for name in _TIMES if (time := getattr(record, name))}
    if record.publication is not None and (filled := _filled(record.publication, _PUBLICATION)):
        body["publication"] = filled
    if record.extra:
        body["extra"] = [[field.name, field.value] for field in record.extra]
    if record.repositories:
        body["repositories"] = [_filled(r, _REPOSITORY) for r in record.repositories]
    return body


def _filled(
    value: PaperRecord | Publication | Repository, names: tuple[str, ...]
) -> dict[str, Any]:
    """Return what a value tells: a number is told where it is 0, too."""
    parts = _reader_of(names)(value)
    return {
        name: part
        for name, part in zip(names, parts, strict=True)
        if part or (part == 0 and part is not False)
    }


@lru_cache
def _reader_of(names: tuple[str, ...]) -> attrgetter[tuple[Any, ...]]:
    return attrgetter(*names)


def _decode(text: str) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return what a text of our own writing says, without a look for blanks around it."""
    return _DECODER.raw_decode(text)[0]


def _publication_of(body: dict[str, Any]) -> Publication:
    if "venue" in body and body.keys() <= _OF_PUBLICATION:
        return Publication(**body)
    known = {name: body[name] for name in _PUBLICATION if name in body}
    return Publication(**{"venue": "", **known})


def _repository_of(body: dict[str, Any]) -> Repository:
    known = {name: body[name] for name in _REPOSITORY if name in body}
    return Repository(**{"url": "", **known})


def _record_of(body: dict[str, Any]) -> PaperRecord:
    known: dict[str, Any] = {name: body[name] for name in _PLAIN if name in body}
    known.update({name: tuple(body[name]) for name in _LISTS if name in body})
    known.update({name: read_time(body[name]) for name in _TIMES if name in body})
    known.setdefault("source", "")
    known.setdefault("title", "")
    if "publication" in body:
        known["publication"] = _publication_of(body["publication"])
    return PaperRecord(
        authors=tuple(Author(*parts) for parts in body.get("authors", ())),
        identifiers=tuple(
            Identifier(Scheme(scheme), value, version)
            for scheme, value, version in body.get("identifiers", ())
        ),
        repositories=tuple(map(_repository_of, body.get("repositories", ()))),
        extra=tuple(ExtraField(*pair) for pair in body.get("extra", ())),
        **known,
    )


def read_names(body: str) -> list[str]:
    """Return the names that a saved record gives its paper, without reading the rest of it."""
    return list(json.loads(body).get("names", ()))


def read_claims(body: str) -> list[Identifier]:
    """Return the identifiers that a saved record names, that of its publication among them."""
    told = json.loads(body)
    named = [Identifier(Scheme(scheme), value) for scheme, value, _ in told.get("identifiers", ())]
    doi = told.get("publication", {}).get("doi")
    published = parse_identifier(f"doi:{doi}") if doi else None
    return named if published is None else [*named, published]
