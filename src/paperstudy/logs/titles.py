"""Titles as people write them in logs: what is decoration, what is the title, and is it one at all.

Nothing here knows a paper; everything is judged by form alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VENUES = (
    r"CVPR|ICCV|ECCV|WACV|BMVC|ACCV|NeurIPS|NeuraIPS|NIPS|ICML|ICLR|AAAI|IJCAI|UAI|AISTATS|COLT|CoRL|CoLM|COLM|TMLR|"
    r"JMLR|ACL|EMNLP|NAACL|EACL|AACL|COLING|CoNLL|TACL|LREC|INTERSPEECH|Interspeech|ICASSP|ISMIR|KDD|SIGKDD|WWW|"
    r"TheWebConf|TheWeb|WSDM|CIKM|SIGIR|RecSys|ECIR|CHIIR|ICTIR|JCDL|SDM|ICDM|PKDD|CHI|UIST|SIGGRAPH|MICCAI|MIDL|"
    r"ICRA|IROS|RSS|ISCA|MICRO|HPCA|ASPLOS|DAC|MLSys|OSDI|SOSP|VLDB|SIGMOD|ICDE|TPAMI|PAMI|IJCV|TIP|TOG|Nature|"
    r"Science|PNAS|arXiv|Arxiv|ArXiv|preprint"
)
_MAKERS = (
    "Google|DeepMind|Meta|FAIR|Facebook|Microsoft|OpenAI|NVIDIA|Nvidia|Apple|Amazon|Adobe|Baidu|Tencent|Alibaba|"
    "Naver|NAVER|Kakao|Samsung|Uber|Stanford|MIT|CMU|Berkeley|KAIST|Anthropic|Salesforce|Huawei|IBM|AI2"
)
_VENUE = re.compile(
    rf"\b(?P<venue>{_VENUES})(?:\s+(?:Workshops?|Findings|W))?[\s,'’]{{0,3}}(?P<year>(?:19|20)?\d\d)?(?:\.\d\d)?\b"
)
_YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-4]\d)\b")
# Wide ranges of letters stand in `(?-i:…)`: with case ignored they take milliseconds to compile.
_LEADING = re.compile(
    r"^(?:[\W_]*(?:(?:(?-i:[가-힣]){1,6}\s+){0,2}논문(?:\s*(?:제목|리뷰|정리|요약|읽기))?|페이퍼|paper(?:\s*(?:title|review|summary|reading|notes?))?|title|topic|제목|원문|링크|참고|reference|(?:to\s+)?read(?:ing)?|읽기|읽을\s*것)"
    r"\s*(?:\d+\s*)?(?:[:：]|\s[-–—|]\s)\s*"
    r"|\s*\[\s*(?:arxiv\s*:?\s*)?\d{4}\.\d{4,5}(?:v\d+)?\s*\]\s*"
    r"|\s*[\[(（][^\[\]()（）]{1,40}[\])）]\s*(?=\S)"
    r"|\s*(?:19|20)?\d{2}\s*[./年년-]\s*\d{1,2}\s*[./月월-]\s*\d{1,2}\s*[日일]?\.?\s*(?:\([^()]{1,9}\))?\s*[:：,–—-]?\s+"
    r"|\s*\d{1,2}\s*[./月월]\s*\d{1,2}\s*[日일]?\s*(?:\([^()]{1,9}\))?\s*[:：,–—-]?\s+"
    r"|\s*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d)?[\s*]*[:：–—-]"
    r"|\s*(?:week|day|session|paper)\s*\d{1,3}[\s*]*[:：.–—-]"
    r"|\s*(?-i:[가-힣぀-ヿ一-鿿]){2,5}\s*(?:님|さん|씨)?[\s*]*[:：]\s*(?=\S)"
    r"|\s*\d{1,3}\s*[.)]\s+|\d\ufe0f?\u20e3|(?-i:[\s\-–—•*·:：,;|>#&\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])+)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s*[\[(（][^\[\]()（）]{1,60}[\])）]"
    r"|\s*[,;|(–—-]?\s*\b(?:presented|presentation|talk|review(?:ed)?|led)\s+by\s+[^\d]{2,60}"
    r"|\s*[,;|–—-]\s*by\s+[^\d]{2,60}"
    # Behind a mark the year may be missing: `…, CVPR`, but not `… for Science`.
    rf"|(?:(\s*[,.;|/–—-]\s*)|\s+)(?:in\s+)?(?-i:\b(?:{_VENUES}))(?:\s+(?:Workshops?|Findings))?[\s,'’]{{0,3}}"
    r"(?(1)(?:(?:19|20)?\d\d)?|(?:19|20)?\d\d)(?:\.\d\d)?\.?"
    r"|\s*[,.;]\s*(?:19|20)\d\d\.?"
    rf"|\s+[|/–—-]\s+(?-i:(?:{_MAKERS})(?:\s(?:AI|Brain|Research|Labs?))?)"
    r"|\s*(?:논문\s*)?(?:리뷰|정리|요약|읽기|발표|논문)\s*"
    r"|\s*[|/–—-]\s*(?:review|summary|pdf|paper|code|slides?|video)\s*"
    r"|[\s\-–—•*·:：,;|>→#&\[(（]+)$",
    re.IGNORECASE,
)
# Ends in a letter and holds none of these: nothing trails.
_MAY_TRAIL = re.compile(r"[,.;|/–—·\-]|\b[Bb][Yy]\b|[뷰리약기표문]$")
_SITE = re.compile(
    r"\s*(?:[-–—|·]\s*)?\(?\b(?:arxiv|openreview|slideshare|aclanthology)\.(?:org|net)\)?\s*$",
    re.IGNORECASE,
)
_QUOTES = "\"'“”‘’「」『』《》<>«»"
_CUT = re.compile(r"(?:…|\.{3,})\s*$")
_WORD = re.compile(r"[^\W\d_][\w'’+]*(?:-[\w'’+]+)*|\d+(?:[x×.]\d+)*[A-Za-z]*")
SMALL_WORDS = _words(
    "a an and are as at be by do for from how in into is it its need no not of on or over the their "
    "through to toward towards under up using via we what when where which who why with without can "
    "does you your all only vs versus beyond between among across this that our"
)
_SENTENCE = re.compile(
    r"\b(?:i|we|my|our|us|let's|please|should|will|would|could|don't|it's|i'm|they|he|she|was|were|has|have|had)\b",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"^(?:session|track|workshop|tutorial|keynote|lecture|chapter|part|section|week|day|step|opening|closing|lab|homework|"
    r"assignment|lunch|break|discussion|introduction to|intro to|how to)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:party|holidays?|no (?:meeting|class|session|paper)|kick-?off|orientation|lunch|dinner|midterms?|final exams?|"
    r"vacation|cancell?ed|postponed|welcome|wrap-?up|hackathon|reading group|study group|"
    r"journal club|agenda|syllabus|brainstorming|meeting|guest (?:talk|speaker))\b",
    re.IGNORECASE,
)
_CODE_SIGNS = re.compile(r"[{};=\\<>]|\w\(\)|::|->|https?:|\.(?:py|ipynb|md|png|jpg|zip)\b")
_NO_TITLE_END = re.compile(r"[.!]\s*$|[가-힣]{2,}\s*[.!?]?\s*$")
_GENERIC = _words(
    "paper papers pdf link arxiv abs html doi url here page 논문 논문링크 논문원문 원문 링크 페이퍼 여기 이곳 바로가기 "
    "paperlink pdflink arxivlink papersite linktopaper 논문pdf 논문주소 주소 출처 참고 참고논문 source ref reference "
    "openreview paperswithcode pwc publication acm ieee springer 本文 論文 リンク preprint download thispaper "
    "original originalpaper paperpdf pmlr mlr cvf thecvf openaccess cvfopenaccess aclanthology semanticscholar s2 google "
    "googlescholar scholar googleresearch huggingface hf alphaxiv ar5iv jmlr usenix sciencedirect researchgate biorxiv "
    "elsevier nature science wiley mdpi journal publisher fulltext abstract read click 구글 구글스칼라 원본 전문 보기 클릭 "
    "논문보기 원문보기 링크참고 原文 こちら 出典 論文リンク"
)
_NOT_A_PAPER = re.compile(
    r"\bslides?\b|\bppt\b|발표\s*자료|강의|코드|github|깃허브|깃헙|영상|youtube|유튜브|블로그|포스팅|포스트|tistory|velog|요약|정리|노트|"
    r"홈페이지|리뷰|튜토리얼|공식\s*문서|설명|해설|스터디|위키|슬라이드|資料|スライド|kaggle|캐글|설치|백서|도서|교재|기사|뉴스|\bcolab\b|notebook",
    re.IGNORECASE,
)
# English words that a title may hold as well: they speak against a paper in a short label only.
_NOT_A_PAPER_SHORT = re.compile(
    r"\b(?:keynote|lectures?|code|repo|repository|videos?|blog|post|posting|poster|summary|notes?|project\s*page|homepage|demo|review|"
    r"issues?|tutorials?|docs?|documentation|wiki|install(?:ation)?|error|leaderboard|white\s*paper|books?|news|website|dataset)\b",
    re.IGNORECASE,
)
_SHORT_LABEL = 5
_INITIALS = re.compile(
    r"^(?:[A-Z]\.\s*-?)+[A-Z][a-z]|^[A-Z][\w'’-]+,\s*(?:[A-Z]\.|[A-Z][a-z]+\s*(?:,|and|&|$))"
)
# `Kim, J., & Lee, K.` or `J. Kim and K. Lee.` in front of a title.
_AUTHOR_RUN = re.compile(
    r"(?:[A-Z][\w'’-]{1,30},\s*(?:[A-Z]\.\s*-?){1,4}(?:,\s*)?(?:(?:and|&)\s+)?){1,30}(?:et al\.?,?\s*)?(?=[A-Z\"“])"
    r"|(?:(?:[A-Z]\.\s*-?){1,4}[A-Z][\w'’-]{1,30}(?:,\s*(?:and\s+)?|\s+(?:and|&)\s+|\.\s+)){1,30}(?:et al\.?,?\s*)?"
)
_QUOTED = re.compile(r"[\"“](?=[^\s\"”])([^\"“”]{15,250})[\"”]")
_APA = re.compile(r"\((?:19|20)\d\d[a-z]?\)\.?[,:]?\s+")
_BEHIND_KOREAN = re.compile(r"[^A-Za-z()]*[가-힣][^A-Za-z()]*\(([A-Za-z][^()가-힣]{11,200})\)")
_STOP = re.compile(r"(?<=[^\W\d]{2})(?<!\bvs)(?<!\bal)(?<!\bcf)(?<!\bNo)[.?!]\s+(?=[\"“A-Z(])")
_MARKS = re.compile(r"[\W_]+")
_ASCII_KEY = {code: (chr(code).lower() if chr(code).isalnum() else None) for code in range(128)}
_COLON = re.compile(r"\s+([:：])\s*")
_MIN_LENGTH, _MAX_LENGTH = 6, 260
_LATIN_SHARE = 0.85
_MANY_CAPITALS, _HALF_CAPITALS = 0.7, 0.6
_LONG, _MIDDLE, _FEW = 5, 4, 3
_LONG_NAME, _LONG_NAME_WORDS = 40, 4
_AUTHORS_LENGTH = 60
_CENTURY = 100


class Strength(IntEnum):
    """How surely a text, by its form alone, is the title of a paper."""

    NONE = 0
    PERHAPS = 1
    LIKELY = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class WrittenTitle:
    """A title as written in a log, with what stood around it.

    `start` and `end` are its offsets in the text looked at; `short` is a name before a colon
    (`ViT` in `ViT : An Image is …`); `cut` says that it ends in an ellipsis, `cited` that authors
    stand before it as in a list of references.
    """

    title: str
    start: int
    end: int
    short: str = ""
    venue: str = ""
    year: int | None = None
    cut: bool = False
    cited: bool = False


def find_title(text: str) -> WrittenTitle | None:
    """Return the title in `text`, decoration and citation taken off; None where nothing is left."""
    start, end = _strip(text, 0, len(text))
    inner = _translated(text[start:]) or _cited(text[start:end])
    cited = False
    if inner is not None:
        cited = _looks_like_authors(text[start : start + inner[0]].rstrip(' "“,'))
        start, end = _strip(text, start + inner[0], start + inner[1])
        end = start + len(text[start:end].rstrip(" .,"))
    body = text[start:end]
    cut = _CUT.search(body)
    if cut:
        body = body[: cut.start()].rstrip()
    low = len(body) - len(body.lstrip(_QUOTES)) if not _opens_inside(body) else 0
    high = len(body.rstrip(_QUOTES)) if not _opens_inside(body) else len(body)
    start, end = start + low, start + high
    title = unspaced(" ".join(text[start:end].split()))
    if not title:
        return None
    venue, year = _find_venue(text)
    return WrittenTitle(
        title, start, end, split_short(title)[0], venue, year, cut is not None, cited
    )


def unspaced(title: str) -> str:
    """Return a title without the space that some put before a colon."""
    return _COLON.sub(r"\1 ", title)


def _translated(text: str) -> tuple[int, int] | None:
    """Return where the English title stands behind a Korean one: `잔차 학습 (Deep Residual …)`."""
    match = _BEHIND_KOREAN.match(text)
    if match is None or len(match.group(1).split()) < _MIDDLE:
        return None
    return match.span(1)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of what is left when the decoration at both ends is taken off."""
    for _ in range(6):
        before = (start, end)
        start += _strip_left(text[start:end])
        end -= _strip_right(text[start:end])
        if (start, end) == before:
            break
    return start, end


def _strip_left(text: str) -> int:
    match = _LEADING.match(text[:200])
    return match.end() if match and match.end() < len(text.rstrip()) else 0


def _strip_right(text: str) -> int:
    body = text.rstrip()
    if body[-1:].isalpha() and not _MAY_TRAIL.search(body[-120:]):
        return len(text) - len(body)
    match = _SITE.search(body[-60:]) or _TRAILING.search(body[-120:])
    if match and len(match.group()) < len(body):
        body = body[: -len(match.group())] if match.group() else body
    return len(text) - len(body)


def _cited(text: str) -> tuple[int, int] | None:
    """Return where the title stands in a citation: in quotes, behind the year, behind the authors."""
    quoted = _QUOTED.search(text)
    if quoted and len(quoted.group(1).split()) >= _FEW and quoted.start() > 0:
        return quoted.span(1)
    year = _APA.search(text)
    if year and _looks_like_authors(text[: year.start()]):
        stop = _STOP.search(text, year.end())
        return (year.end(), stop.start() if stop else len(text))
    run = _AUTHOR_RUN.match(text)
    start = run.end() if run and run.end() < len(text) else 0
    stops = list(_STOP.finditer(text, start))
    if start:
        return (start, stops[0].start() if stops else len(text))
    if not stops:
        return None
    if _looks_like_authors(text[: stops[0].start()]):
        return (stops[0].end(), stops[1].start() if len(stops) > 1 else len(text))
    rest = text[stops[0].end() :]
    behind = len(rest.split()) < _LONG or _VENUE.search(rest) or _looks_like_authors(rest)
    return (0, stops[0].end()) if behind else None


def _looks_like_authors(text: str) -> bool:
    text = text.strip()
    return is_author_list(text.rstrip(".")) or bool(_INITIALS.match(text)) or "et al" in text


def _opens_inside(body: str) -> bool:
    """Say whether a quotation at one end closes inside the title and so belongs to it."""
    count = sum(body.count(sign) for sign in '"“”')
    enclosed = body[:1] in _QUOTES and body[-1:] in _QUOTES
    return count > _FEW - 1 or (count == _FEW - 1 and not enclosed)


def _find_venue(text: str) -> tuple[str, int | None]:
    for match in _VENUE.finditer(text):
        outer = text[max(0, match.start() - 2) : match.start()]
        year = match.group("year")
        if year or match.start() == 0 or any(sign in outer for sign in "[(（"):
            return _venue_name(match), _full_year(year)
    found = re.search(r"[\[(（,]\s*((?:19|20)\d\d)\s*[\])）]?\s*$", text)
    return "", int(found.group(1)) if found else None


def _venue_name(match: re.Match[str]) -> str:
    name = match.group("venue")
    return "" if name.lower() in {"arxiv", "preprint"} else name


def _full_year(year: str | None) -> int | None:
    if not year:
        return None
    number = int(year)
    if number < _CENTURY:
        number += 2000 if number < _AUTHORS_LENGTH else 1900
    return number


def read_year(text: str) -> int | None:
    """Return a year of publication written in `text`, such as a cell of a table."""
    match = _YEAR.search(text)
    return int(match.group()) if match else None


def read_venue(text: str) -> str:
    """Return the name of a conference or journal written in `text`."""
    match = _VENUE.search(text)
    return _venue_name(match) if match else ""


def split_short(title: str) -> tuple[str, str]:
    """Return (short name, rest) of `ViT: An Image is …`; an empty name where there is none."""
    head, colon, rest = title.replace("：", ":").partition(":")
    named = len(head) <= _LONG_NAME and len(head.split()) <= _LONG_NAME_WORDS
    if colon and named and len(rest.split()) > 1:
        return head.strip(), rest.strip()
    return "", title


def names_event(title: str) -> bool:
    """Say whether a title announces a gathering or a holiday, as schedules do between papers."""
    return bool(_EVENT.search(title))


def is_generic_label(label: str) -> bool:
    """Say whether a link's label says no more than that there is a paper: `PDF`, `CVPR 2020`."""
    if key_of(label) in _GENERIC or not any(char.isalpha() for char in label):
        return True
    return bool(_VENUE.fullmatch(label.strip(" []()\"'.,")))


def names_other_thing(text: str) -> bool:
    """Say whether a label or line speaks of slides, code, a blog or the like."""
    if _NOT_A_PAPER.search(text):
        return True
    return len(text.split()) <= _SHORT_LABEL and bool(_NOT_A_PAPER_SHORT.search(text))


def key_of(text: str) -> str:
    """Return the letters and digits of `text`, folded: what two spellings share."""
    if text.isascii():
        return text.translate(_ASCII_KEY)
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


def title_strength(written: WrittenTitle) -> Strength:
    """Judge by form whether this is a paper's title, in a text without any other evidence."""
    title = written.title
    if not _MIN_LENGTH <= len(title) <= _MAX_LENGTH or _CODE_SIGNS.search(title):
        return Strength.NONE
    letters = [char for char in title if char.isalpha()]
    latin = sum(char < "\u0250" for char in letters)
    if not letters or latin < _LATIN_SHARE * len(letters):
        return Strength.NONE
    if _SESSION.match(title) or is_author_list(title):
        return Strength.NONE
    words = [word for word in _WORD.findall(title) if word[0].isalpha()]
    content = [word for word in words if word.lower() not in SMALL_WORDS]
    return _judge_words(title, words, content) if len(words) > 1 and content else Strength.NONE


def _judge_words(title: str, words: list[str], content: list[str]) -> Strength:
    capital = sum(word[0].isupper() or not word.islower() for word in content) / len(content)
    sentence = bool(_SENTENCE.search(title)) or bool(_NO_TITLE_END.search(title))
    short, rest = split_short(title)
    named = bool(short) and not short.islower() and len(rest.split()) >= _FEW
    high = title.lstrip(_QUOTES)[:1].isupper() or title[:1].isdigit()
    many = len(words)
    if sentence:
        return (
            Strength.PERHAPS
            if many >= _FEW and high and capital >= _HALF_CAPITALS
            else Strength.NONE
        )
    if many >= _LONG and (capital >= _MANY_CAPITALS or (named and high)):
        return Strength.SURE
    if many >= _MIDDLE and high and (capital >= _HALF_CAPITALS or named or many > _LONG):
        return Strength.LIKELY
    return Strength.PERHAPS if many >= _LONG or (many >= _FEW and high) else Strength.NONE


def is_author_list(text: str) -> bool:
    """Say whether `text` is a list of people: `Kolda and Bader`, `Vaswani et al., 2017`."""
    if re.search(r"\bet\s*al\b", text):
        return len(text) < _AUTHORS_LENGTH
    parts = [part.strip() for part in re.split(r",|\band\b|&", text) if part.strip()]
    if len(parts) == 1 or not parts:
        return False
    sizes = {len(part.split()) for part in parts[:-1]}
    names = [word for part in parts[:-1] for word in part.split()]
    last = parts[-1].split()
    if not all(re.match(r"[A-Z][\w.'’-]*$", name) for name in names) or not last[0][:1].isupper():
        return False
    # `Gray, Tang and Priebe` or `Ada Gray, Bo Tang, Cy Priebe`: one way of naming throughout.
    return (sizes == {1} and len(last) < _FEW) or (sizes == {2} and len(parts) >= _FEW)
