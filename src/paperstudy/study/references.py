"""What a reference leads to without the network: a catalogue record, else a stub to be fetched."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidIdentifierError
from paperstudy.domain.identifiers import Identifier, Scheme, parse_identifier
from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from paperstudy.domain.recognising import Recogniser

_WEB = ("http://", "https://")
_LIKE_NUMBER = re.compile(
    r"(?:arxiv|doi|openreview|acl|cvf|neurips|pmlr|s2|pwc|github|url|corpus ?id)\s*:"
    r"|[a-z.-]*/?\d[\d./v-]{3,}$",
    re.IGNORECASE,
)


def read_reference(text: str) -> Identifier:
    """Return the identifier a person typed; a web address of no known kind stands for itself.

    Raises:
        InvalidIdentifierError: the text is neither.
    """
    found = parse_identifier(text)
    if found is not None:
        return found
    address = clean_line(text)
    if address.lower().startswith(_WEB) and " " not in address and "." in address:
        return Identifier(Scheme.URL, address)
    raise InvalidIdentifierError(
        "“{reference}” is no identifier or paper URL that we know",
        hint="known are: {schemes}",
        reference=text,
        schemes=", ".join(s.value for s in Scheme if s is not Scheme.GITHUB),
    )


def is_title(text: str) -> bool:
    """Tell whether a text that a person typed is a title or a name, not an identifier or address.

    `2101.999999` and `arxiv:12` are identifiers with a slip, and no titles.
    """
    if parse_identifier(text) is not None:
        return False
    words = clean_line(text)
    letters = sum(char.isalpha() for char in words)
    return letters > 1 and "://" not in words and not _LIKE_NUMBER.match(words)


def offline_record(identifier: Identifier, recogniser: Recogniser) -> PaperRecord:
    """Return what the catalogue knows of `identifier`, else a record that holds only it."""
    identifier = Identifier(identifier.scheme, identifier.value)
    known = recogniser.find_identifier(identifier)
    if known is None:
        url = identifier.value if identifier.scheme is Scheme.URL else ""
        return PaperRecord("log", "", identifiers=(identifier,), url=url)
    if identifier in known.identifiers:
        return known
    return replace(known, identifiers=(*known.identifiers, identifier))
