"""The entry point: `matcalc` and `python -m matcalc_cli`."""

from __future__ import annotations

import sys

from matcalc_cli import __version__

TYPE_CHECKING = False  # `typing` itself would cost as much as all else that `--version` needs
if TYPE_CHECKING:
    from typing import NoReturn

_INTERRUPTED = 130
_VERSION = (["--version"], ["-V"])


def main() -> NoReturn:
    """Run the command line and leave with its exit status."""
    import gc

    gc.disable()  # nothing dies while modules load; collecting then costs a tenth of the start
    if None in (sys.stdin, sys.stdout, sys.stderr):
        _open_closed()
    try:
        status = _version() if sys.argv[1:] in _VERSION else _run()
    except KeyboardInterrupt:
        status = _INTERRUPTED
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 1
    except OSError as problem:  # help or the version, which click and Python write
        status = _unwritten(problem)
    _leave(status)


def _open_closed() -> None:
    """Give the streams that the caller has closed something to stand for them."""
    import os

    # What is written to a closed output must fail, as the caller is to be told that nothing comes.
    stands_in = {"stdin": ("r", os.O_RDONLY), "stdout": ("w", os.O_RDONLY),
                 "stderr": ("w", os.O_WRONLY)}  # fmt: skip
    for name, (mode, access) in stands_in.items():
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, access), mode))


def _version() -> int:
    """What click would say, without loading it."""
    sys.stdout.write(f"matcalc {__version__}\n")
    return 0


def _run() -> int:
    from matcalc_cli import interruption

    interruption.watch()
    from matcalc_cli.cli import run

    return run()


def _leave(status: int) -> NoReturn:
    """End the process without taking its modules apart, which would cost a tenth of a short run."""
    import os

    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as problem:
            status = _unwritten(problem) if stream is sys.stdout else status
        except ValueError:  # it is closed
            pass
    os._exit(status)


def _unwritten(problem: OSError) -> int:
    """What the command ends with whose output nobody takes."""
    from matcalc_cli import output

    if isinstance(problem, BrokenPipeError):
        output.discard()
        return output.CLOSED_PIPE
    return output.unwritable(problem)


if __name__ == "__main__":
    main()
