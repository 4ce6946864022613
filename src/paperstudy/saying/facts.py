"""What the sources know of a paper, in words: versions, places, code, and how old it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.words import service

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from paperstudy.domain.papers import Paper, Repository
    from paperstudy.study.values import PaperDetail

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_MONTH_DAYS = 30
_YEAR_DAYS = 365
_LISTED = 6
_HERE = frozenset({"pwc"})  # answers from this machine


def published_at(paper: Paper) -> str:
    """Return where a paper was published, with the DOI of that."""
    published = paper.publication
    if published is None:
        return ""
    return ", ".join(part for part in (str(published), published.doi) if part)


def version_of(paper: Paper) -> str:
    """Return which version is known, and when it and the first one came out."""
    first = paper.published.date().isoformat() if paper.published else ""
    this = paper.updated.date().isoformat() if paper.updated else ""
    number = f"v{paper.version}" if paper.version else ""
    if not this or this == first:
        return ", ".join(part for part in (number, first) if part)
    parts = (
        number,
        translate("first {date}", date=first) if first else "",
        translate("this version {date}", date=this),
    )
    return ", ".join(part for part in parts if part)


def several(names: Sequence[str], *, everything: bool) -> str:
    """Return names as a list; of many the first few, and how many more there are."""
    if everything or len(names) <= _LISTED:
        return ", ".join(names)
    return translate(
        "{names} and {count} more",
        names=", ".join(names[:_LISTED]),
        count=f"{len(names) - _LISTED:,}",
    )


def age_of(moment: datetime, now: datetime) -> str:
    """Return how long ago a moment was, in words."""
    seconds = (now - moment).total_seconds()
    days = int(seconds // _DAY)
    if seconds < _MINUTE:
        return translate("just now")
    if seconds < _HOUR:
        minutes = int(seconds // _MINUTE)
        return translate_count("{count} minute ago", "{count} minutes ago", minutes)
    if days < 1:
        return translate_count("{count} hour ago", "{count} hours ago", int(seconds // _HOUR))
    if days < 2 * _MONTH_DAYS:
        return translate_count("{count} day ago", "{count} days ago", days)
    if days < 2 * _YEAR_DAYS:
        return translate_count("{count} month ago", "{count} months ago", days // _MONTH_DAYS)
    return translate_count("{count} year ago", "{count} years ago", days // _YEAR_DAYS)


def state_of(detail: PaperDetail, now: datetime) -> str:
    """Return whether and when the facts were fetched, and what to do where they were not."""
    paper = detail.paper
    if paper.state == "pending":
        said = _unknown(detail, now) or translate(
            "to be fetched: paperstudy sync {key}", key=paper.key
        )
    elif paper.state == "needs-login":
        said = translate(
            "only OpenReview knows it, and answers its own users: set "
            "PAPERSTUDY_OPENREVIEW_USERNAME and PAPERSTUDY_OPENREVIEW_PASSWORD, then "
            "paperstudy sync {key}",
            key=paper.key,
        )
    elif paper.state == "offline":
        told = dict.fromkeys(service(source) for _, source in paper.provenance)
        said = translate("not fetched; from: {sources}", sources=", ".join(told) or "-")
    else:
        said = _fetched(detail, now)
    silent = _silent(detail)
    if not silent:
        return said
    names = ", ".join(dict.fromkeys(map(service, silent)))
    return f"{said}; " + translate("since then no answer from: {sources}", sources=names)


def _unknown(detail: PaperDetail, now: datetime) -> str:
    """Return that nobody knew the paper, where everybody was asked for it; else nothing."""
    asked = [lookup for lookup in detail.lookups if lookup.source not in _HERE]
    if not asked or any(lookup.outcome != "missing" for lookup in asked):
        return ""
    return translate(
        "asked for {age}, and nobody knew it; say what it is: paperstudy edit {key}, or add it by "
        "another identifier",
        age=age_of(max(lookup.at for lookup in asked), now),
        key=detail.paper.key,
    )


def _fetched(detail: PaperDetail, now: datetime) -> str:
    times = [record.fetched_at for record in detail.records if record.fetched_at is not None]
    if not times:
        return translate("fetched from a source")
    return translate("fetched {age}", age=age_of(max(times), now))


def _silent(detail: PaperDetail) -> list[str]:
    """Return the sources that failed when they were last asked."""
    return [lookup.source for lookup in detail.lookups if lookup.outcome == "failed"]


def repository_facts(repository: Repository) -> tuple[str, ...]:
    """Return what is known of a repository, some of it empty."""
    stars = repository.stars
    told = service(repository.source)
    return (
        translate("official") if repository.official else "",
        repository.framework,
        "" if stars is None else translate_count("{count} star", "{count} stars", stars),
        translate("a guess of {source}", source=told) if repository.guessed else told,
    )
