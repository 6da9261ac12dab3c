"""The entry point: `matcalc` and `python -m matcalc_cli`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

_INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line and leave with its exit status."""
    gc.disable()  # nothing dies while modules load; collecting then costs a tenth of the start
    try:
        from matcalc_cli.cli import run

        status = run()
    except KeyboardInterrupt:
        status = _INTERRUPTED
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 1
    _leave(status)


def _leave(status: int) -> NoReturn:
    """End the process without taking its modules apart, which would cost a tenth of a short run."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # its reader has gone; there is nobody to tell
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
