"""The papers of a log: links, names and written titles become finds, one for each paper.

The rules, in short: a link to a paper is sure; a name is as sure as the recogniser says, and
surer where it stands alone in a list of papers; a title that nobody knows is a paper where a link
or the list that it stands in says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.logs import Candidate, FindStatus, MentionKind, PaperFind
from paperstudy.domain.papers import Author, PaperRecord
from paperstudy.logs.belonging import may_lead_to
from paperstudy.logs.columns import RowFacts
from paperstudy.logs.company import Company
from paperstudy.logs.entries import Entry, find_entries
from paperstudy.logs.groups import STATUS, Groups, Piece, keys_of, make_find, number_mentions
from paperstudy.logs.judging import (
    bare_size,
    is_named,
    is_paper_file,
    judge_title,
    short_name,
    stands_alone,
    without_tail,
)
from paperstudy.logs.marks import shown, whole_marks
from paperstudy.logs.paperlinks import PaperLink, Target, address_key, words_of_address
from paperstudy.logs.places import find_places
from paperstudy.logs.ranks import Rank
from paperstudy.logs.series import Series
from paperstudy.logs.slugs import title_in_file
from paperstudy.logs.titles import (
    Strength,
    WrittenTitle,
    find_title,
    key_of,
    read_venue,
    read_year,
    title_strength,
    unspaced,
)

if TYPE_CHECKING:
    from paperstudy.domain.recognising import NameHit, Recogniser
    from paperstudy.logs.document import Document

_TITLE_KEY = 10
_TITLE_WORDS = 3
_KIND_WORDS = 4
_LONGEST_TITLE = 300
_WHOLE_SLUG = 0.9
_LONGEST_ENTRY = 600
_LEAD = 0.2
_SOFTWARE = "software"
_CODE_HOST = re.compile(r"//(?:www\.)?(?:github|gitlab|pypi|readthedocs)\.|readthedocs\.io")
_TWO_WORDS = re.compile(r"[A-Za-z][\w'’-]*\W{1,4}[A-Za-z]")


def find_papers(document: Document, recogniser: Recogniser) -> tuple[PaperFind, ...]:
    """Return the papers that a log points at, in order of their first mention.

    Each find holds every mention of its paper, with its line, column and exact text.
    """
    places, facts = find_places(document)
    entries = find_entries(document, places, recogniser)
    Company().settle(entries, {line.number: line.section for line in document.lines})
    reader = _Reader(document, recogniser, facts, Series(entries))
    for entry in entries:
        reader.read(entry)
    groups = reader.groups
    groups.join_slugs()
    groups.join_cut_titles()
    groups.settle()
    finds = [make_find(pieces) for pieces in groups.members().values()]
    finds.sort(key=lambda find: (find.mentions[0].line, find.mentions[0].column))
    return number_mentions(finds)


class _Reader:
    """Judges entries one by one and collects the pieces."""

    def __init__(
        self,
        document: Document,
        recogniser: Recogniser,
        facts: dict[int, RowFacts],
        series: Series,
    ) -> None:
        self.groups = Groups()
        self._document = document
        self._recogniser = recogniser
        self._facts = facts
        self._series = series

    def read(self, entry: Entry) -> None:
        """Take the mentions of one entry: its title, its names, its links."""
        known = {id(link): self._known(link) for link in entry.all_links if link.is_paper}
        hits = self._weigh_hits(entry, known)
        written = self._written(entry) if _may_be_title(entry) else None
        written = without_tail(written, entry, hits) if written is not None else None
        number = None
        if written is not None:
            number = self._read_title(entry, written, hits, known)
            if number is not None:
                hits = [hit for hit in hits if not _within(hit, entry, written)]
        names = [self.groups.add(self._hit_piece(entry, hit)) for hit in hits if hit.candidates]
        named = number if number is not None else self._only_name(names)
        self._add_links(entry, named, known)

    # ----------------------------------------------------------------- titles

    def _written(self, entry: Entry) -> WrittenTitle | None:
        """Return the title that an entry holds, as a reader sees it."""
        written = find_title(entry.text)
        if written is None:
            return None
        low, high = entry.start + written.start, entry.start + written.end
        shift = entry.place.start
        raw = self._document.line(entry.place.line).raw[shift + low : shift + high]
        title = unspaced(shown(raw, entry.place.text[low:high]))
        return written if title == written.title else replace(written, title=title)

    def _read_title(
        self,
        entry: Entry,
        written: WrittenTitle,
        hits: list[NameHit],
        known: dict[int, Candidate | None],
    ) -> int | None:
        """Add the title that an entry consists of, known or not; return its piece."""
        meant = self._meant_by_title(entry, written)
        if meant is not None:
            same = [hit for hit in hits if _is_title_of(hit, meant)]
            if len(same) == 1 and not any(link.searched for link in entry.all_links):
                return self.groups.add(self._hit_piece(entry, same[0]))
            return self._add_title(entry, written, meant, FindStatus.CONFIDENT)
        if is_named(written, hits) or any(known.values()):
            return None
        status = judge_title(entry, written, linked=bool(known))
        if status is not FindStatus.CONFIDENT and self._series.lists(entry, written):
            status = FindStatus.CONFIDENT
        if status is None or (status is FindStatus.UNKNOWN and hits):
            return None
        return self._add_title(entry, written, self._log_candidate(entry, written), status)

    def _meant_by_title(self, entry: Entry, written: WrittenTitle) -> Candidate | None:
        """Return the known paper whose title an entry consists of."""
        for link in entry.all_links:
            found = self._recogniser.match_title(link.searched) if link.searched else None
            if found is not None:
                return replace(found, evidence=("title",))
        key = key_of(written.title)
        listed = entry.place.item or entry.label_of or any(link.is_paper for link in entry.links)
        if not listed or len(key) < _TITLE_KEY or len(written.title) > _LONGEST_TITLE:
            return None
        if any(len(key_of(hit.text)) >= len(key) for hit in entry.hits):
            return None  # the recogniser has it already
        if len(written.title.split()) < _TITLE_WORDS or title_strength(written) is Strength.NONE:
            return None
        return self._recogniser.match_title(written.title)

    def _log_candidate(self, entry: Entry, written: WrittenTitle) -> Candidate:
        """Return what the log itself says of a paper: title, link, and the facts beside it."""
        row = entry.place.row
        facts = self._facts.get(row, RowFacts()) if row is not None else RowFacts()
        links = [link for link in entry.all_links if link.is_paper]
        outward = [link for link in entry.all_links if link.target is not Target.OWN]
        names = [name.strip() for name in re.split(r"[,;\n]|\band\b", facts.authors)]
        record = PaperRecord(
            source="log",
            title=written.title,
            authors=tuple(Author(name) for name in names if name and "et al" not in name),
            more_authors="et al" in facts.authors,
            year=written.year or read_year(facts.year) or read_year(facts.venue),
            venue=written.venue or read_venue(facts.venue),
            identifiers=tuple(link.identifier for link in links[:1] if link.identifier),
            url=(links or outward)[0].link.url if links or outward else "",
        )
        return Candidate(record, 0.9, ("title", "link" if links else "list of papers"))

    def _add_title(
        self, entry: Entry, written: WrittenTitle, candidate: Candidate, status: FindStatus
    ) -> int:
        base = entry.place.start + entry.start
        keys = keys_of(candidate.record)
        if written.cut:
            keys.add(f"cut:{key_of(written.title)}")
        raw = self._document.line(entry.place.line).raw
        start, end = whole_marks(raw, base + written.start, base + written.end)
        piece = Piece(
            line=entry.place.line,
            column=start,
            text=raw[start:end],
            kind=MentionKind.TITLE,
            normalised=key_of(written.title),
            status=status,
            candidates=(candidate,),
            keys=keys,
        )
        return self.groups.add(piece)

    # ------------------------------------------------------------------ names

    def _weigh_hits(self, entry: Entry, known: dict[int, Candidate | None]) -> list[NameHit]:
        """Return the names of an entry, weighed by where they stand.

        A name alone in a list of papers is sure where one reading leads; a name that is the label
        of a known paper's link means that paper.
        """
        linked = known.get(id(entry.label_of)) if entry.label_of else None
        size = bare_size(entry.text) if entry.hits else None
        weighed = []
        for hit in entry.hits:
            found = hit
            alone = stands_alone(hit, size)
            if hit.status is FindStatus.UNKNOWN:
                pass  # a person said that it is none
            elif linked is not None and alone and hit.kind is MentionKind.NAME:
                found = replace(hit, status=FindStatus.CONFIDENT, candidates=(linked,))
            elif (
                alone and self._lists_papers(entry) and _leads(hit) and not _is_software(entry, hit)
            ):
                found = replace(hit, status=FindStatus.CONFIDENT, candidates=hit.candidates[:1])
            weighed.append(found)
        return weighed

    def _lists_papers(self, entry: Entry) -> bool:
        return entry.place.listed or self._series.holds_papers(entry.place)

    def _hit_piece(self, entry: Entry, hit: NameHit) -> Piece:
        shift = entry.place.start
        raw = self._document.line(entry.place.line).raw
        column, end = whole_marks(raw, shift + hit.start, shift + hit.end)
        sure = hit.status is FindStatus.CONFIDENT
        titled = any(_is_title_of(hit, candidate) for candidate in hit.candidates[:1])
        return Piece(
            line=entry.place.line,
            column=column,
            text=raw[column:end],
            kind=MentionKind.TITLE if titled else hit.kind,
            normalised=key_of(hit.text),
            status=hit.status,
            candidates=hit.candidates,
            keys=keys_of(hit.candidates[0].record) if sure else {_vague_key(hit)},
        )

    def _only_name(self, numbers: list[int]) -> int | None:
        """Return a piece of the only paper that the sure names of an entry mean."""
        pieces = self.groups.pieces
        sure = [number for number in numbers if pieces[number].status is FindStatus.CONFIDENT]
        roots = {self.groups.root(number) for number in sure}
        return sure[0] if len(roots) == 1 else None

    # ------------------------------------------------------------------ links

    def _known(self, link: PaperLink) -> Candidate | None:
        """Return the paper that a link is known to lead to, by identifier or by its address."""
        record = self._recogniser.find_identifier(link.identifier) if link.identifier else None
        if record is not None:
            return Candidate(record, 1.0, ("link",))
        words = words_of_address(link.link.url)
        found = self._recogniser.match_title(words) if words else None
        if found is None or len(key_of(words)) < len(key_of(found.record.title)) * _WHOLE_SLUG:
            return None
        return replace(found, evidence=("link",))

    def _add_links(
        self, entry: Entry, named: int | None, known: dict[int, Candidate | None]
    ) -> None:
        """Add the links of an entry, tied to its title or its only name where they agree.

        With neither, two links of different kinds in one line are taken for one paper.
        """
        seen: set[tuple[int, Scheme]] = set()
        first: dict[int, int] = {}
        for link in entry.all_links:
            if not link.is_paper and (named is not None or not self._is_file(entry, link)):
                continue
            line = link.link.line
            tied = named if named is not None else first.get(line) if link.is_paper else None
            kind = (line if named is None else 0, _scheme_of(link))
            candidate = known.get(id(link))
            mine = self.groups.pieces[tied] if tied is not None else None
            fits = mine is not None and may_lead_to(mine.candidates[0].record, link, candidate)
            if candidate is None and kind in seen and kind[1] in {Scheme.ARXIV, Scheme.URL}:
                fits = False  # a second arXiv number is a second paper
            piece = self._link_piece(entry, link, candidate)
            if mine is not None and named is not None and not fits:
                _part(mine, piece, entry, link)
            at = self.groups.add(piece, tied if fits else None)
            seen.add(kind)
            if link.is_paper:
                first.setdefault(line, at)

    def _is_file(self, entry: Entry, link: PaperLink) -> bool:
        parent = self._document.line(entry.place.line).parent
        above = self._document.line(parent).text if parent is not None else ""
        return is_paper_file(entry, link, above)

    def _link_piece(self, entry: Entry, link: PaperLink, candidate: Candidate | None) -> Piece:
        url = link.link.url
        identifier = link.identifier or Identifier(Scheme.URL, url)
        key = str(link.identifier) if link.identifier else f"url:{address_key(url)}"
        keys = {key}
        if candidate is not None:
            keys |= keys_of(candidate.record)
        else:
            name = _title_of_file(link) or short_name(entry, link)
            record = PaperRecord(source="log", title=name, identifiers=(identifier,), url=url)
            candidate = Candidate(record, 0.8, ("link",))
        raw = self._document.line(link.link.line).raw
        start = max(link.link.url_start, link.link.start)
        here = raw.startswith(url, start)  # else it stands in a definition, or holds an entity
        return Piece(
            line=link.link.line,
            column=start,
            text=url if here else raw[link.link.start : link.link.end],
            kind=MentionKind.LINK,
            normalised=key,
            status=FindStatus.CONFIDENT,
            candidates=(candidate,),
            identifier=identifier,
            url=url,
            keys=keys,
        )


def _may_be_title(entry: Entry) -> bool:
    """Say whether it is worth looking for a title here: some Latin words, and no plain prose."""
    place = entry.place
    if entry.label_of is not None and entry.label_of.searched:
        return True
    apart = place.item or place.heading or place.marked or place.rank is Rank.LIST
    if not (apart or entry.all_links) or entry.end - entry.start > _LONGEST_ENTRY:
        return False
    return _TWO_WORDS.search(entry.text) is not None


def _scheme_of(link: PaperLink) -> Scheme:
    return link.identifier.scheme if link.identifier else Scheme.URL


def _within(hit: NameHit, entry: Entry, written: WrittenTitle) -> bool:
    start = entry.start + written.start
    return start <= hit.start and hit.end <= entry.start + written.end


def _is_title_of(hit: NameHit, candidate: Candidate) -> bool:
    """Say whether a name found is the candidate's title, or the part of it behind a colon."""
    key = key_of(hit.text)
    if len(hit.text.split()) < _KIND_WORDS:
        return False
    title = candidate.record.title
    return key in {key_of(title), *(key_of(part) for part in title.split(":"))}


def _leads(hit: NameHit) -> bool:
    """Say whether one reading of a name leads all others clearly."""
    scores = [candidate.score for candidate in hit.candidates]
    return len(scores) == 1 or (len(scores) > 1 and scores[0] >= scores[1] + _LEAD)


def _part(named: Piece, piece: Piece, entry: Entry, link: PaperLink) -> None:
    """Let a link that contradicts the name beside it be a paper of its own, without that name.

    In its very label a short name is in doubt; a paper's whole title is not, and read as a title.
    """
    record = piece.candidates[0].record
    if record.source != "log":
        return
    if named.normalised in key_of(record.title):
        piece.candidates = (replace(piece.candidates[0], record=replace(record, title="")),)
    if entry.label_of is not link:
        return
    if named.normalised == key_of(named.candidates[0].record.title):
        named.kind = MentionKind.TITLE
    else:
        named.status = max(named.status, FindStatus.SUGGESTED, key=STATUS.index)


def _title_of_file(link: PaperLink) -> str:
    of_cvf = link.identifier is not None and link.identifier.scheme is Scheme.CVF
    return title_in_file(link.identifier.value) if of_cvf and link.identifier else ""


def _is_software(entry: Entry, hit: NameHit) -> bool:
    """Say whether a name means a library: it is known as one, or its link leads to code."""
    library = any(_SOFTWARE in candidate.evidence for candidate in hit.candidates)
    return library or any(_CODE_HOST.search(link.link.url) for link in entry.all_links)


def _vague_key(hit: NameHit) -> str:
    titles = sorted(key_of(candidate.record.title) for candidate in hit.candidates)
    return "vague:" + "|".join(titles)
