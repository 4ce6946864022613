"""Which code page a text is in that is not in UTF-8, told by how its bytes stand together.

Lists of papers hold few letters beyond ASCII, each in a word of its own: too few to count how
often each comes, as one does of running text.
"""

from __future__ import annotations

import re

WESTERN = "cp1252"  # which holds all of Latin-1 that is text
KOREAN = "cp949"  # which holds all of EUC-KR

_SIGNS = 1_000_000  # bytes of a text that are looked at
# What else files of papers are found in. Of more, a few letters fit into nearly each.
_OTHERS = (
    "gb18030", "shift_jis", "euc_jp", "big5", "cp1251", "koi8_r", "cp1252", "cp1250", "iso8859_2",
    "cp1253", "cp1254", "mac_roman",
)  # fmt: skip
# The most frequent syllables of Korean, names of people among them: most of any Korean text is
# made of them, and of what another code makes of Hangul, one in ten.
_FREQUENT = frozenset(
    "이다는의에을고가하한를지기로사은도어리인자아대서해정그나수들시부있제일보것여으적과전라스동상면"
    "장구원조주만없성공모니화게거세마연우비선소국안재물경생미방신유발관문개계중실작학용체내위등명된"
    "였했음분심트드오통무양되반러진형행민법호저입단종김박최강윤임권황석영현준철논술교육습회결요론설"
    "험능망언표류효합식및와추터델데네컴퓨털메타프크피출판홍길딥닝송류노곽차채엄천함변염추맹남탁편왕금옥"
)
# A syllable of Hangul within a word of ours: `AVALIAÇÃO` as Korean, or `¿Él`.
_INSIDE = re.compile("(?<=[A-Za-z])[가-힣](?=[A-Za-z])|(?<![가-힣])[가-힣](?=[a-z])")
_LAST_EXTENDED = 0xA0  # of the bytes of Hangul beyond KS X 1001, one or both are up to here
_WIDE = re.compile(rb"[\x80-\xff]")
# A wide byte by itself, or two of which a letter of ours stands beside.
_SPARSE = re.compile(
    rb"(?<![\x80-\xff])"
    rb"(?:[\x80-\xff]|(?<=[A-Za-z])[\x80-\xff]{2}|[\x80-\xff]{2}(?=[A-Za-z]))"
    rb"(?![\x80-\xff])"
)
# No word of Western Europe has such a sign between its letters, or a capital after a small one.
_IN_NO_WORD = re.compile(
    "(?<=[^\\W\\d_])[€‚ƒ„†‡ˆ‰‹“”•˜™›¡¢£¤¥¦§¨©«¬®¯°±²³µ¶¸¹»¼½¾¿×÷](?=[^\\W\\d_])"
    "|(?<=[a-zß-öø-ÿ])[À-ÖØ-ÞŠŒŽŸ]|[ƒ\ufffd]"
)
_ODD_ONES = 20  # one in so many is a slip


def guess_code(data: bytes) -> str:
    """Return the code page of a text that is not in UTF-8, by Python's name; empty for none."""
    data = data[:_SIGNS]
    if is_korean(data):
        return KOREAN
    if _is_western(data):
        return WESTERN
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_OTHERS), preemptive_behaviour=False).best()
    return "" if best is None else best.encoding


def is_korean(data: bytes) -> bool:
    """Tell whether bytes are Korean of Windows, or EUC-KR: most of it is Hangul in running words.

    Hangul beyond KS X 1001 is rare in Korean, and frequent in what is another code in truth.
    """
    text = _INSIDE.sub("\ufffd", data.decode(KOREAN, "replace"))
    letters = [sign for sign in text if sign > "\x7f" and (sign == "\ufffd" or sign.isalpha())]
    hangul = [sign for sign in letters if "가" <= sign <= "힣" and _is_standard(sign)]
    frequent = sum(sign in _FREQUENT for sign in hangul)
    mere = len(hangul) == len(letters) > 1
    return mere or (len(hangul) * 2 > len(letters) and frequent * 3 > len(hangul))


def _is_standard(sign: str) -> bool:
    return all(byte > _LAST_EXTENDED for byte in sign.encode(KOREAN))


def _is_western(data: bytes) -> bool:
    """Tell whether most wide bytes stand alone in words, each as a letter of Western Europe."""
    wide = len(_WIDE.findall(data))
    sparse = sum(map(len, _SPARSE.findall(data)))
    odd = len(_IN_NO_WORD.findall(data.decode(WESTERN, "replace")))
    return sparse * 2 >= wide and odd * _ODD_ONES <= wide
