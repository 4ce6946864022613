"""Which day is meant: the date of a log and the dates of meetings.

An invented date is worse than none: nothing is returned unless day, month and year all follow
from what is written. The clock is never asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from paperstudy.logs.date_order import DateOrder, read_order
from paperstudy.logs.date_text import DateHit, find_dates
from paperstudy.logs.document import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperstudy.logs.document import Document, Line

_DATE_KEYS = (
    "date", "날짜", "일자", "작성일", "작성일자", "작성 날짜", "학습일", "학습 날짜", "日付", "日時",
    "datetime", "day", "created", "created_at", "created at", "createdat", "created time",
    "date created", "date_created", "creation_date", "create_date", "생성일", "생성 일시", "작성일시",
    "published", "published_at", "publish_date", "publishdate", "pubdate", "pubdatetime", "posted",
    "등록일", "회의 일시", "일시",
)  # fmt: skip
_CHANGE_KEYS = (
    "last_modified_at", "last_modified", "lastmod", "last modified", "lastmodified", "modified",
    "modified_at", "updated", "updated_at", "update", "date_modified", "last_updated",
    "수정일", "최종 수정일", "last edited time", "moddate",
)  # fmt: skip
_LABEL = re.compile(
    r"^[^\w(\[「]*(?:(?:회의|모임|미팅|스터디|세미나|진행|학습|작성|공부한?|발표|수업)\s?)?"
    r"(?:(?:날짜|일시|일자)(?:\s?(?:및|/|&|·|,)\s?(?:시간|장소))?|(?:작성|발표|모임|진행|회의|학습)일시?|생성\s?일시?|date(?:\s?(?:and|&|/)\s?time)?"
    r"|when|created(?:\s?(?:time|at|on))?|date created|日時|日付|開催日時?|作成日|実施日|開催日程)"
    r"(?P<end>\W{0,6}$|\s{0,3}\W{0,4}[:：|\-]\W{0,6}|\s+(?=['’]?\d))",
    re.IGNORECASE,
)
_NOT_THE_DAY = re.compile(
    r"마감|까지|제출|기한|데드라인|deadline|\bdue\b|submission|until|締切|〆切|期限|출시|발행|발매"
    r"|next meeting|다음\s?(?:모임|회의|스터디)|arxiv|published in",
    re.IGNORECASE,
)
_HEX_NAME = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
_ISO_STAMP = re.compile(r"^\s*['\"]?(\d{4})-(\d{1,2})-(\d{1,2})[Tt ]")
_STEM_DATE = re.compile(r"(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)")
_STEM_SHORT = re.compile(
    r"(?<![0-9A-Za-z])([12]\d|3[0-5])(?P<sep>[-_.]?)(0[1-9]|1[0-2])(?P=sep)"
    r"(0[1-9]|[12]\d|3[01])(?![0-9A-Za-z])"
)
_FOLDERS = re.compile(
    r"(?:^|/)(20\d\d)(?:년|年)?(?:/|[-_. ])(0?[1-9]|1[0-2])(?:월|月)?[^/\d]{0,12}"
    r"/(?:\d{4}[-_.])?(?:\d\d[-_.])?(0?[1-9]|[12]\d|3[01])(?![0-9])(?:일|日)?(?=$|[^\w]|_)"
)
_FOLDERS_MD = re.compile(
    r"(?:^|/)(20\d\d)(?:년|年)?/(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?![0-9])(?=$|[^\w]|_)"
)
_TOP_LINES = 12
_NEARBY_DAYS = 200
_NEW_YEAR, _YEARS_END = 2, 11
_SHORT_LINE = 45
_FIRST_HEADINGS = 2
_WEEK_OF = re.compile(
    r"\bweek\s(?:of|commencing|starting|beginning)\b(?:\sthe)?|\bw/c\b", re.IGNORECASE
)
_LEADS_ON = re.compile(
    r"<<|>>|[←→⬅➡◀▶«»]|\bprev|\bnext|yesterday|tomorrow|이전|다음|어제|내일", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class YearHint:
    """A year that a heading gives to the dates below it.

    Months before `first_month` belong to the next year: January of an autumn term.
    """

    year: int
    first_month: int = 1

    def of(self, month: int) -> int:
        """Return the year that `month` falls in."""
        return self.year + (1 if month < self.first_month else 0)


_VENUE = (
    r"(?:CVPR|ICCV|ECCV|WACV|BMVC|NeurIPS|NIPS|ICML|ICLR|ACL|EMNLP|NAACL|EACL|COLING|AAAI|IJCAI|KDD|SIGIR"
    r"|WWW|WSDM|CIKM|RecSys|INTERSPEECH|ICASSP|MICCAI|CHI|SIGGRAPH|AISTATS|UAI|COLT|CoRL|ICRA|IROS|ISCA"
    r"|HPCA|ASPLOS|USENIX|OSDI|SOSP|VLDB|SIGMOD|ECIR|JCDL|arXiv|TPAMI|JMLR|Nature|Science)"
)
_YEAR = re.compile(
    r"(?<!" + r"\d)(?P<venue>" + _VENUE + r"\W{0,2})?(?P<year>20[0-4]\d)"
    r"(?:\s?[-–~/]\s?(?P<next>20[0-4]\d|\d\d)(?![\d.월/-]))?(?![\d.]\d|\d)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(
    r"(?<![\d.])['’]?(?P<year>[12]\d)\s?(?:년도?|학년도|年度?)(?!\s?\d{1,2}\s?월)"
)
_SECOND_TERM = re.compile(r"2\s?학기|후기|후반기|fall|autumn|가을|秋|後期|하반기", re.IGNORECASE)


def find_year(text: str) -> YearHint | None:
    """Return the year that a heading such as 2017년도 2학기 or Fall 2022 gives, if it is one year."""
    hints: set[YearHint] = set()
    for match in _YEAR.finditer(text):
        if match["venue"]:
            continue
        year, following = int(match["year"]), match["next"]
        if following and int(following) % 100 == (year + 1) % 100:
            hints.add(YearHint(year, 7))
        else:
            hints.add(YearHint(year, 3 if _SECOND_TERM.search(text) else 1))
    if not hints:
        short = _SHORT_YEAR.search(text)
        if short:
            hints.add(YearHint(2000 + int(short["year"]), 3 if _SECOND_TERM.search(text) else 1))
    return hints.pop() if len(hints) == 1 else None


def settle_date(
    hit: DateHit, year: YearHint | None = None, near: date | None = None
) -> date | None:
    """Return the day a hit means, its year from the hit, from `year`, or as close to `near`.

    None for a span of days, and where the year does not follow.
    """
    if hit.is_range:
        return None
    if hit.year is not None:
        return hit.on(hit.year)
    if year is not None:
        first = year.of(hit.month)
        turn = 1 if hit.month <= _NEW_YEAR else -1 if hit.month >= _YEARS_END else 0
        return _by_weekday(hit, (first, first + turn))
    if near is not None:
        years = (near.year, near.year - 1, near.year + 1)
        days = [day for day in (hit.on(number) for number in years) if day]
        close = sorted(
            (abs((day - near).days), day) for day in days if abs((day - near).days) < _NEARBY_DAYS
        )
        return close[0][1] if close else None
    return None


def _by_weekday(hit: DateHit, years: tuple[int, ...]) -> date | None:
    """Return the first of `years` in which the hit falls on its weekday, else the first."""
    days = [day for day in (hit.on(number) for number in years) if day]
    if not days:
        return None
    if hit.weekday is not None:
        return next((day for day in days if day.weekday() == hit.weekday), days[0])
    return hit.on(years[0])


def parse_date(text: str, year: int | None) -> date | None:
    """Return the day that a written date means: the first one in `text`.

    Args:
        text: such as `1/5 금요일`, `250501` or `Friday, February 16th, 2024 at 11h00`.
        year: the year where the text has none, as a heading above may give it.
    """
    hits = find_dates(text)
    if not hits:
        return None
    return settle_date(hits[0], YearHint(year) if year else None)


def find_log_date(document: Document, path: str) -> date | None:
    """Return the day a log tells of, or None where no place says day, month and year.

    Front matter comes first, then a title, a labelled line or a line of its own, then the name
    of the file and its folders, last the day of its last change.
    """
    front = document.front
    written = _front_date(front, _DATE_KEYS)
    if written:
        return written
    order = read_order(document)
    return (
        _title_date(document, order)
        or _label_date(document, order)
        or _top_date(document, order)
        or _path_date(path)
        or _top_date(document, order, wiki=True)
        or _front_date(front, _CHANGE_KEYS)
    )


def find_event_date(document: Document) -> date | None:
    """Return the day of the one meeting a log announces by a label (일시, When, 日時), if it is one."""
    return _label_date(document, read_order(document))


def is_last_change(document: Document, day: date) -> bool:
    """Tell whether `day` is known only as the day of the log's last change."""
    front = document.front
    return _front_date(front, _DATE_KEYS) is None and _front_date(front, _CHANGE_KEYS) == day


def _front_date(front: dict[str, object], keys: Iterable[str]) -> date | None:
    for key in keys:
        found = _value_date(front.get(key))
        if found:
            return found
    return None


def _value_date(value: object) -> date | None:
    """Read a front matter value: a date, a time, a text in any form, or a list of one."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, list):
        return _value_date(value[0]) if len(value) == 1 else None
    if not isinstance(value, str | int):
        return None
    text = str(value)[:200]
    stamp = _ISO_STAMP.match(text)
    if stamp:  # 2021-08-17 10:15 +0900: the day as written, whatever the zone
        return next((hit.on(hit.year) for hit in find_dates(stamp[0]) if hit.year), None)
    hits = find_dates(text)
    return settle_date(hits[0]) if hits else None


def _sure_hits(text: str, order: DateOrder) -> Iterator[DateHit]:
    """Yield the dates of a text that name their year; two-digit ones where the order is certain."""
    for hit in map(order.turn, find_dates(text[:400])):
        if hit.year is None or hit.weak:
            continue
        checked = (
            hit.weekday is not None and (hit.on(hit.year) or date.min).weekday() == hit.weekday
        )
        if hit.short_year and not (order.certain or checked):
            continue
        yield hit


def _title_date(document: Document, order: DateOrder) -> date | None:
    """Return the date of the title, or of a heading where all headings agree on one."""
    title = document.front.get("title")
    if isinstance(title, str):
        hits = list(_sure_hits(title, order))
        if len(hits) == 1 and not _NOT_THE_DAY.search(title):
            return settle_date(hits[0])
    headings = [line for line in document.lines if line.kind is LineKind.HEADING]
    dated: list[tuple[int, date]] = []
    for place, line in enumerate(headings):
        hits = [hit for hit in _sure_hits(line.text, order) if _leads(line, hit, place)]
        day = settle_date(hits[0]) if hits and not _NOT_THE_DAY.search(line.text) else None
        if day:
            dated.append((place, day))
    days = {day for _, day in dated}
    if len(days) == 1 and (dated[0][0] < _FIRST_HEADINGS or headings[dated[0][0]].depth == 1):
        return dated[0][1]
    return None


def _leads(line: Line, hit: DateHit, place: int) -> bool:
    """Tell whether a date opens a heading; in the first heading it may stand anywhere."""
    return place == 0 or not re.search(r"\w", line.text[: hit.start])


def _label_date(document: Document, order: DateOrder) -> date | None:
    """Return the date that follows a label such as 날짜: or When:, if all such lines agree."""
    days: set[date] = set()
    for line in document.lines:
        if line.kind in {LineKind.BLANK, LineKind.CODE, LineKind.HIDDEN}:
            continue
        match = _LABEL.match(line.text[:400])
        if match is None or _NOT_THE_DAY.search(line.text[:400]):
            continue
        value = line.text[match.end() : 400]
        hits = list(_sure_hits(value, order))
        if not re.search(r"\w", value):
            hits = list(_sure_hits(_next_text(document, line.number), order))
        days |= {day for day in (settle_date(hit) for hit in hits[:1]) if day}
    return days.pop() if len(days) == 1 else None


def _next_text(document: Document, number: int) -> str:
    """Return the text of the next line that has one, within three lines."""
    for line in document.lines[number : number + 3]:
        if line.kind is LineKind.HEADING:
            return ""
        if line.text.strip():
            return line.text
    return ""


def _top_date(document: Document, order: DateOrder, *, wiki: bool = False) -> date | None:
    """Return the date of a line near the top that says little else, if no other one differs.

    A link to another note, `[[2024-05-20]]`, is believed (`wiki`) only where nothing else says
    the day, and not in a line that leads to the day before or after.
    """
    days: list[date] = []
    seen = 0
    for line in document.lines:
        if line.kind in {LineKind.BLANK, LineKind.HIDDEN, LineKind.CODE, LineKind.RULE}:
            continue
        seen += 1
        text = line.text[:200].strip()
        if line.kind not in {LineKind.TEXT, LineKind.ITEM} or line.checked is not None:
            continue
        if len(text) > _SHORT_LINE or line.links or _NOT_THE_DAY.search(text):
            continue
        if "[[" in line.raw[:400] and (not wiki or _LEADS_ON.search(line.raw[:400])):
            continue
        hits = list(_sure_hits(text, order))
        if not hits or re.search(r"\w", _WEEK_OF.sub("", text[: hits[0].start])):
            continue
        day = settle_date(hits[0])
        if day and (seen <= _TOP_LINES or days):
            days.append(day)
    return days[0] if len(set(days)) == 1 else None


def _path_date(path: str) -> date | None:
    """Return the date that the file's name or its nearest folders say in full."""
    parts = [_HEX_NAME.sub("", part) for part in path.replace("\\", "/").split("/")]
    stem = re.sub(r"\.\w{1,8}$", "", parts[-1])
    for pattern in (_STEM_DATE, _STEM_SHORT):
        days = {_day(*match.group(1, 2, 3)) if pattern is _STEM_DATE else _short_day(match)
                for match in pattern.finditer(stem)}  # fmt: skip
        days.discard(None)
        if days:
            return days.pop() if len(days) == 1 else None
    hits = [
        hit for hit in find_dates(stem[:200]) if hit.year and not hit.short_year and not hit.weak
    ]
    if hits:
        return settle_date(hits[0]) if len(hits) == 1 else None
    tail = "/".join([*parts[-4:-1], stem])
    for folders in (_FOLDERS_MD, _FOLDERS):
        match = folders.search(tail)
        if match:
            return _day(*match.group(1, 2, 3))
    folder = parts[-2].strip() if len(parts) > 1 else ""
    whole = _STEM_DATE.fullmatch(folder)
    return _day(*whole.group(1, 2, 3)) if whole else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _short_day(match: re.Match[str]) -> date | None:
    return _day("20" + match[1], match[3], match[4])
