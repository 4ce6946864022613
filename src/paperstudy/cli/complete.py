"""Completion of keys, tags and statuses, mostly from the library, for a shell; it never fails and never talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.call import Call
from paperstudy.domain.errors import PaperstudyError

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem


def complete_keys(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return cite keys that begin with what is typed, each with its title."""
    from click.shell_completion import CompletionItem

    del param
    try:
        with _call(ctx).open_study() as study:
            return [
                CompletionItem(key, help=title)
                for key, title in study.library.complete_keys(incomplete)
            ]
    except PaperstudyError:
        return []


def complete_tags(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return tags that begin with what is typed; a sign before the tag stays."""
    del param
    sign = incomplete[:1] if incomplete[:1] in {"+", "-"} else ""
    try:
        with _call(ctx).open_study() as study:
            return [sign + tag for tag in study.library.complete_tags(incomplete[len(sign) :])]
    except PaperstudyError:
        return []


def complete_statuses(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the statuses of a paper that begin with what is typed."""
    from paperstudy.domain.papers import PaperStatus

    del ctx, param
    return [status.value for status in PaperStatus if status.value.startswith(incomplete.lower())]


def complete_keys_or_tags(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem] | list[str]:
    """Return tags for a word with a sign, else cite keys."""
    if incomplete[:1] in {"+", "-"}:
        return complete_tags(ctx, param, incomplete)
    return complete_keys(ctx, param, incomplete)


def _call(ctx: click.Context) -> Call:
    return ctx.find_object(Call) or Call()
