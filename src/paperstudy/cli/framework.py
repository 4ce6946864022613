"""Our commands: Click's, with global options anywhere on the line and help in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from paperstudy.cli.call import Call
from paperstudy.cli.errors import INBOX_ITEM
from paperstudy.domain.errors import InvalidInputError
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    Function = TypeVar("Function", bound=Callable[..., object])


# What numbers of items and sessions can be; PostgreSQL's integers end there.
NUMBER = click.IntRange(0, 2**31 - 1)


class OfferNumber(int):
    """The number of what a source says of a paper; it is written with a p before it."""

    def __repr__(self) -> str:
        return f"p{int(self)}"


class SessionNumber(int):
    """The number of a session that a scan was not sure about; it is written with an s before it."""

    def __repr__(self) -> str:
        return f"s{int(self)}"


class DoubtNumber(int):
    """The number of a name that fits several people; it is written with an n before it."""

    def __repr__(self) -> str:
        return f"n{int(self)}"


_LETTERED: dict[str, type[int]] = {"p": OfferNumber, "s": SessionNumber, "n": DoubtNumber}


class _Item(click.IntRange):
    """The number of anything in the inbox: `31` is a find of a log, `p1` an offer, and so on."""

    name = INBOX_ITEM

    def convert(
        self,
        value: Any,  # noqa: ANN401 - Click's own
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """Return the number, as one of the kinds above where a letter says so."""
        text = str(value).strip()
        kind = _LETTERED.get(text[:1].lower())
        if kind is not None and text[1:]:
            value = text[1:]
            return kind(super().convert(value, param, ctx))
        return int(super().convert(value, param, ctx))


ITEM = _Item(0, 2**31 - 1)


class Option(click.Option):
    """An option whose help is translated when it is shown, not when it is declared."""

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:  # noqa: ANN401 - Click's own
        """Return the value; one that is not among the choices is an error that names the nearest.

        Raises:
            InvalidInputError: it is none of the choices.
        """
        try:
            return super().type_cast_value(ctx, value)
        except click.BadParameter as error:
            if isinstance(self.type, click.Choice) and isinstance(value, str):
                raise _no_choice(max(self.opts, key=len), value, self.type.choices) from error
            raise

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's spelling and its help, in the language in use."""
        if self.hidden:
            return None
        spelling = ", ".join(sorted(self.opts, key=len))
        if not self.is_flag:
            spelling += f" {self.make_metavar(ctx)}"
        return spelling, translate(self.help or "")


def option(*names: str, **attributes: Any) -> Callable[[Function], Function]:  # noqa: ANN401 - Click's own
    """Declare an option of a command."""
    return click.option(*names, cls=Option, **attributes)


def argument(name: str, **attributes: Any) -> Callable[[Function], Function]:  # noqa: ANN401 - Click's own
    """Declare an argument of a command."""
    return click.argument(name, **attributes)


def pass_call(function: Callable[..., object]) -> Callable[..., object]:
    """Give the command its call as the first argument."""
    return click.pass_obj(function)


def json_option(function: Function) -> Function:
    """Declare `--json`."""
    return option("--json", "as_json", is_flag=True, help="Print JSON; it is never translated.")(
        function
    )


def _remember(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Keep a global option's value in the call, wherever on the line it stood."""
    if value not in {None, False}:
        ctx.ensure_object(Call).options[str(param.name)] = value


def global_options(*, hidden: bool) -> list[click.Parameter]:
    """Return the options that every command takes; hidden in the help of all but the first."""

    def make(*names: str, **attributes: Any) -> Option:  # noqa: ANN401 - Click's own
        return Option(names, expose_value=False, callback=_remember, hidden=hidden, **attributes)

    return [
        make("--library", metavar="NAME", help="Use the library of this name (default: default)."),
        make("--database", metavar="PATH", help="Use this library file or PostgreSQL URL instead."),
        make("--offline", is_flag=True, help="Do without the network."),
        make("--lang", "language", metavar="en|ko", help="Speak English or Korean."),
        make("--plain", is_flag=True, help="No colour, columns or cropping: for screen readers."),
        make("--quiet", "-q", is_flag=True, help="Say nothing on stderr but errors."),
    ]


class Command(click.Command):
    """A command that takes the global options too."""

    allow_extra_args = True  # refused below, in words that are translated

    def __init__(self, name: str | None, **attributes: object) -> None:
        super().__init__(name, **attributes)  # type: ignore[arg-type]  # Click's own types
        self.params.extend(global_options(hidden=True))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; those that nothing takes are an error."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise InvalidInputError(
                "“{text}” is more than {command} takes",
                hint="`{command} --help` shows what it takes",
                text=" ".join(rest),
                command=ctx.command_path,
            )
        return rest

    def get_help(self, ctx: click.Context) -> str:
        """Return the help text, in the language in use."""
        from paperstudy.cli.help import render_help

        return "\n".join(render_help(ctx))

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the help, in the language in use."""
        from paperstudy.cli.help import first_line

        del limit
        return first_line(self.help)


class Group(click.Group):
    """A command with commands below it; `default` is run where none is named."""

    command_class = Command

    def __init__(
        self,
        name: str | None = None,
        *,
        default: str | None = None,
        aliases: Sequence[tuple[str, str]] = (),
        **attributes: object,
    ) -> None:
        super().__init__(name, invoke_without_command=True, **attributes)  # type: ignore[arg-type]
        self.default = default
        self.aliases = dict(aliases)
        self.params.extend(global_options(hidden=True))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; without a command among them, those are the default command's."""
        completing = ctx.resilient_parsing
        if self.default is not None and not completing and not _names_a_command(args):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that is named; show the help where none is."""
        if not ctx._protected_args:  # noqa: SLF001 - Click offers no other way to ask
            click.echo(self.get_help(ctx))
            return 0
        return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant; an unknown one is an error that names the nearest.

        Raises:
            InvalidInputError: there is no such command.
        """
        name = self.aliases.get(args[0].lower(), args[0])
        command = self.get_command(ctx, name) or self.get_command(ctx, name.lower())
        if command is None and not ctx.resilient_parsing:
            raise _unknown_command(ctx, args[0], [*self.list_commands(ctx), *self.aliases])
        return (command.name if command else None), command, args[1:]

    def get_help(self, ctx: click.Context) -> str:
        """Return the help text, in the language in use."""
        from paperstudy.cli.help import render_help

        return "\n".join(render_help(ctx))

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the help, in the language in use."""
        from paperstudy.cli.help import first_line

        del limit
        return first_line(self.help)


def command(name: str, **attributes: object) -> Callable[[Callable[..., object]], Command]:
    """Declare a command; `help` is what a person reads, the docstring what a reader of code does."""
    return click.command(name, cls=Command, **attributes)


_FLAGS = {"--offline", "--plain", "--quiet", "-q"}
_WITH_VALUE = {"--library", "--database", "--lang"}


def _names_a_command(args: Sequence[str]) -> bool:
    """Return whether the first argument that is no global option is a command, or asks for help."""
    words = iter(args)
    for word in words:
        if word in _WITH_VALUE:
            next(words, None)
        elif word not in _FLAGS and word.partition("=")[0] not in _WITH_VALUE:
            return word == "--help" or not word.startswith("-")
    return False


def _no_choice(name: str, value: str, choices: Sequence[str]) -> InvalidInputError:
    from difflib import get_close_matches

    near = get_close_matches(value.lower(), choices, n=1, cutoff=0.5)
    return InvalidInputError(
        "{name} takes one of: {choices}",
        hint="did you mean {nearest}?" if near else "",
        name=name,
        choices=", ".join(choices),
        nearest=near[0] if near else "",
    )


def _unknown_command(ctx: click.Context, name: str, known: Sequence[str]) -> InvalidInputError:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    return InvalidInputError(
        "there is no command “{name}”",
        hint="did you mean {nearest}?" if near else "`{command} --help` lists the commands",
        name=name,
        nearest=f"{ctx.command_path} {near[0]}" if near else "",
        command=ctx.command_path,
    )
