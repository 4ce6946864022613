"""Completion of people's names for a shell; it never fails and never talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.call import Call
from paperstudy.domain.errors import PaperstudyError

if TYPE_CHECKING:
    import click


def complete_people(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return names and aliases that begin with what is typed."""
    del param
    try:
        with (ctx.find_object(Call) or Call()).open_study() as study:
            return list(study.people.complete_names(incomplete))
    except PaperstudyError:
        return []
