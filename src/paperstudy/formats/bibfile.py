"""A .bib file that a person keeps: entries of ours are brought up to date, every other byte stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.exporting import Updated
from paperstudy.formats.bib_blocks import CODE, find_blocks, find_commented, read_letters
from paperstudy.formats.bib_layout import lay_out_one
from paperstudy.formats.latex import fits, to_latex_in
from paperstudy.formats.latex_in import decode_latex
from paperstudy.formats.romanise import to_ascii

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from paperstudy.domain.papers import Paper
    from paperstudy.formats.bib_blocks import Block

    MakeEntry = Callable[..., tuple[str, dict[str, str]]]

_BOM = b"\xef\xbb\xbf"
# Fields by which a file's entry is known to be of a paper, in BibTeX and in BibLaTeX.
_ARXIV = re.compile(r"(?:arxiv[:/]\s*)?(?:abs/)?", re.IGNORECASE)
_VERSION = re.compile(r"v[0-9]+$")
_BLANKS = re.compile(r"\s+", re.ASCII)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
# Addresses and paths, in which LaTeX's accents are none; and letters that go on with a command.
_VERBATIM = frozenset({"doi", "url", "eprint", "file"})
_WIDE_COMMAND = re.compile(r"\\[A-Za-z]*[^\x00-\x7f]")
# An entry has one of these: where ours names it anew, the old one goes.
_PLACES = frozenset(
    {"journal", "journaltitle", "booktitle", "howpublished", "school", "institution"}
)
_SAME = ({"journal", "journaltitle"}, {"year", "date"}, {"archiveprefix", "eprinttype"},
         {"primaryclass", "eprintclass"}, {"school", "institution"}, {"number", "issue"})  # fmt: skip
_MONTHED = re.compile(r"[0-9]{4}-[0-9]{2}")
# What a person who keeps a file by hand has left out on purpose.
_UNASKED = frozenset({"abstract", "keywords", "groups", "file", "key"})
_WEAK = frozenset({"misc", "online"})


def update_bib(
    content: bytes,
    papers: Sequence[tuple[Paper, str]],
    make: MakeEntry,
    name: str,
    owner_of: Callable[[str], int | None],
    *,
    is_called: Callable[[Paper, str], bool],
) -> Updated:
    """Bring the entries of `papers`, given with the keys that they are to have, up to date.

    An entry is of a paper by its DOI or arXiv number, or by its key where neither numbers nor its
    title say otherwise; `owner_of` tells the number of the paper that another key leads to,
    `is_called` whether a paper has a title, or nearly, or had it. An entry keeps its own key, and
    the fields that ours has nothing for. What is missing is put at the end. `name` is that of the
    file, for errors.

    Raises:
        InvalidFileError: it is in UTF-16, or an entry of ours cannot be read whole, or the last
            one has no end, so that a new one would stand in it.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidFileError(
            "{path} is in UTF-16", hint="save it in UTF-8 first; nothing was changed", path=name
        )
    encoding = _Encoding(content)
    blocks = find_blocks(content)
    owners, clashes = _match(blocks, papers, owner_of, is_called)
    pieces: list[bytes] = []
    changed: list[str] = []
    end = 0
    for block in blocks:
        if block.start not in owners:
            continue
        _must_be_closed(block, name)
        kind, values = encoding.entry(make, owners[block.start], block.key)
        text = _renewed(block, kind, values, encoding)
        if text is not None:
            changed.append(block.key)
            pieces += [content[end : block.start], text]
            end = block.end
    pieces.append(content[end:])
    done = {owner.id for owner in owners.values()}
    new, commented = _find_new([each for each in papers if each[0].id not in done], content, blocks)
    if new and blocks and not blocks[-1].end:
        _must_be_closed(blocks[-1], name)
    for paper, key in new:
        kind, values = encoding.entry(make, paper, key)
        entry = lay_out_one(encoding.key(key), kind, values)
        pieces.append(encoding.below(b"".join(pieces[-2:]), entry))
    return Updated(
        b"".join(pieces),
        tuple(changed),
        tuple(key for _, key in new),
        len(owners) - len(changed),
        tuple(clashes),
        commented,
    )


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


def find_foreign(content: bytes, is_ours: Callable[[Block], bool]) -> tuple[int, int]:
    """Return how many entries a file has, and the line of the first thing that is not ours.

    That is an entry that `is_ours` does not know, or whatever else stands in the file: a
    comment, a macro, an entry that is not closed. The line is 0 where there is none.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return 0, 1
    blocks = find_blocks(content)
    places = []
    end = len(_BOM) if content.startswith(_BOM) else 0
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


class _Encoding:
    """How a file is written: its letters and its line endings."""

    def __init__(self, content: bytes) -> None:
        self._code = _code_of(content)
        found = re.search(rb"\r\n|\n|\r", content)
        self.ending = found[0] if found else b"\n"

    def entry(self, make: MakeEntry, paper: Paper, key: str) -> tuple[str, dict[str, str]]:
        """Return the type of a paper's entry and its fields, in letters that this file holds."""
        kind, values = make(paper, key, ascii_only=self._code == "ascii")
        wide = [name for name, value in values.items() if not fits(value, self._code)]
        if wide:
            _, plain = make(paper, key, ascii_only=True)
            for name in wide:
                told = name not in _VERBATIM and not _WIDE_COMMAND.search(values[name])
                values[name] = to_latex_in(values[name], self._code) if told else plain[name]
        return kind, values

    def key(self, key: str) -> str:
        """Return a key in letters that this file holds."""
        return key if fits(key, self._code) else to_ascii(key)

    def encode(self, text: str) -> bytes:
        """Return text as it stands in this file."""
        return text.encode(self._code).replace(b"\n", self.ending)

    def recode(self, value: str) -> str:
        """Return a value as it is read from this file, byte by byte."""
        return value.encode(self._code).decode(CODE)

    def below(self, before: bytes, text: str) -> bytes:
        """Return an entry as it stands below others, a blank line between."""
        blank = b""
        if before not in (b"", _BOM) and not before.endswith(self.ending * 2):
            blank = self.ending if before.endswith((b"\n", b"\r")) else self.ending * 2
        return blank + self.encode(text)


def _code_of(content: bytes) -> str:
    """Return the encoding of a file: UTF-8, a Korean one, or what holds in whatever it is.

    Hangul beyond KS X 1001 is rare in Korean, and frequent in what is Latin-1 in truth.
    """
    try:
        content.decode()
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    try:
        wide = [sign for sign in content.decode("cp949") if sign > "\x7f"]
    except UnicodeDecodeError:
        return "ascii"  # LaTeX's accents fit in any
    hangul = sum("가" <= sign <= "힣" and fits(sign, "euc_kr") for sign in wide)
    return "cp949" if hangul * 2 > len(wide) else "ascii"


# Whose an entry is ------------------------------------------------------------------------------


def _match(
    blocks: Sequence[Block],
    papers: Sequence[tuple[Paper, str]],
    owner_of: Callable[[str], int | None],
    is_called: Callable[[Paper, str], bool],
) -> tuple[dict[int, Paper], list[str]]:
    """Return the paper of each block, by its start, and the keys that stand for others."""
    by_number: dict[str, Paper] = {}
    by_key: dict[str, Paper] = {}
    by_id: dict[int, Paper] = {paper.id: paper for paper, _ in papers}
    for paper, key in papers:
        by_key[key.casefold()] = paper
        by_number |= dict.fromkeys(_numbers_of(paper), paper)
    owners: dict[int, Paper] = {}
    clashes = []
    for block in blocks:
        numbers = _numbers_in(block)
        owner = next((by_number[number] for number in numbers if number in by_number), None)
        if owner is None:
            owner = by_key.get(block.key.casefold()) or by_id.get(owner_of(block.key) or 0)
            if owner is not None and not _may_be_of(block, numbers, owner, is_called):
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
    fields = {name: _bare(value) for name, value in reversed(block.fields)}
    numbers = set()
    if fields.get("doi"):
        numbers.add(f"doi:{_DOI.sub('', fields['doi'], count=1).replace(chr(92), '').casefold()}")
    prefix = fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv"
    if fields.get("eprint") and prefix.casefold() == "arxiv":
        numbers.add(
            f"arxiv:{_VERSION.sub('', _ARXIV.sub('', fields['eprint'], count=1)).casefold()}"
        )
    return numbers


def _may_be_of(
    block: Block, numbers: set[str], paper: Paper, is_called: Callable[[Paper, str], bool]
) -> bool:
    """Tell whether an entry with the key of a paper is of that paper, and of no other."""
    known = _numbers_of(paper)
    kinds = {_kind(number) for number in numbers} & {_kind(number) for number in known}
    if kinds:
        return bool(numbers & known)
    written = dict(reversed(block.fields)).get("title", "")
    title = decode_latex(_bare(read_letters(written.encode(CODE))))
    waiting = title.casefold() in {str(each).casefold() for each in paper.identifiers}
    return not title or waiting or is_called(paper, title)


def _kind(number: str) -> str:
    return number.partition(":")[0]


# What becomes of it -----------------------------------------------------------------------------


def _renewed(
    block: Block, kind: str, values: Mapping[str, str], encoding: _Encoding
) -> bytes | None:
    """Return an entry brought up to date; None where it says all of that already."""
    theirs = dict(reversed(block.fields))
    ours = {
        name: value
        for name, value in values.items()
        if value and (name not in _UNASKED or name in theirs)
    }
    for name in {"year", "date"} & ours.keys():
        if _bare(theirs.get("date", "")).startswith(f"{ours[name]}-"):
            del ours[name]  # a year, of which the file knows the day
    if kind in _WEAK and block.kind not in _WEAK:
        kind = block.kind
    missing = [name for name in ours if _is_new(name, encoding.recode(ours[name]), theirs)]
    if not missing and kind == block.kind:
        return None
    names = {name.lower() for name in ours}
    replaced = set().union(names, *(same for same in _SAME if same & names))
    if _MONTHED.match(ours.get("date", "")):
        replaced.add("month")
    if names & _PLACES and kind != block.kind:
        replaced |= _PLACES
    kept = [(name, value) for name, value in block.fields if name not in replaced]
    text = encoding.encode(lay_out_one("KEY", kind, ours).removesuffix("}\n"))
    text = text.replace(b"{KEY,", b"{" + block.written + b",", 1)
    tail = [*(f"{name} = {value}," for name, value in kept), *block.rest]
    lines = (f"  {line}".encode(CODE) + encoding.ending for line in tail)
    return b"".join((text, *lines, b"}"))


def _is_new(name: str, value: str, theirs: Mapping[str, str]) -> bool:
    """Tell whether a field of ours says something that the entry in the file does not."""
    there = theirs.get(name.lower())
    return there is None or _bare(there) != _bare(value)


def _bare(value: str) -> str:
    """Return a value without what only sets it: braces and quotes around it, blanks, line ends."""
    text = _BLANKS.sub(" ", value).strip(" ")
    while len(text) > 1 and (text[0], text[-1]) in (("{", "}"), ('"', '"')):
        text = text[1:-1].strip(" ")
    return text
