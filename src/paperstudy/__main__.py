"""The front door: answers `--version` at once, and leaves the rest to the commands.

Nothing is imported before it is needed here: a bare Python is half of what `--version` may
cost.
"""

from __future__ import annotations

import sys

from paperstudy import __version__

_BUG = 1
_INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run paperstudy on `arguments`, else on those of the process; return the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in {"--version", "-V"}:
        sys.stdout.write(f"paperstudy {__version__}\n")
        return 0
    try:
        from paperstudy.cli.app import run

        code = run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        return _close_quietly()
    except Exception:  # noqa: BLE001 - the last resort: whatever comes here is a bug of ours
        return _report_bug()
    return code


def _close_quietly() -> int:
    """Let the reader go (`paperstudy list | head`): no traceback, nothing more to write."""
    import os

    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, sys.stdout.fileno())
    return 0


def _report_bug() -> int:
    import traceback

    from paperstudy.domain.language import translate

    traceback.print_exc()
    said = translate("this is a bug in paperstudy; please report it with the lines above")
    label = translate("error")
    sys.stderr.write(f"{label}: {said}\n")
    return _BUG


if __name__ == "__main__":
    sys.exit(main())
