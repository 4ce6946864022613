"""What all tables share: how rules are named, and that rows have numbers of their own."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import MetaData
from sqlmodel import Field, SQLModel

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
OPTIONS = {"sqlite_autoincrement": True}


class Bare(SQLModel):
    """What all tables share; rows are written by Core, so no validator is built."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=_NAMES)
    model_config = {"defer_build": True}


class Table(Bare):
    """A table with a number of its own for each row."""

    __table_args__: ClassVar[Any] = OPTIONS

    id: int | None = Field(default=None, primary_key=True)
