"""`completion`: the script that teaches a shell our commands, keys and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.framework import argument, command, pass_call

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command(
    "completion",
    help="Set up completion for your shell.\n\n"
    "Put the line for your shell into the file it reads at its start:\n\n"
    '  bash  ~/.bashrc                    eval "$(paperstudy completion bash)"\n'
    '  zsh   ~/.zshrc                     eval "$(paperstudy completion zsh)"\n'
    "  fish  ~/.config/fish/config.fish   paperstudy completion fish | source\n\n"
    "Commands, options, cite keys and tags are completed.",
)
@argument("shell", type=click.Choice(("bash", "zsh", "fish")), metavar="bash|zsh|fish")
@pass_call
def completion(call: Call, shell: str) -> None:
    """Print the completion script of a shell."""
    from click.shell_completion import get_completion_class

    from paperstudy.cli.app import COMPLETION, App

    del call
    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(App(), {}, "paperstudy", COMPLETION).source())


COMMANDS = {"completion": completion}
