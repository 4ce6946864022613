"""Letters of any kind as plain ASCII: accents off, Hangul romanised; what has no way is dropped."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart, as their languages write them without accents.
_WHOLE = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N", "ə": "e",
    }
)  # fmt: skip

# Revised Romanization of 2000, syllable by syllable, without its rules for meeting sounds.
_LEADS = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t",
    "p", "h",
]  # fmt: skip
_VOWELS = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo",
    "we", "wi", "yu", "eu", "ui", "i",
]  # fmt: skip
_TAILS = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p",
    "t", "t", "ng", "t", "t", "k", "t", "p", "t",
]  # fmt: skip
_FIRST, _LAST = 0xAC00, 0xD7A3

# Family names as their bearers write them, where that differs from the rules.
_FAMILIES = {
    "김": "kim", "이": "lee", "박": "park", "최": "choi", "정": "jung", "조": "cho", "강": "kang",
    "임": "lim", "신": "shin", "오": "oh", "권": "kwon", "류": "ryu", "유": "yoo", "우": "woo",
    "구": "koo", "문": "moon", "주": "joo", "노": "noh", "선": "sun", "길": "gil", "금": "keum",
    "안": "ahn", "전": "jeon", "양": "yang", "황보": "hwangbo", "남궁": "namgung", "제갈": "jegal",
    "선우": "sunwoo", "독고": "dokgo", "사공": "sagong", "서문": "seomun",
}  # fmt: skip
_SYLLABLES_OF_A_NAME = range(2, 5)


def to_ascii(text: str) -> str:
    """Return `text` in ASCII: `Ondřej` is `Ondrej`, `학습` is `hakseup`; other letters go."""
    if text.isascii():
        return text
    romanised = "".join(_romanise(sign) for sign in unicodedata.normalize("NFC", text))
    split = unicodedata.normalize("NFKD", romanised.translate(_WHOLE))
    return split.encode("ascii", "ignore").decode("ascii")


def romanise_family(name: str) -> str:
    """Return the family name of a Hangul name in small Latin letters, else an empty string."""
    compact = name.replace(" ", "")
    if not all(_is_syllable(sign) for sign in compact):
        return ""
    if len(compact) not in _SYLLABLES_OF_A_NAME:
        return to_ascii(compact)
    long = compact[:2] in _FAMILIES and len(compact) > len("황보")
    family = compact[:2] if long else compact[0]
    return _FAMILIES.get(family) or to_ascii(family)


def _is_syllable(sign: str) -> bool:
    return _FIRST <= ord(sign) <= _LAST


def _romanise(sign: str) -> str:
    if not _is_syllable(sign):
        return sign
    vowel_and_lead, tail = divmod(ord(sign) - _FIRST, len(_TAILS))
    lead, vowel = divmod(vowel_and_lead, len(_VOWELS))
    return _LEADS[lead] + _VOWELS[vowel] + _TAILS[tail]
