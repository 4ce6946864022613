"""What a reference leads to without the network: a catalogue record, else a stub to be fetched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidIdentifierError
from paperstudy.domain.identifiers import Identifier, Scheme, parse_identifier
from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from paperstudy.domain.recognising import Recogniser

_WEB = ("http://", "https://")


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
