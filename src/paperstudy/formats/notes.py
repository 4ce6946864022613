"""Notes on papers for Obsidian and its like: one Markdown file a paper, kept up to date.

What is ours stands between two markers and under a few names of the front matter; all else in
such a file is a person's, and stays byte for byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.text import clean_block, clean_line
from paperstudy.formats.latex import is_formula
from paperstudy.formats.markdown import decode_utf8, escape_markdown, link
from paperstudy.formats.note_front import OURS, put_front, read_front, split_front, tell_tags
from paperstudy.formats.plain_entry import describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from paperstudy.domain.papers import Paper
    from paperstudy.domain.sessions import StudySession

END = "<!-- /paperstudy:paper -->"
MARK = b"paperstudy:paper"
_BEGIN = re.compile(r"<!--[ \t]*paperstudy:paper[ \t]+([^\s#]+)((?:[ \t]+#\S+)*)[ \t]*-->")
_END = re.compile(r"<!--[ \t]*/paperstudy:paper[ \t]*-->")
_NO_TAG = re.compile(r"[^\w/-]+")
_NO_LINK = re.compile(r"[\[\]|#^\\<>]+")
_NO_NAME = re.compile(r'[\\/:*?"<>|#^\[\]\s\x00-\x1f]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 120
# What is a formula to Obsidian, where it says nothing that is more than that to Markdown.
_FORMULA = re.compile(r"(?<!\\)\$(?=\S)[^$]{1,300}(?<=\S)\$(?![0-9$])")
_ACTS = re.compile(r"[`#&%]|<(?![\s=\d\\])|\[\[|\][(\[:]|\{\{")
_PLACE = "\ue000"  # of a formula, while what stands around it is escaped


@dataclass(frozen=True, slots=True)
class NotePaper:
    """What a note tells: a paper, the group's note on it, its sessions, and the logs that name it.

    A log is (what it is called, where it is from the note, "" where nothing leads there);
    `imported` are the notes that came with entries, of which the group's may still hold lines.
    """

    paper: Paper
    note: str = ""
    sessions: tuple[StudySession, ...] = ()
    logs: tuple[tuple[str, str], ...] = ()
    imported: tuple[str, ...] = ()


def note_name(key: str) -> str:
    """Return the name of the file for a key, without its ending: one that every system takes."""
    name = _NO_NAME.sub("-", clean_line(key)).strip(". ")[:_LONGEST] or "paper"
    return f"_{name}" if _RESERVED.match(name) else name


def begin_marker(key: str, tags: Sequence[str] = ()) -> str:
    """Return the marker before what is ours; it says whose it is, and which tags are ours."""
    told = "".join(f" #{tag}" for tag in tags)
    return f"<!-- paperstudy:paper {_quoted(key)}{told} -->"


def owner_key(content: bytes) -> str:
    """Return the key that the first marker of a file tells; "" where none does."""
    if MARK not in content:
        return ""
    found = _BEGIN.search(split_front(content.decode("utf-8", "replace"))[1])
    return unquote(found[1]) if found else ""


def is_note(content: bytes) -> bool:
    """Tell a note, as `make_note` leaves it, from a text of a person's that only names a marker.

    Its two markers stand on lines of their own, and its front matter tells the key of the first.
    """
    front, rest = split_front(content.decode("utf-8", "replace"))
    begin = _BEGIN.search(rest)
    if begin is None or str(read_front(front).get("key", "")) != unquote(begin[1]):
        return False
    end = _END.search(rest, begin.end())
    return end is not None and all(_is_line(rest, each) for each in (begin, end))


def _is_line(text: str, found: re.Match[str]) -> bool:
    """Say whether what was found is all that stands on its line."""
    before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    return not before.strip("\ufeff \t") and text[found.end() :].lstrip(" \t")[:1] in {
        "",
        "\r",
        "\n",
    }


def make_note(content: bytes, told: NotePaper, words: Mapping[str, str], name: str) -> bytes:
    """Return a note brought up to date; of no content, a new one.

    Raises:
        InvalidFileError: the markers are not as they should be, or it is no UTF-8.
    """
    paper = told.paper
    tags = _tags(paper)
    # No text from outside can be taken for a marker the next time.
    inner = "\n".join(_body(told, words)).replace("paperstudy:paper", "paperstudy&#58;paper")
    if not content:
        middle = f"{begin_marker(paper.key, tags)}\n{inner}\n{END}"
        return put_front(f"{middle}\n", _front(paper), (tags, ())).encode()
    text, ending = _read(content, name)
    begin, end = _markers(text, name)
    middle = f"{begin_marker(paper.key, tags)}\n{inner}\n".replace("\n", ending)
    body = text[: begin.start()] + middle + text[end.start() :]
    return put_front(body, _front(paper), (tags, _told_tags(begin))).encode()


def end_note(content: bytes, words: Mapping[str, str], name: str, now: str = "") -> bytes | None:
    """Return the note of a paper that is gone, or went into that of the key `now`.

    None where nobody has written anything into it: then the file may go.

    Raises:
        InvalidFileError: the markers are not as they should be, or it is no UTF-8.
    """
    text, ending = _read(content, name)
    begin, end = _markers(text, name)
    front, rest = split_front(text)
    at = len(text) - len(rest)
    around = (text[at : begin.start()] + text[end.end() :]).strip("\ufeff \t\r\n")
    if not around and not _is_told(front, begin):
        return None
    said = f"{words['This paper is now']} [[{note_name(now)}]]" if now else ""
    said = said or words["This paper is no longer in the library."]
    middle = f"{ending}{said}{ending}"
    return (text[: begin.end()] + middle + text[end.start() :]).encode()


def _is_told(front: str, begin: re.Match[str]) -> bool:
    """Say whether a front matter holds what a person put there."""
    values = read_front(front)
    own = set(tell_tags(values.get("tags"))) - set(_told_tags(begin))
    return bool(values.keys() - OURS or own)


def _read(content: bytes, name: str) -> tuple[str, str]:
    text = decode_utf8(content, name)
    first = text.find("\n")
    return text, "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def _markers(text: str, name: str) -> tuple[re.Match[str], re.Match[str]]:
    at = len(text) - len(split_front(text)[1])
    begins, ends = list(_BEGIN.finditer(text, at)), list(_END.finditer(text, at))
    if len(begins) == len(ends) == 1 and begins[0].end() <= ends[0].start():
        return begins[0], ends[0]
    raise InvalidFileError(
        "the markers of {path} are not as they should be",
        hint="there must be one {begin} and one {end} below it; what stands between is replaced",
        path=name,
        begin="<!-- paperstudy:paper KEY -->",
        end=END,
    )


def _told_tags(begin: re.Match[str]) -> tuple[str, ...]:
    return tuple(word.removeprefix("#") for word in begin[2].split())


def _quoted(text: str) -> str:
    """Return a key as it can stand in a comment of HTML, letters of any language as they are."""
    return re.sub(r"[\s#%<>]|--", lambda found: quote(found[0], safe="").replace("-", "%2D"), text)


def _tags(paper: Paper) -> tuple[str, ...]:
    """Return a paper's tags as Obsidian knows them: without spaces, not of digits alone."""
    named = (_NO_TAG.sub("-", tag).strip("-/") for tag in paper.tags)
    return tuple(dict.fromkeys(f"y{tag}" if tag.isdecimal() else tag for tag in named if tag))


def _front(paper: Paper) -> dict[str, object]:
    entry = describe(paper)
    authors = [clean_line(author.name) for author in paper.authors]
    told: dict[str, object] = {
        "title": clean_line(paper.title),
        "authors": [*authors, *(["et al."] if authors and paper.more_authors else [])],
        "year": entry.year,
        "key": paper.key,
        "status": paper.status.value,
        "url": entry.url,
    }
    return {name: value for name, value in told.items() if value not in ("", None, [])}


def _body(told: NotePaper, words: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines between the markers."""
    paper = told.paper
    entry = describe(paper)
    yield f"# {link(paper.title or paper.key, entry.url)}"
    names = ", ".join(escape_markdown(author.name) for author in paper.authors)
    more = " et al." if paper.more_authors and names else ""
    year = str(entry.year or "")
    told_year = "" if year in entry.venue else year
    place = ", ".join(filter(None, (escape_markdown(entry.venue), told_year)))
    for line in (names + more, place):
        if line:
            yield ""
            yield line
    foreign = {line for text in told.imported for line in _lines(text)}
    abstract = map(_escape, _lines(paper.abstract))
    note = (_escape(line) if line in foreign else line for line in _lines(told.note))
    yield from _quotation(f"[!abstract]- {words['Abstract']}", [*abstract])
    yield from _quotation(f"[!note] {words['Note']}", [*note])
    if told.sessions:
        yield from ("", f"## {words['Sessions']}", "")
        yield from dict.fromkeys(_session_line(each, paper.key) for each in told.sessions)
    if told.logs:
        yield from ("", f"## {words['Named in']}", "")
        yield from (f"- {_log_link(*log)}" for log in told.logs)


def _quotation(head: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield a callout of Obsidian, which elsewhere is a quotation."""
    if any(lines):
        yield from ("", f"> {head}")
        yield from (f"> {line}".rstrip() for line in lines)


def _lines(text: str) -> list[str]:
    return clean_block(text).strip().split("\n")


def _escape(line: str) -> str:
    """Return a line of a stranger's as Markdown that shows it as it is, harmless formulae as such."""
    formulae: list[str] = []

    def keep(found: re.Match[str]) -> str:
        if _ACTS.search(found[0]) or not is_formula(found[0]):
            return found[0]
        formulae.append(found[0])
        return _PLACE

    text = _FORMULA.sub(keep, line.replace(_PLACE, ""))
    kept = iter(formulae)
    return re.sub(_PLACE, lambda _: next(kept), escape_markdown(text))


def _session_line(session: StudySession, key: str) -> str:
    day = session.date.isoformat() if session.date else clean_line(session.date_text)
    who = dict.fromkeys(
        name
        for presentation in session.presentations
        if presentation.paper is not None and presentation.paper[0] == key
        for name in presentation.presenters
    )
    people = ", ".join(filter(None, map(_wiki, who)))
    title = escape_markdown(session.title)
    return "- " + ": ".join(filter(None, (_wiki(day) or title or "?", people)))


def _wiki(text: str) -> str:
    name = " ".join(_NO_LINK.sub(" ", clean_line(text)).split())
    return f"[[{name}]]" if name else ""


def _log_link(title: str, where: str) -> str:
    label = escape_markdown(title) or "?"
    return f"[{label}]({quote(where, safe='/.~-_')})" if where else label
