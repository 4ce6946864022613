"""What a reference leads to without the network: a catalogue record, else a stub to be fetched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.papers import PaperRecord

if TYPE_CHECKING:
    from paperstudy.domain.identifiers import Identifier


def offline_record(identifier: Identifier) -> PaperRecord:
    """Return what the catalogue knows of `identifier`, else a record that holds only it."""
    from paperstudy.matching.catalogue import load_catalogue
    from paperstudy.matching.recognise import NameRecogniser

    known = NameRecogniser(load_catalogue()).find_identifier(identifier)
    if known is None:
        return PaperRecord("log", "", identifiers=(identifier,))
    if identifier in known.identifiers:
        return known
    return replace(known, identifiers=(*known.identifiers, identifier))
