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
# Family names that the rules spell as their bearers do.
_REGULAR = frozenset(
    "고공곽국기나남도마맹명모민반방배백변부빈사서석설성소손송승심어엄여연염예옥왕용우원위육윤은인장제"
    "지진차채천추탁태편표피하한함허현홍황"
)
_SYLLABLES_OF_A_NAME = range(2, 5)


def to_ascii(text: str) -> str:
    """Return `text` in ASCII: `Ondřej` is `Ondrej`, `학습` is `hakseup`; other letters go."""
    if text.isascii():
        return text
    romanised = "".join(_romanise(sign) for sign in unicodedata.normalize("NFC", text))
    split = unicodedata.normalize("NFKD", romanised.translate(_WHOLE))
    return split.encode("ascii", "ignore").decode("ascii")


def romanise_family(name: str, given: str = "") -> str:
    """Return the family name of a Hangul name in small Latin letters, else an empty string.

    Where the `given` name is told apart, the name is the family's alone.
    """
    compact = name.replace(" ", "")
    if not compact or not all(map(_is_syllable, compact)):
        return ""
    family = compact if given else _split(compact)[0]
    return _FAMILIES.get(family) or to_ascii(family)


def romanise_name(name: str, family: str = "", given: str = "") -> str:
    """Return a person's Hangul name as they write it abroad: `Kim, Cheolsu`; else nothing."""
    if not (family and given):
        family, given = _split(name.replace(" ", ""))
        if not given or (family not in _FAMILIES and family not in _REGULAR):
            return ""  # 네이버 is nobody
    if not all(map(_is_syllable, family + given)):
        return ""
    return f"{romanise_family(family, given).capitalize()}, {to_ascii(given).capitalize()}"


def _split(compact: str) -> tuple[str, str]:
    """Return family and given name of a Hangul name; what is too long or short for one is whole."""
    if len(compact) not in _SYLLABLES_OF_A_NAME:
        return compact, ""
    long = compact[:2] in _FAMILIES and len(compact) > len("황보")
    at = 2 if long else 1
    return compact[:at], compact[at:]


def _is_syllable(sign: str) -> bool:
    return _FIRST <= ord(sign) <= _LAST


def _romanise(sign: str) -> str:
    if not _is_syllable(sign):
        return sign
    vowel_and_lead, tail = divmod(ord(sign) - _FIRST, len(_TAILS))
    lead, vowel = divmod(vowel_and_lead, len(_VOWELS))
    return _LEADS[lead] + _VOWELS[vowel] + _TAILS[tail]
