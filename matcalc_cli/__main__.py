"""The entry point: `matcalc` and `python -m matcalc_cli`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    gc.disable()  # nothing dies while modules load; collecting then costs a tenth of the start
    try:
        from matcalc_cli.cli import run

        status = run()
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
