"""The part of the manual that the function table writes.

    python -m matcalc_cli.printers.manual man/matcalc.1

puts it where the page has its marks.
"""

from __future__ import annotations

import sys
from pathlib import Path

from matcalc_cli.functions import TABLE
from matcalc_cli.printers.entries import of_function

BEGIN = '.\\" The functions, written by matcalc_cli.printers.manual: begin'
END = '.\\" end'


def section() -> str:
    """The functions as a tagged list in mdoc."""
    rows = [".Bl -tag -width 4n -compact"]
    for function in TABLE.values():
        entry = of_function(function, unicode=False)
        rows.append(f".It Li {_escaped(entry.example)}")
        rows.append(_escaped(entry.summary))
        if function.aliases:
            rows.append(f"Also spelled {_escaped(', '.join(function.aliases))}.")
    return "\n".join([*rows, ".El"])


def _escaped(text: str) -> str:
    """Text that mdoc takes as it stands."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text[:1] in ".'|" else text


def renewed(page: str) -> str:
    """The page with what stands between the marks written anew."""
    before, _, rest = page.partition(BEGIN + "\n")
    _, _, after = rest.partition(END + "\n")
    return f"{before}{BEGIN}\n{section()}\n{END}\n{after}"


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(renewed(page.read_text("utf-8")), "utf-8")
