"""The front door: answers `--version` at once, and leaves the rest to the commands.

Nothing is imported before it is needed here: a bare Python is half of what `--version` may
cost.
"""

from __future__ import annotations

import gc
import sys

from paperstudy import __version__

_BUG = 1
_INTERRUPTED = 130
# A command lives briefly and makes few cycles: collecting as often as Python does by default
# costs a first scan a tenth of its time; the app makes most of what it keeps while it starts.
_COLLECT_AFTER = 100_000
# The options of the command that the app takes, and what the settings call them.
_OF_APP = {"--library": "library", "--database": "database", "--lang": "language"}
_EINVAL = 22  # errno is not imported for these: this module is what `--version` waits for
_ENOSPC = 28


def main(arguments: list[str] | None = None) -> int:
    """Run paperstudy on `arguments`, else on those of the process; return the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    _open_streams()
    try:
        code = _answer(given)
        sys.stdout.flush()
        if arguments is None:  # the process ends: its last collections would find nothing to free
            gc.freeze()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort: what comes here is a bug of ours
        if _reader_left(error):
            return _close_quietly()
        return _report_full(error) if _disk_is_full(error) else _report_bug()
    return code


def _answer(given: list[str]) -> int:
    if given and given[0] in {"--version", "-V"}:
        sys.stdout.write(f"paperstudy {__version__}\n")
        return 0
    gc.set_threshold(_COLLECT_AFTER)
    options = _read_options(given)
    if options is not None and (_is_at_terminal() or _is_served()):
        return _start_app(options)
    from paperstudy.cli.app import run

    return run(given)


def _is_at_terminal() -> bool:
    """Tell whether a person sees what is drawn, which goes to stderr, and can press keys."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(one is not None and not one.closed and one.isatty() for one in streams)


def _is_served() -> bool:
    """Tell whether `paperstudy serve` carries keys and drawing to a browser and back."""
    import os

    return "TEXTUAL_DRIVER" in os.environ


def _read_options(given: list[str]) -> dict[str, object] | None:
    """Return what stands before no command and is of the app too; None where something else is."""
    options: dict[str, object] = {}
    words = iter(given)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--offline":
            options["offline"] = True
        elif name in _OF_APP and (value := value if equals else next(words, "")):
            options[_OF_APP[name]] = value
        else:
            return None
    return options


def _start_app(options: dict[str, object]) -> int:
    from paperstudy.config import load_settings
    from paperstudy.domain.errors import PaperstudyError

    try:
        from paperstudy.tui.start import run_app

        return run_app(load_settings(options))
    except PaperstudyError as error:
        from paperstudy.cli.errors import report_error

        return report_error(error)


def _open_streams() -> None:
    """Give what our caller closed (`>&-`) a stream that takes everything."""
    if sys.stdout is None or sys.stderr is None:
        import os

        silence = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - stays open
        sys.stdout = sys.stdout or silence
        sys.stderr = sys.stderr or silence


def _reader_left(error: Exception) -> bool:
    """Return whether nobody reads our output any more; Windows says EINVAL for a closed pipe."""
    if isinstance(error, BrokenPipeError):
        return True
    return sys.platform == "win32" and isinstance(error, OSError) and error.errno == _EINVAL


def _disk_is_full(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno == _ENOSPC


def _report_full(error: Exception) -> int:
    from paperstudy.cli.errors import from_full, report_error
    from paperstudy.cli.output import drop_output

    drop_output(sys.stdout)
    return report_error(from_full(error))


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
