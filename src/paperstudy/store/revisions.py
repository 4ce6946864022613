"""Which schema a library has: the revisions there are, and what to make of the one found."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from paperstudy.domain.errors import SchemaTooNewError

if TYPE_CHECKING:
    from paperstudy.store.link import Link

# "PSTY": tells `file` and us that an SQLite file is a library.
APPLICATION_ID = 0x50535459

# Oldest first; each is a file in `migrations/versions`. A test holds this list to the files.
REVISIONS = ("0001", "0002", "0003", "0004", "0005")
HEAD = REVISIONS[-1]

FIND_REVISION = "SELECT version_num FROM alembic_version"


class State(Enum):
    """What a database holds."""

    ABSENT = "absent"
    BEHIND = "behind"
    CURRENT = "current"


def check_revision(link: Link, database: str) -> State:
    """Compare the schema of a library with ours.

    Raises:
        SchemaTooNewError: a newer paperstudy made it.
    """
    revision = link.value(FIND_REVISION)
    if revision == HEAD:
        return State.CURRENT
    if revision is None or revision in REVISIONS:
        return State.BEHIND
    raise SchemaTooNewError(
        "{database} was written by a newer paperstudy (schema {revision}, known up to {head})",
        hint="update paperstudy: pip install --upgrade paperstudy",
        database=database,
        revision=revision,
        head=HEAD,
    )
