"""What a link in a log leads to: a paper with an identifier, a publisher's page, a PDF, or else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from urllib.parse import unquote_plus

from paperstudy.domain.identifiers import Identifier, Scheme, parse_identifier
from paperstudy.logs.document import Link

_PAPER_SCHEMES = frozenset(Scheme) - {Scheme.GITHUB, Scheme.URL}
_NO_PAPER_DOI = re.compile(r"10\.(?:5281/zenodo|6084/m9\.figshare|24432)", re.IGNORECASE)
# Matched with an address in small letters: alternatives that ignore case are slow to compile.
_PUBLISHER = re.compile(
    r"^(?:[\w-]+\.)*(?:"
    r"ieeexplore\.ieee\.org/(?:abstract/)?(?:document|stamp)|computer\.org/csdl|sciencedirect\.com/science/article|"
    r"link\.springer\.com/(?:article|chapter|content)|nature\.com/articles|science\.org/doi|pnas\.org/(?:doi|content)|"
    r"dl\.acm\.org/(?:doi|citation)|ojs\.aaai\.org/index\.php/\w+/article|aaai\.org/(?:ojs|papers|library)|"
    r"cdn\.aaai\.org/ojs|ecva\.net/(?:papers|html)|eccv\.ecva\.net/virtual|(?:neurips|nips|icml|iclr|cvpr\.thecvf)\.cc/virtual|"
    r"cvpr\.thecvf\.com/virtual|thecvf\.com/content|jmlr\.org/papers|jmlr\.csail\.mit\.edu/papers|isca-speech\.org/archive|"
    r"usenix\.org/(?:conference|system/files)|vldb\.org/pvldb|mlsys\.org/(?:paper_files|virtual)|proceedings\.mlsys\.org/paper|"
    r"roboticsproceedings\.org|ijcai\.org/proceedings|bmva-archive\.org\.uk|bmvc2?\d*\.|"
    r"biorxiv\.org/content|medrxiv\.org/content|ssrn\.com/(?:sol3|abstract)|hal\.science/hal|tandfonline\.com/doi|"
    r"onlinelibrary\.wiley\.com/doi|cell\.com/[\w-]+/fulltext|mdpi\.com/\d|frontiersin\.org/(?:journals/[^\s]+/)?articles|"
    r"journals\.(?:sagepub|plos|aps)\.\w+/|academic\.oup\.com/\w+/article|direct\.mit\.edu/\w+/article|"
    r"mitpressjournals\.org/doi|jstage\.jst\.go\.jp/article|ceur-ws\.org/vol|dbpia\.co\.kr/(?:pdf|journal)|"
    r"koreascience\.(?:or\.)?kr/article|kci\.go\.kr/kciportal|riss\.kr/(?:link|search/detail)|cs\.toronto\.edu/~\w+/absps|"
    r"ai\.(?:meta|facebook)\.com/research/publications|research\.fb\.com/publications|research\.google/pubs|"
    r"ai\.google/research/pubs|research\.google\.com/pubs|deepmind\.(?:com|google)/(?:research/)?publications|"
    r"microsoft\.com/en-us/research/publication|cdn\.openai\.com/(?:papers|better-language-models|research-covers)|"
    r"storage\.googleapis\.com/deepmind-media/[^\s]+\.pdf|machinelearning\.apple\.com/research/|research\.nvidia\.com/publication|"
    r"citeseerx?\.ist\.psu\.edu/[^\s]|semanticscholar\.org/reader|pdfs\.semanticscholar\.org|ncbi\.nlm\.nih\.gov/pmc/articles|"
    r"pubmed\.ncbi\.nlm\.nih\.gov/\d|researchgate\.net/publication|bioinf\.jku\.at/publications|lrec-conf\.org/proceedings"
    r")"
)
_OTHER_PDF = re.compile(
    r"slide|lecture|/lec|syllabus|homework|/hw\d|tutorial|/notes?/|_notes?\.|presentation|seminar|poster|resume|/cv\.pdf|"
    r"handout|manual|guide|datasheet|white.?paper|brochure|cheat|github\.com|githubusercontent|github\.io/assets|notion|"
    r"drive\.google|dropbox|slideshare",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"(?:youtube\.com/results\?|scholar\.google\.[\w.]+/scholar\?|google\.[\w.]+/search\?|semanticscholar\.org/search\?|"
    r"paperswithcode\.com/search\?|arxiv\.org/(?:search|a)\S*\?)\S*?\b(?:search_query|q|query)=([^&#]+)",
    re.IGNORECASE,
)
_BLOG = re.compile(
    r"tistory\.com|velog\.io|medium\.com|blog|youtube\.com|youtu\.be|wikidocs|wikipedia|namu\.wiki|brunch\.co|stackoverflow|"
    r"kaggle\.com|dacon\.io|reddit\.com|twitter\.com|facebook\.com|slideshare|tensorflow\.org|pytorch\.org|readthedocs|"
    r"huggingface\.co|colab\.|spinningup|towardsdatascience|/docs?/|github\.io",
    re.IGNORECASE,
)
_WRITTEN_ID = re.compile(
    r"(?<![\w./-])(?:arxiv|eprint)\s{0,2}[:\s]\s{0,2}(?:abs/)?(?:\d{4}\.\d{4,5}|[a-z-]{2,10}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?(?![\w.]\d)"
    r"|(?<![\w./-])(?:doi\s{0,2}[:\s]\s{0,2})?10\.\d{4,9}/(?-i:[^\s<>\"'\[\]{}|가-힣]){3,120}"
    r"|(?<=\[)\d{4}\.\d{4,5}(?:v\d{1,2})?(?=\])",
    re.IGNORECASE,
)
_MAY_HOLD_ID = re.compile(r"10\.\d|arxiv|eprint|\[\d{4}\.", re.IGNORECASE)
_ABSOLUTE = re.compile(
    r"(?:https?:)?//|www\.|arxiv|eprint|doi|10\.|\d{4}\.\d{4,5}|[\w-]+(?:\.[\w-]+)+/", re.IGNORECASE
)
_SCHEME = re.compile(r"^[a-z]+://(?:www\.)?", re.IGNORECASE)
_TITLE_WORDS = 4
_TITLE_LETTERS = 20


class Target(IntEnum):
    """What a link leads to; from `PUBLISHER` on it is a paper whatever stands around it."""

    OWN = 0  # relative: the group's own notes
    OTHER = 1
    BLOG = 2
    PDF = 3
    PUBLISHER = 4
    PAPER = 5


@dataclass(frozen=True, slots=True)
class PaperLink:
    """A link and what it leads to; `label_span` are the offsets of its label in the text judged."""

    link: Link
    target: Target
    identifier: Identifier | None = None
    searched: str = ""
    label_span: tuple[int, int] = (0, 0)

    @property
    def is_paper(self) -> bool:
        """Whether the link alone shows that there is a paper."""
        return self.target >= Target.PUBLISHER


def judge_link(link: Link, text: str, start: int = 0) -> PaperLink:
    """Say what `link` leads to; `text` is the masked text around it, `start` its offset."""
    span = _label_span(link, text, start)
    url = link.url.strip()
    if not _ABSOLUTE.match(url):
        return PaperLink(link, Target.OWN, label_span=span)
    searched = _SEARCH.search(url)
    if searched:
        words = unquote_plus(searched.group(1))
        return PaperLink(link, Target.OTHER, searched=words, label_span=span)
    identifier = parse_identifier(url)
    if identifier is None or identifier.scheme not in _PAPER_SCHEMES:
        address = _judge_address(url, known=identifier is not None)
        return PaperLink(link, address, label_span=span)
    if identifier.scheme is Scheme.DOI and _NO_PAPER_DOI.match(identifier.value):
        return PaperLink(link, Target.OTHER, label_span=span)
    return PaperLink(link, Target.PAPER, replace(identifier, version=None), label_span=span)


def _judge_address(url: str, *, known: bool) -> Target:
    address = _SCHEME.sub("", url)
    if _PUBLISHER.match(address.lower()):
        return Target.PUBLISHER
    path = address.partition("?")[0].lower()
    if path.endswith((".pdf", ".ps", ".ps.gz")) and not _OTHER_PDF.search(address):
        return Target.PDF
    return Target.BLOG if known or _BLOG.search(address) else Target.OTHER


def _label_span(link: Link, text: str, start: int) -> tuple[int, int]:
    """Return where the label stands in `text`: all that is left of the link there."""
    low = max(0, link.start - start)
    if not link.label:
        return (low, low)
    piece = text[low : link.end - start]
    return (low + len(piece) - len(piece.lstrip()), low + len(piece.rstrip()))


def written_identifiers(text: str, line: int) -> list[Link]:
    """Return identifiers that stand in a masked line as text, such as `arXiv:1706.03762`."""
    if not _MAY_HOLD_ID.search(text):
        return []
    found = []
    for match in _WRITTEN_ID.finditer(text):
        surface = match.group().rstrip(".,;:)")
        found.append(
            Link(surface, "", line, match.start(), match.start() + len(surface), match.start())
        )
    return found


def address_key(url: str) -> str:
    """Return what two ways of writing one address share."""
    return _SCHEME.sub("", url.strip()).partition("#")[0].rstrip("/").lower()


def words_of_address(url: str) -> str:
    """Return the words in the last part of a URL, such as the title in a file name; else ''."""
    last = _SCHEME.sub("", url).partition("?")[0].rstrip("/").rpartition("/")[2]
    last = re.sub(r"\.(?:pdf|html?|ps)$", "", unquote_plus(last), flags=re.IGNORECASE)
    words = [word for word in re.split(r"[-_+\s.]+", last) if word]
    if words and words[0].isdigit():
        words = words[1:]
    telling = len(words) >= _TITLE_WORDS and sum(map(len, words)) >= _TITLE_LETTERS
    return " ".join(words) if telling else ""
