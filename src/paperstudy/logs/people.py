"""Names of people in a log: what is one, and how a list of them is cut.

Two questions are kept apart. Where a role stands beside it (발표자: …, a presenter's column), a
word is taken for a name unless it is known to be none; elsewhere it must look like one.
"""

from __future__ import annotations

import html
import re
import unicodedata

from paperstudy.domain.text import clean_line
from paperstudy.logs.people_words import (
    COMMON_GIVEN,
    FAMILY_NAMES,
    GIVEN_SYLLABLES,
    LABELS,
    LATIN_TITLES,
    LATIN_WORDS,
    LONG_FAMILY_NAMES,
    NOBODY,
    NOT_LAST,
    SPACED_TITLES,
    TITLES,
    WORD_ENDS,
)

_LONGEST_LIST = 2000
_LONGEST_NAME = 45
_SHORT, _FULL, _LONG, _MOST_WORDS = 2, 3, 4, 5
_KANA_NAME = 6
_BRACKETS = re.compile(r"[(（\[［【〔<〈][^()（）\[\]［］【】〔〕<>〈〉]{0,80}[)）\]］】〕>〉]")
_ANY_BRACKET = re.compile(r"[(（\[［【〔<〈]")
_OPEN_BRACKET = re.compile(r"\s*[(（\[［【][^)）\]］】]{0,80}$")
_CAMPER_ID = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]?\d{3,5}[_\s-]+|[_\s-]+[A-Za-z]?\d{3,5}(?![A-Za-z0-9])"
)
_AND_MORE = re.compile(
    r"\s*(?:외\s?\d+\s?[명인]|외\s?다수|\s등(?:등)?\s?(?:\d+\s?[명인])?$|et\s?al\.?|and others|ほか|他\s?\d*名?$)",
    re.IGNORECASE,
)
# Without case folding: beside the Hangul range it would make this slow to compile.
_SEPARATOR = re.compile(
    r"\s*(?:[,，、/&＆+;|ㆍᆞ•\n→]|(?<![ァ-ヶー])[·・]|[·・](?![ァ-ヶー])|\s(?:[aA][nN][dD]|및|[wW]ith|그리고|[xX]|[-–])\s"
    r"|\s와\s|\s과\s|(?<=[가-힣]{2})와\s|(?<=[가-힣]{3})과\s|(?<=[가-힣]{2})(?:이?랑|하고)\s)\s*"
)
_LABELLED = re.compile(r"\w\s*[:：=](?=\s*\w)")
_HANGUL = re.compile(r"[가-힣]{2,5}")
_CJK_NAME = re.compile(
    r"[々〆\u3041-\u30ff\u4e00-\u9fffー]{1,8}(?:[ 　・＝=][々\u3041-\u30ff\u4e00-\u9fffー]{1,8})?"
)
_KANJI = re.compile(r"[\u4e00-\u9fff]")
_JAPANESE_NAME = re.compile(r"[\u4e00-\u9fff々]{1,4}[ 　][\u3041-\u30ff\u4e00-\u9fff々]{1,5}")
_KANJI_NAME = re.compile(r"[\u4e00-\u9fff々]{1,4}")
_KANJI_WORD = re.compile(
    r"[会読料当表定問論回的法習究化案件度講週月日年]$|論文|本文|発表|資料|質問|議論|紹介"
)
_KANA_ONLY = re.compile(r"[\u3041-\u3096ー]+")
_PARTICLES_TEXT = "van von de der den del da di la le bin al el dos ten"
_PARTICLES = frozenset(_PARTICLES_TEXT.split())
_LATIN_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_])){0,24}\.?")
# Ends of Latin words that stand in titles and are no family names (Distillation, Modeling).
_LATIN_WORD_ENDS = re.compile(
    r".{2,}(?:tion|sion|ment|ness|ity|ics|ism|ized|ised|able|ional|former|coder|.{3}ing|.{3}ive)s?",
    re.IGNORECASE,
)
# R-CNN, VGG, MaskX: parts of a model's name.
_ACRONYM = re.compile(r"^[B-DF-HJ-NP-TV-XZ]{2,}$|[a-z][A-Z]$|-[A-Z]{2,}$")
_MODEL_LIKE = re.compile(r"[A-Z]{2}|^[A-Z]$|\d")
_HANDLE = re.compile(r"@?[A-Za-z][A-Za-z0-9_.-]{1,29}")
_NONE = re.compile(r"(?<!\w)n[/.]\s?a\.?(?!\w)", re.IGNORECASE)
_NO_LATIN_NAME = LATIN_WORDS | NOBODY
_ANY_HANGUL = re.compile(r"[가-힣]")
_ANY_KANA = re.compile(r"[\u3041-\u30ff]")
_ANY_WORD = re.compile(r"\w")
_NO_WORD = re.compile(r"[\W_]+")
_TITLE_ENDS = frozenset(title[-1] for title in (*TITLES, *SPACED_TITLES))
_INITIAL_LAST = re.compile(r"(?:\b[A-Z]|\b[JS]r)\.$")
_LEAD = re.compile(r"^[^\w@]+")
_TRAIL = re.compile(r"[^\w.)]+$")


def clean_name(text: str) -> str:
    """Return the name in a role's place without title, emoji, affiliation; "" where it is nobody."""
    name = _strip(text)
    if not name or len(name) > _LONGEST_NAME or _is_nobody(name):
        return ""
    if _ANY_HANGUL.search(name):
        return _hangul_name(name)
    if _KANJI.search(name) or _ANY_KANA.search(name):
        return name if _CJK_NAME.fullmatch(name) and not _is_kana_phrase(name) else ""
    return _latin_name(name)


def split_names(text: str) -> tuple[str, ...]:
    """Return the names of a list such as `A, B & C` or `가와 나`, in order, each one once."""
    text = _without_brackets(clean_line_breaks(text[:_LONGEST_LIST]))
    text = _AND_MORE.sub("", text)
    names: list[str] = []
    for piece in _SEPARATOR.split(text):
        for name in _names_of_piece(piece or ""):
            if name not in names:
                names.append(name)
    return tuple(names)


def are_only_names(text: str) -> tuple[str, ...]:
    """Return the names where `text` is a list of names and nothing else, else an empty tuple."""
    bare = text.strip()
    if _is_plain(bare) and " " not in bare:
        name = clean_name(bare)
        return (name,) if name else ()
    if len(text) > _LONGEST_LIST or _LABELLED.search(text):
        return ()
    text = _AND_MORE.sub("", _without_brackets(clean_line_breaks(text)))
    pieces = [piece for piece in _SEPARATOR.split(text) if piece and _ANY_WORD.search(piece)]
    names: list[str] = []
    for piece in pieces:
        words = piece.split()
        if len(words) > _LONG and piece[:1] >= "가" and not is_full_name(words[0]):
            return ()  # a sentence, seen before the dear questions
        found = _names_of_piece(piece)
        if not found or (len(found) == 1 and _has_other_words(piece, found[0])):
            return ()
        names.extend(name for name in found if name not in names)
    return tuple(names)


def is_full_name(name: str) -> bool:
    """Tell whether `name` looks like family and given name, wherever it stands."""
    if name in LABELS or name.casefold() in NOBODY:
        return False
    if _HANGUL.fullmatch(name):
        return _is_korean_name(name)
    if _KANJI.search(name):
        none = any(_KANJI_WORD.search(word) for word in name.split())
        return _JAPANESE_NAME.fullmatch(name) is not None and not none
    words = name.split()
    if any(_ACRONYM.search(word) for word in words):
        return False
    several = _SHORT <= len(words) <= _LONG and all(word[0].isupper() for word in words)
    return several and bool(_latin_name(name))


def _is_korean_name(name: str) -> bool:
    """Tell whether Hangul syllables are a family name and a given name, and no other word."""
    if name.startswith(LONG_FAMILY_NAMES) and _FULL <= len(name) <= _LONG:
        return all(syllable in GIVEN_SYLLABLES for syllable in name[2:])
    given = name[1:]
    if len(name) not in {_FULL, _LONG} or name[0] not in FAMILY_NAMES or name.endswith(WORD_ENDS):
        return False
    if given in LABELS or name[-1] in NOT_LAST or (len(name) == _LONG and given[:2] in LABELS):
        return False
    return all(syllable in GIVEN_SYLLABLES for syllable in given)


def is_given_name(name: str) -> bool:
    """Tell whether `name` looks like a Korean given name alone (성재, 민우)."""
    return (
        len(name) == _SHORT
        and name not in LABELS
        and name not in NOBODY
        and all(syllable in COMMON_GIVEN for syllable in name)
    )


def is_kanji_name(name: str) -> bool:
    """Tell whether `name` could be a Japanese family name alone (田中): no word such as 論文."""
    return _KANJI_NAME.fullmatch(name) is not None and not _KANJI_WORD.search(name)


def may_be_nickname(name: str) -> bool:
    """Tell whether a single word could be what a group calls somebody: no label, no title."""
    if _HANGUL.fullmatch(name):
        return name not in LABELS and name not in NOBODY and not name.endswith(WORD_ENDS)
    if " " in name or not name[:1].isupper() or _MODEL_LIKE.search(name):
        return False
    return bool(_latin_name(name))


def clean_line_breaks(text: str) -> str:
    """Return `text` with its line breaks kept as separators of names and odd spaces evened."""
    if "&" in text:
        text = html.unescape(text)
    return "\n".join(clean_line(part) for part in _NONE.sub(" ", text).split("\n"))


def _without_brackets(text: str) -> str:
    """Drop what stands in brackets beside a name; a name wholly in brackets is let out of them."""
    if _ANY_BRACKET.search(text) is None:
        return text
    bare = text
    for _ in range(3):
        shorter = _BRACKETS.sub(" ", bare)
        if shorter == bare:
            break
        bare = shorter
    bare = _OPEN_BRACKET.sub("", bare)
    if _ANY_WORD.search(bare):
        return bare
    return re.sub(r"[()（）\[\]［］【】〔〕<>〈〉]", " ", text)


def _is_plain(text: str) -> bool:
    """Tell whether a text is letters and single spaces, which need no cleaning."""
    words = text.replace(" ", "")
    clean = words.isalpha() and "  " not in text and text == text.strip()
    return clean and len(text) <= _LONGEST_NAME * 4 and unicodedata.is_normalized("NFC", text)


def _strip(text: str) -> str:
    """Drop markup, emoji, brackets, ids and titles around a name."""
    if _is_plain(text):
        return _without_title(text)
    text = _without_brackets(clean_line(text[:200]))
    kept = "".join(
        character
        for character in text.replace("*", "").replace("`", "").replace("~", "")
        if unicodedata.category(character)[0] in "LMNZ" or character in "@_.'’-・·=＝"
    )
    kept = _CAMPER_ID.sub(" ", " " + kept + " ")
    kept = _TRAIL.sub("", _LEAD.sub("", " ".join(kept.split())))
    kept = kept.lstrip("@").strip("_- ")
    return _without_title(kept if _INITIAL_LAST.search(kept) else kept.strip("_-. "))


def _without_title(name: str) -> str:
    """Drop 님, 교수님, Prof. and the like, as many as there are."""
    for _ in range(3):
        before = name
        if name[-1:] in _TITLE_ENDS:
            name = _without_ending(name)
        words = name.split()
        while len(words) > 1 and words[0].strip(".").casefold() in LATIN_TITLES:
            words = words[1:]
        while len(words) > 1 and words[-1].strip(".").casefold() in LATIN_TITLES:
            words = words[:-1]
        name = " ".join(words)
        if name == before:
            break
    return name


def _without_ending(name: str) -> str:
    """Drop one title that is written onto a name, or after it."""
    for title in SPACED_TITLES:
        if name.endswith(" " + title):
            return name[: -len(title)].rstrip()
    for title in TITLES:
        rest = name[: -len(title)].rstrip() if name.endswith(title) else ""
        if len(rest) >= _SHORT:
            return rest
    return name[:-1].rstrip() if name.endswith("씨") and len(name) >= _FULL else name


def _is_nobody(name: str) -> bool:
    bare = _NO_WORD.sub("", name).casefold()
    return (
        not bare
        or bare in NOBODY
        or not (word := bare.rstrip("0123456789"))
        or word in NOBODY  # 캠퍼1, Speaker 2
        or (len(set(bare)) == 1 and bare[0] in "xo0ㅇ")
    )


def _hangul_name(name: str) -> str:
    """Return a Hangul name; of several words, the one that is a full name."""
    words = name.split()
    if len(words) == 1:
        bare = name.strip("._-")
        if _HANGUL.fullmatch(bare) and bare not in LABELS and not bare.endswith(WORD_ENDS):
            return bare
        mixed = re.fullmatch(r"[가-힣A-Za-z0-9_.]{2,12}", bare)
        return bare if mixed and re.search(r"[A-Za-z0-9_]", bare) and not bare[0].isdigit() else ""
    if len(words) == _SHORT:
        family, given = words
        if family[0] in FAMILY_NAMES and len(family) == 1 and re.fullmatch(r"[가-힣]{1,3}", given):
            return name
        if family in LONG_FAMILY_NAMES and re.fullmatch(r"[가-힣]{1,2}", given):
            return name
    full = [word for word in words if is_full_name(word)]
    return full[0] if len(full) == 1 and len(words) <= _LONG else ""


def _latin_name(name: str) -> str:
    """Return a Latin name or handle; "" where a word of it is no name's."""
    words = name.split()
    if not words or len(words) > _MOST_WORDS:
        return ""
    if len(name) == 1:  # people made nameless are called A, B, C
        return name if name.isupper() and name not in "XO" else ""
    if any(word.strip(".,'’").casefold() in _NO_LATIN_NAME for word in words):
        return ""
    if len(words) == 1:
        single = _HANDLE.fullmatch(name) or _LATIN_WORD.fullmatch(name)
        return name.removeprefix("@") if single else ""
    if any(_LATIN_WORD_ENDS.fullmatch(word) for word in words):
        return ""
    return name if all(_is_latin_word(word) for word in words) else ""


def _is_latin_word(word: str) -> bool:
    return bool(_LATIN_WORD.fullmatch(word)) and (word[0].isupper() or word in _PARTICLES)


def _has_other_words(piece: str, name: str) -> bool:
    """Tell whether a piece says more than a name and its titles (experiments 위주로 봄)."""
    left = _strip(piece)
    return len(left.split()) > len(name.split()) and _ANY_HANGUL.search(left) is not None


def _is_kana_phrase(name: str) -> bool:
    """Tell whether a Japanese text is rather words than a name: hiragana only, or verb ends."""
    return bool(_KANA_ONLY.fullmatch(name) and len(name) > _KANA_NAME) or name.endswith(
        ("する", "ます", "です", "予定")
    )


def _names_of_piece(piece: str) -> tuple[str, ...]:
    """Return the one name of a piece, or several full names with only spaces between."""
    words = piece.split()
    if len(words) > 1 and all(is_full_name(_strip(word)) for word in words):
        return tuple(_strip(word) for word in words)
    if len(words) > _MOST_WORDS + _SHORT:
        return ()
    name = clean_name(piece)
    return (name,) if name else ()
