"""The parts of an author's name, for formats that want them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.formats.bib_names import is_whole, split_person

if TYPE_CHECKING:
    from paperstudy.domain.papers import Author


@dataclass(frozen=True, slots=True)
class NameParts:
    """Particle, family name, given names and suffix; or a name that is `whole`, alone."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    whole: str = ""

    @property
    def inverted(self) -> str:
        """The name with the family before a comma, as indexes write it."""
        family = f"{self.particle} {self.family}".strip()
        return self.whole or ", ".join(filter(None, (family, self.given, self.suffix)))


def name_parts(author: Author) -> NameParts:
    """Return the parts of a name: those that a source gave, else as BibTeX would read it."""
    if is_whole(author):
        return NameParts(whole=author.name)
    family, given, suffix = split_person(author)
    if not given:
        return NameParts(whole=" ".join(filter(None, (family, suffix))))
    words = family.split()
    small = next((n for n, word in enumerate(words) if not word[0].islower()), len(words) - 1)
    return NameParts(" ".join(words[small:]), given, " ".join(words[:small]), suffix)
