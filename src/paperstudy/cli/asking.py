"""Asking the person at the keyboard; nobody is asked where nobody can answer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from paperstudy.cli.output import is_terminal
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


def can_ask(call: Call) -> bool:
    """Return whether a person sees what is written to stderr and can type an answer."""
    if call.quiet or sys.stdin is None:
        return False
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def ask_yes(question: str) -> bool:
    """Ask a question that is translated already; whatever is not `y` is a no."""
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        sys.stderr.write("\n")
    return answer.strip().lower() in {
        "y",
        "yes",
        "예",
        "네",
        "ㅛ",
    }  # the last is y, typed in Korean


def ask_number(count: int) -> int | None:
    """Ask for a number from 1 to `count` until there is one; None for an empty line or the end."""
    question = translate("Which one? A number, or Enter for none: ")
    while True:
        sys.stderr.write(question)
        sys.stderr.flush()
        answer = sys.stdin.readline()
        word = answer.strip()
        if not word:
            if not answer:
                sys.stderr.write("\n")
            return None
        numbers = [str(number) for number in range(1, count + 1)]
        if word in numbers:
            return numbers.index(word) + 1
        question = translate("A number from 1 to {count}, or Enter for none: ", count=count)
