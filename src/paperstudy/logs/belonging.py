"""May a link lead to the paper that a name or title beside it means? Pure rules over both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Scheme, year_of
from paperstudy.logs.groups import keys_of
from paperstudy.logs.slugs import same_slug

if TYPE_CHECKING:
    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.logs import Candidate
    from paperstudy.domain.papers import PaperRecord
    from paperstudy.logs.paperlinks import PaperLink

# Of these a paper has one number.
_SINGLE = frozenset({Scheme.ARXIV, Scheme.DOI, Scheme.ACL, Scheme.OPENREVIEW})
# Years after its publication in which a paper may still be given a number of another kind.
_LATE = 1


def may_lead_to(named: PaperRecord, link: PaperLink, known: Candidate | None) -> bool:
    """Say whether a link may lead to the paper named beside it: nothing speaks against it.

    `known` is the paper that the link is known to lead to. Where the link is known to nobody, its
    number is evidence of its own: a paper that has another one of its kind, or came out well
    before the number was given, is not the one linked to.
    """
    if known is not None:
        same = bool(keys_of(named) & keys_of(known.record))
        return same or (named.source == "log" and _are_alike(named.title, known.record.title))
    if link.identifier is None or named.source == "log":
        return True
    if link.identifier.scheme is Scheme.PWC:
        return same_slug(link.identifier.value, named.title)
    return not _contradicts(link.identifier, named)


def _contradicts(number: Identifier, named: PaperRecord) -> bool:
    held = {each.value for each in named.identifiers if each.scheme is number.scheme}
    if held:
        return number.scheme in _SINGLE and number.value not in held
    year = year_of(number)
    return year is not None and named.year is not None and year > named.year + _LATE


def _are_alike(written: str, known: str) -> bool:
    """Say whether a written title shares half of its words with a known one."""
    one, other = (set(re.findall(r"\w{3,}", title.casefold())) for title in (written, known))
    return len(one & other) * 2 >= min(len(one), len(other)) > 0
