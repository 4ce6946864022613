"""Korean names as their bearers write them in Latin letters: 현수 is Hyunsoo, Hyunsu or Hyeonsu."""

from __future__ import annotations

import re
from functools import lru_cache

_FIRST, _LAST = "가", "힣"
_VOWEL_COUNT, _TAIL_COUNT = 21, 28
_SHORT, _FULL, _LONG = 2, 3, 4
_LONG_FAMILIES = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문")
# Family names that no given name begins with: 김솔 is whole, 현수 may lack its family name.
_ONLY_FAMILIES = frozenset("김박최곽권황")
# Family names, and how they are written where the rules below would not give it.
_FAMILIES_TEXT = """
김 kim gim|이 lee yi i rhee ri rhie|박 park pak bak bahk|최 choi choe chwe|정 jung jeong chung joung
|강 kang gang|조 cho jo|윤 yoon yun youn|장 jang chang|임 lim im rim yim|한 han hahn|오 oh o
|서 seo suh su|신 shin sin|권 kwon gwon|황 hwang whang|안 ahn an|송 song|전 jeon jun chun chon
|홍 hong|유 yoo yu you ryu|고 ko go koh|문 moon mun|양 yang|손 son sohn|배 bae pae bai|백 baek paik baik
|허 heo hur huh|남 nam|심 shim sim|노 noh roh no ro|하 ha|곽 kwak gwak|성 sung seong|차 cha
|주 joo ju chu|우 woo wu u|구 koo gu ku goo|민 min|류 ryu ryoo yoo|나 na ra nah|진 jin chin|지 ji jee chi
|엄 um eom uhm|채 chae|원 won|천 chun cheon|방 bang pang|공 kong gong|현 hyun hyeon|함 ham hahm
|변 byun byeon|염 yeom yum|여 yeo yuh|추 choo chu|도 do doh|소 so|석 seok suk|설 seol sul|선 sun seon
|마 ma mah|길 gil kil|연 yeon yun|위 wi|표 pyo|명 myung myeong|기 ki gi kee|반 ban bahn|라 ra na
|왕 wang|금 keum geum|옥 ok|육 yuk|인 in|맹 maeng|제 je jae|모 mo|탁 tak|국 kook guk|어 eo
|은 eun|편 pyun pyeon|용 yong|예 ye|경 kyung gyeong|봉 bong|사 sa|부 boo bu|가 ga|복 bok|태 tae|목 mok
|형 hyung|계 kye gye|피 pi|두 doo du|감 kam gam|음 eum|빈 bin|동 dong|온 on|호 ho|범 beom|좌 jwa
|팽 paeng|승 seung|간 kan gan|상 sang|시 si|갈 gal kal|단 dan|견 kyun gyeon|당 dang|남궁 namgung namkoong
namgoong|황보 hwangbo|제갈 jegal|선우 sunwoo seonu|독고 dokgo|사공 sagong|서문 seomun suhmoon
"""
FAMILIES = {
    words[0]: tuple(words[1:])
    for words in (entry.split() for entry in _FAMILIES_TEXT.replace("\n", " ").split("|"))
}
LATIN_FAMILIES = frozenset(latin for written in FAMILIES.values() for latin in written)
# Each letter as it sounds, the Revised Romanization of 2000 first, then what people write.
_LEADS_TEXT = (
    "[gk] kk|gg [nr]? [dt] tt|dd [rl] m [bp] pp|bb sh?|s ss? '' [jzc]h? jj [ct]h k|c t p|f h"
)
_VOWELS_TEXT = (
    "ah? ae|ai|ay|e ya yae|ye eo|uh|er e|ae yeo|yuh|yu ye o|oh wa w?ae|wai [ow]e|oi|wae yo "
    "u|oo|ou|w?oo wo|weo we wi|ui|wee yu|yoo|you|ew eu|u|oo ui|eui|ee|i|yi i|ee|y|ie|yi"
)
# ㅓ and ㅕ are written u and you only before another letter: 성 is Sung, 서 is Seo.
_CLOSED = {"eo|uh|er": "eo|u|uh|o", "yeo|yuh|yu": "yeo|yu|you|yo|ye|u|eu"}
_TAILS_TEXT = "'' [kgc]k? k ks? n n n [td] l|r|ll k m l l l p l m [pb] p t t ng [tj] t k t p t"
_LEADS, _VOWELS, _TAILS = (text.split() for text in (_LEADS_TEXT, _VOWELS_TEXT, _TAILS_TEXT))
# The same letters, each by one consonant that it sounds like.
_SOUNDS_TEXT = (
    "k k n t t r m p p s s '' j j j k t p h",
    "'' k k k n n n t r r r r r r r r m p p t t n t t k t p t",
)
_BEGINNINGS = re.compile(r"\[(\w+)\]|(?:^|\|)(\w)")  # of the spellings in the tables above
_LEAD_SOUNDS, _TAIL_SOUNDS = (text.split() for text in _SOUNDS_TEXT)


def is_hangul(text: str) -> bool:
    """Return whether a text is Hangul syllables and nothing else."""
    return bool(text) and all(_FIRST <= sign <= _LAST for sign in text)


def split_family(name: str) -> tuple[str, str]:
    """Return family and given name of a Hangul name without spaces; a given name alone has no family.

    A name of two syllables is a given name, but where no given name begins so (김솔).
    """
    if len(name) in {_FULL, _LONG} and name.startswith(_LONG_FAMILIES):
        return name[:2], name[2:]
    if len(name) in {_FULL, _LONG} and name[0] in FAMILIES:
        return name[0], name[1:]
    if len(name) == _SHORT and name[0] in _ONLY_FAMILIES:
        return name[0], name[1:]
    return "", name


@lru_cache(maxsize=1024)
def spellings(hangul: str) -> re.Pattern[str]:
    """Return what fits the Latin spellings of Hangul syllables, in small letters without signs."""
    return re.compile("".join(f"(?:{_syllable(sign)})" for sign in hangul))


@lru_cache(maxsize=1024)
def whole_spellings(family: str, given: str) -> re.Pattern[str]:
    """Return what fits a whole name in Latin letters, the family name first or last."""
    head = "|".join((*FAMILIES.get(family, ()), spellings(family).pattern))
    rest = spellings(given).pattern
    return re.compile(f"(?:{head}){rest}|{rest}(?:{head})")


def may_begin(syllable: str, letter: str) -> bool:
    """Return whether a small Latin letter may be the first of a Hangul syllable: j of 지."""
    lead, vowel, _ = _take_apart(syllable)
    sound = _VOWELS[vowel] if _LEADS[lead] == "''" else _LEADS[lead]
    return any(letter in signs for pair in _BEGINNINGS.findall(sound) for signs in pair if signs)


def sound_of_hangul(hangul: str) -> str:
    """Return Hangul syllables as they sound, coarsely, in Latin letters: every vowel is `a`."""
    taken = map(_take_apart, hangul)
    text = "".join(f"{_LEAD_SOUNDS[lead]}a{_TAIL_SOUNDS[tail]}" for lead, _, tail in taken)
    return text.replace("''", "")


def _take_apart(sign: str) -> tuple[int, int, int]:
    """Return the places of a syllable's letters in the tables above: lead, vowel, tail."""
    vowel_and_lead, tail = divmod(ord(sign) - ord(_FIRST), _TAIL_COUNT)
    return *divmod(vowel_and_lead, _VOWEL_COUNT), tail


def _syllable(sign: str) -> str:
    lead, vowel, tail = _take_apart(sign)
    sound = _VOWELS[vowel]
    if tail:
        sound = _CLOSED.get(sound, sound)
    parts = (_LEADS[lead], sound, _TAILS[tail])
    return "".join(f"(?:{part})" for part in parts if part != "''")
