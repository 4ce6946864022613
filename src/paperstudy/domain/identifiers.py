"""Identifiers of papers: scheme, canonical value, version."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    """Where an identifier comes from; the value's canonical form depends on it."""

    ARXIV = "arxiv"
    DOI = "doi"
    OPENREVIEW = "openreview"
    ACL = "acl"
    CVF = "cvf"
    NEURIPS = "neurips"
    PMLR = "pmlr"
    S2 = "s2"
    PWC = "pwc"
    GITHUB = "github"
    URL = "url"


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A scheme and its canonical value, such as `arxiv:1706.03762`; `version` stands apart."""

    scheme: Scheme
    value: str
    version: int | None = None

    def __str__(self) -> str:
        return f"{self.scheme.value}:{self.value}"
