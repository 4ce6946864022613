"""A .bib file that a person keeps: entries of ours are brought up to date, every other byte stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.exporting import Renewed, Updated
from paperstudy.formats.bib_blocks import (
    CODE,
    bare,
    find_blocks,
    find_commented,
    read_letters,
)
from paperstudy.formats.bib_encoding import BOM, Encoding
from paperstudy.formats.bib_layout import lay_out_one
from paperstudy.formats.bib_renewing import leave_unasked, renew
from paperstudy.formats.latex_in import decode_latex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from paperstudy.domain.papers import Paper
    from paperstudy.formats.bib_blocks import Block
    from paperstudy.formats.bib_renewing import Entry
    from paperstudy.formats.registry import EntryMaker

# Fields by which a file's entry is known to be of a paper, in BibTeX and in BibLaTeX.
_ARXIV = re.compile(r"(?:arxiv[:/]\s*)?(?:abs/)?", re.IGNORECASE)
_VERSION = re.compile(r"v[0-9]+$")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What the library knows of the entries of a file.

    `owner_of` tells the number of the paper that a key leads to, `is_called` whether a paper has
    a title, or nearly, or had it, `own_tags` which tags a person put on it here. `read` tells what
    papers would be if nothing but this file were known, by number; it is given the number of the
    paper that each entry is of, by line and key.
    """

    owner_of: Callable[[str], int | None]
    is_called: Callable[[Paper, str], bool]
    own_tags: Callable[[Paper], Iterable[str]]
    read: Callable[[bytes, Mapping[tuple[int, str], int]], Mapping[int, Paper]]


def update_bib(
    content: bytes,
    papers: Sequence[tuple[Paper, str]],
    make: EntryMaker,
    name: str,
    known: Known,
) -> Updated:
    """Bring the entries of `papers`, given with the keys that they are to have, up to date.

    An entry is of a paper by its DOI or arXiv number, or by its key where neither numbers nor its
    title say otherwise. An entry keeps its own key, the fields that ours has nothing for, and all
    that says what ours does, however it is written. What is missing is put at the end. `name` is
    that of the file, for errors.

    Raises:
        InvalidFileError: it is in UTF-16, or an entry of ours cannot be read whole, or the last
            one has no end, so that a new one would stand in it.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidFileError(
            "{path} is in UTF-16", hint="save it in UTF-8 first; nothing was changed", path=name
        )
    encoding = Encoding(content)
    blocks = find_blocks(content)
    owners, clashes = _match(blocks, papers, known)
    places = {(b.line, b.key): owners[b.start].id for b in blocks if b.start in owners}
    alone = _Alone(partial(known.read, content, places), make, encoding)
    pieces: list[bytes] = []
    renewed: list[Renewed] = []
    end = 0
    for block in blocks:
        if block.start not in owners:
            continue
        _must_be_closed(block, name)
        owner = owners[block.start]
        kind, values = encoding.entry(make, owner, block.key)
        entry = kind, leave_unasked(block, values, known.own_tags(owner))
        new = renew(block, entry, partial(alone.entry, owner, block.key), encoding)
        if new is not None:
            renewed.append(Renewed(block.key, new[1]))
            pieces += [content[end : block.start], new[0]]
            end = block.end
    pieces.append(content[end:])
    done = {owner.id for owner in owners.values()}
    rest, commented = _find_new(
        [each for each in papers if each[0].id not in done], content, blocks
    )
    if rest and blocks and not blocks[-1].end:
        _must_be_closed(blocks[-1], name)
    for paper, key in rest:
        laid_out = lay_out_one(encoding.key(key), *encoding.entry(make, paper, key))
        pieces.append(encoding.below(b"".join(pieces[-2:]), laid_out))
    same = len(owners) - len(renewed)
    added = tuple(key for _, key in rest)
    return Updated(b"".join(pieces), tuple(renewed), added, same, tuple(clashes), commented)


def _find_new(
    papers: Sequence[tuple[Paper, str]], content: bytes, blocks: Sequence[Block]
) -> tuple[list[tuple[Paper, str]], tuple[str, ...]]:
    """Return the papers whose keys no entry has, and the keys that are commented out instead."""
    taken = {block.key.casefold() for block in blocks}
    new = [(paper, key) for paper, key in papers if key.casefold() not in taken]
    kept_out = find_commented(content, blocks) if new else set()
    commented = tuple(key for _, key in new if key.casefold() in kept_out)
    return [(paper, key) for paper, key in new if key.casefold() not in kept_out], commented


def _must_be_closed(block: Block, name: str) -> None:
    if not block.closed:
        raise InvalidFileError(
            "the entry {key} in line {line} of {path} cannot be read whole",
            hint="a brace, a quote or a comma is missing; nothing was changed",
            key=block.key,
            line=block.line,
            path=name,
        )


def find_keys(content: bytes) -> set[str]:
    """Return the keys by which the entries of a file can be cited, those of BibLaTeX's `ids` too."""
    keys = set()
    for block in find_blocks(content):
        ids = next((bare(value) for name, value in block.fields if name == "ids"), "")
        keys |= {block.key, *(key.strip() for key in ids.split(","))}
    return keys - {""}


def find_foreign(content: bytes, is_ours: Callable[[Block], bool]) -> tuple[int, int]:
    """Return how many entries a file has, and the line of the first thing that is not ours.

    That is an entry that `is_ours` does not know, or whatever else stands in the file: a
    comment, a macro, an entry that is not closed. The line is 0 where there is none.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return 0, 1
    blocks = find_blocks(content)
    places = []
    end = len(BOM) if content.startswith(BOM) else 0
    for block in blocks:
        places += _find_text(content, end, block.start)
        if not block.closed or block.rest or not is_ours(block):
            places.append(block.start)
        end = block.end or len(content)
    places += _find_text(content, end, len(content))
    return len(blocks), content.count(b"\n", 0, places[0]) + 1 if places else 0


def _find_text(content: bytes, start: int, end: int) -> list[int]:
    """Return where something stands between two places, nothing if there are blanks alone."""
    piece = content[start:end]
    return [end - len(piece.lstrip())] if piece.strip() else []


class _Alone:
    """What the entries of a file say by themselves; it is read when one is looked at first.

    Entries of one paper fill each other's gaps, as they do when the file is imported.
    """

    def __init__(
        self, read: Callable[[], Mapping[int, Paper]], make: EntryMaker, encoding: Encoding
    ) -> None:
        self._read = read
        self._make = make
        self._encoding = encoding
        self._papers: Mapping[int, Paper] | None = None

    def entry(self, owner: Paper, key: str) -> Entry:
        """Return what we would write of a paper's entry if nothing else were known."""
        if self._papers is None:
            self._papers = self._read()
        paper = self._papers.get(owner.id)
        return ("", {}) if paper is None else self._encoding.entry(self._make, paper, key)


# Whose an entry is ------------------------------------------------------------------------------


def _match(
    blocks: Sequence[Block],
    papers: Sequence[tuple[Paper, str]],
    known: Known,
) -> tuple[dict[int, Paper], list[str]]:
    """Return the paper of each block, by its start, and the keys that stand for others."""
    by_number: dict[str, Paper] = {}
    by_key: dict[str, Paper] = {}
    by_id: dict[int, Paper] = {paper.id: paper for paper, _ in papers}
    for paper, key in papers:
        by_key[key.casefold()] = paper
        by_number |= dict.fromkeys(_numbers_of(paper), paper)
    owners: dict[int, Paper] = {}
    clashes: list[str] = []
    for block in blocks:
        numbers = _numbers_in(block)
        named = by_key.get(block.key.casefold())
        if named is not None and _says_to_be(block, numbers, named, known):
            owner: Paper | None = named  # of two that share a number
        else:
            owner = next((by_number[number] for number in numbers if number in by_number), None)
        if owner is None:
            owner = named or by_id.get(known.owner_of(block.key) or 0)
            if owner is not None and _says_to_be(block, numbers, owner, known) is False:
                clashes.append(block.key)
                owner = None
        if owner is not None:
            owners[block.start] = owner
    return owners, clashes


def _numbers_of(paper: Paper) -> set[str]:
    numbers = {
        str(one).casefold() for one in paper.identifiers if one.scheme.value in ("arxiv", "doi")
    }
    if paper.publication is not None and paper.publication.doi:
        numbers.add(f"doi:{paper.publication.doi.casefold()}")
    return numbers


def _numbers_in(block: Block) -> set[str]:
    fields = {name: bare(value) for name, value in reversed(block.fields)}
    numbers = set()
    if fields.get("doi"):
        numbers.add(f"doi:{_DOI.sub('', fields['doi'], count=1).replace(chr(92), '').casefold()}")
    prefix = fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv"
    if fields.get("eprint") and prefix.casefold() == "arxiv":
        numbers.add(
            f"arxiv:{_VERSION.sub('', _ARXIV.sub('', fields['eprint'], count=1)).casefold()}"
        )
    return numbers


def _says_to_be(block: Block, numbers: set[str], paper: Paper, library: Known) -> bool | None:
    """Tell whether an entry is of a paper by its numbers, else its title; None if it says neither."""
    known = _numbers_of(paper)
    if {_kind(number) for number in numbers} & {_kind(number) for number in known}:
        return bool(numbers & known)
    written = dict(reversed(block.fields)).get("title", "")
    title = decode_latex(bare(read_letters(written.encode(CODE))))
    if not title or title.casefold() in {str(each).casefold() for each in paper.identifiers}:
        return None
    return library.is_called(paper, title)


def _kind(number: str) -> str:
    return number.partition(":")[0]
