"""Many papers at once: found by what entries of a file say, and added with all they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.papers import PaperId
from paperstudy.store import queries
from paperstudy.store.bodies import read_record, record_text
from paperstudy.store.encoding import fold_name, some_time_text, time_text
from paperstudy.store.link import chunks
from paperstudy.store.repositories.papers import PaperReader, read_by_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.library import NewPaper
    from paperstudy.domain.papers import Paper, PaperRecord
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows, Values


class ImportReader:
    """Papers by what many entries say of them, with few questions."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def papers(self, paper_ids: Iterable[PaperId]) -> dict[PaperId, Paper]:
        """Return the papers with these numbers."""
        return read_by_numbers(self._link, sorted(set(paper_ids)))

    def records(self, paper_ids: Iterable[PaperId]) -> dict[PaperId, tuple[PaperRecord, ...]]:
        """Return what each source said about these papers, the oldest first."""
        found: dict[PaperId, tuple[PaperRecord, ...]] = {}
        for some in chunks(sorted(set(paper_ids))):
            for paper_id, body in self._link.rows(queries.RECORD_BODIES_OF, ids=list(some)):
                found[paper_id] = (*found.get(paper_id, ()), read_record(body))
        return found

    def notes(self, paper_ids: Iterable[PaperId]) -> dict[PaperId, str]:
        """Return the group's notes on these papers; those without one are left out."""
        found: dict[PaperId, str] = {}
        for some in chunks(sorted(set(paper_ids))):
            for paper_id, text in self._link.rows(queries.NOTES_OF, ids=list(some)):
                found[PaperId(paper_id)] = text
        return found

    def ids_by_titles(self, titles: Iterable[str]) -> dict[str, tuple[PaperId, ...]]:
        """Return, by title key, the papers with these letters and digits, now or formerly."""
        found: dict[str, dict[PaperId, None]] = {}
        for some in chunks(sorted(set(titles) - {""})):
            for key, paper_id in self._link.rows(queries.PAPER_IDS_BY_TITLES, titles=list(some)):
                found.setdefault(key, {})[PaperId(paper_id)] = None
        return {key: tuple(ids) for key, ids in found.items()}

    def ids_by_keys(self, keys: Iterable[str]) -> dict[str, PaperId]:
        """Return the papers to which these keys lead: their own, others, those of merged ones."""
        found: dict[str, PaperId] = {}
        for some in chunks(sorted(set(keys))):
            for key, paper_id in self._link.rows(queries.PAPER_IDS_BY_KEYS, keys=list(some)):
                found.setdefault(key, PaperId(paper_id))
        return found

    def aliases(self, paper_id: PaperId) -> tuple[str, ...]:
        """Return the keys that a paper has beside its own, the oldest first."""
        return tuple(key for (key,) in self._link.rows(queries.ALIASES_OF, paper_id=paper_id))


class ImportWriter(ImportReader):
    """Papers to be added by the hundred."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows

    def add_all(self, papers: Sequence[NewPaper]) -> list[PaperId]:
        """Add papers; nobody here may have their keys, nor their identifiers. Return the numbers."""
        from paperstudy.store.repositories.papers_writing import paper_values

        numbers = self._rows.reserve("papers", len(papers))
        rows: list[Values] = []
        for number, paper in zip(numbers, papers, strict=True):
            values = paper_values(paper.shown, paper.record.source)
            values |= {"id": number, "key": paper.key, "state": paper.state.value}
            values["added_at"] = some_time_text(paper.added_at)
            values["changed_at"] = some_time_text(paper.at)
            rows.append(values)
        self._rows.insert_all("papers", rows)
        ids = list(map(PaperId, numbers))
        pairs = list(zip(ids, papers, strict=True))
        self._rows.insert_all("records", [_record(number, new.record) for number, new in pairs])
        self._rows.insert_all("authors", [row for pair in pairs for row in _authors(*pair)])
        self._add_identifiers([(n, each) for n, new in pairs for each in new.shown.identifiers])
        self._add_tags(pairs)
        notes = [{"paper_id": number, "text": new.record.note} for number, new in pairs]
        self._rows.insert_all("notes", [row for row in notes if row["text"]])
        aliases = [{"paper_id": number, "key": key} for number, new in pairs for key in new.aliases]
        self._rows.insert_all("key_aliases", aliases)
        return ids

    def _add_identifiers(self, pairs: Sequence[tuple[PaperId, Identifier]]) -> None:
        taken = {*PaperReader(self._link).ids_by_identifiers([each for _, each in pairs])}
        rows: list[Values] = []
        for number, each in pairs:
            name = str(each)
            if name not in taken:  # a repository may belong to several; the first keeps it
                taken.add(name)
                rows.append(
                    {
                        "paper_id": number,
                        "scheme": each.scheme.value,
                        "value": each.value,
                        "version": each.version,
                    }
                )
        self._rows.insert_all("identifiers", rows)

    def spell_tags(self, tags: Iterable[str]) -> dict[str, int]:
        """Return the numbers of tags, folded; those that are new are spelled as they come first."""
        names: dict[str, str] = {}
        for tag in tags:
            names.setdefault(fold_name(tag), tag)
        names.pop("", None)
        numbers: dict[str, int] = {}
        for some in chunks(sorted(names)):
            numbers.update(self._link.rows(queries.TAG_IDS, names=list(some)))
        missing = [folded for folded in names if folded not in numbers]
        reserved = self._rows.reserve("tags", len(missing))
        numbers.update(zip(missing, reserved, strict=True))
        self._rows.insert_all(
            "tags",
            [{"id": numbers[name], "name": names[name], "folded": name} for name in missing],
        )
        return numbers

    def _add_tags(self, pairs: Sequence[tuple[PaperId, NewPaper]]) -> None:
        numbers = self.spell_tags(tag for _, new in pairs for tag in new.record.tags)
        rows: list[Values] = []
        for paper_id, new in pairs:
            folded = dict.fromkeys(filter(None, map(fold_name, new.record.tags)))
            rows += [{"paper_id": paper_id, "tag_id": numbers[name]} for name in folded]
        self._rows.insert_all("paper_tags", rows)


def _record(paper_id: PaperId, record: PaperRecord) -> Values:
    return {
        "paper_id": paper_id,
        "source": record.source,
        "body": record_text(record),
        "fetched_at": time_text(record.fetched_at),
    }


def _authors(paper_id: PaperId, new: NewPaper) -> Iterable[Values]:
    for position, author in enumerate(new.shown.authors):
        yield {
            "paper_id": paper_id,
            "position": position,
            "name": author.name,
            "family": author.family,
            "given": author.given,
            "folded": fold_name(author.name),
        }
