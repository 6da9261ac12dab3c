"""The parts of the manual that are written by the tables of functions and of errors."""

from __future__ import annotations

from matcalc_cli.diagnostics import MEANINGS
from matcalc_cli.functions import TABLE
from matcalc_cli.printers.entries import of_function

BEGIN = '.\\" The functions, written by matcalc_cli.printers.manual: begin'
ERRORS_BEGIN = '.\\" The errors, written by matcalc_cli.printers.manual: begin'
END = '.\\" end'


def section() -> str:
    """The functions as a tagged list in mdoc."""
    rows = [".Bl -tag -width 4n -compact"]
    for function in TABLE.values():
        entry = of_function(function, unicode=False)
        rows.append(f".It Li {_escaped(entry.example)}")
        rows.append(_escaped(entry.summary))
        if function.notation.aliases:
            rows.append(f"Also spelled {_escaped(', '.join(function.notation.aliases))}.")
    return "\n".join([*rows, ".El"])


def errors() -> str:
    """The names of errors as a tagged list in mdoc."""
    width = max(MEANINGS, key=len)
    rows = [f'.Bl -tag -width "{width}" -compact']
    for name, meaning in MEANINGS.items():
        rows += [f".It Li {name}", _escaped(meaning)]
    return "\n".join([*rows, ".El"])


def _escaped(text: str) -> str:
    """Text that mdoc takes as it stands."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text[:1] in ".'|" else text


def renewed(page: str) -> str:
    """The page with what stands between its marks written anew."""
    for begin, text in ((BEGIN, section()), (ERRORS_BEGIN, errors())):
        before, _, rest = page.partition(begin + "\n")
        _, _, after = rest.partition(END + "\n")
        page = f"{before}{begin}\n{text}\n{END}\n{after}"
    return page

