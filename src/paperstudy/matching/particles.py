"""What may follow a Korean name inside the same word: particles and nouns that lean on names."""

from __future__ import annotations

import re

from paperstudy.matching.normalise import fold_text

_NOUNS = (
    "논문|모델|모형|기반|구조|계열|방식|기법|방법|알고리즘|네트워크|아키텍처|아키텍쳐|블록|레이어|층|"
    "학습|구현|리뷰|발표|코드|실습|정리|내용|부분|같은|등|들|식|용|형|류|처럼|쪽|편"
)
_PARTICLES = (
    "은|는|이|가|을|를|의|에|와|과|도|로|으로|랑|이랑|까지|부터|보다|처럼|에서|에게|한테|만|마다|조차|"
    "뿐|밖에|라도|이라도|나|이나|든|이든|라는|이라는|라고|이라고|란|이란|라면|이라면|라서|이라서|로서|"
    "으로서|로써|으로써|에는|에도|에서는|에서도|와는|과는|로는|으로는|하고|하며|이며|며|이고|고|인|인데|"
    "이다|다|였다|이었다|입니다|이에요|예요|이야|야|요|일|인지|이지만|지만|대로|만큼|같이|치고|"
    "한|하는|하다|하여|해서|해|했다|할|된|되는|시|후|전|때"
)
# Stacked, as in `트랜스포머모델에서만` or `드롭아웃까지도`; a stack of more than four is no stack.
_TAIL = re.compile(fold_text(rf"(?:{_NOUNS})?(?:{_NOUNS})?(?:{_PARTICLES}){{0,3}}") + "(?![가-힣])")


def ends_name(text: str, end: int) -> bool:
    """Return whether a Korean name may end at `end` of folded `text`: a particle may follow."""
    return _TAIL.match(text, end) is not None
