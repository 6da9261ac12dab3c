"""What a module of code says of itself at its top."""

from __future__ import annotations

import textwrap

from matcalc_cli.derivation import Derivation
from matcalc_cli.printers.code.names import Argument
from matcalc_cli.printers.facts import function_name, label, read_as
from matcalc_cli.printers.text import text


def said(derivation: Derivation) -> list[str]:
    """The formulas, the layout and the question, in ASCII lines."""
    question = derivation.question
    value = text(question.function, unicode=False)
    slope = text(derivation.answer, unicode=False)
    lines = [
        f"{function_name(question, False)} = {value}",
        f"{label(derivation, False)} = {slope}",
        "",
        f"Layout: {derivation.layout}. Derived from:",
    ]
    wrapped = [part for line in lines for part in (_wrapped(line) if line else [""])]
    return [*wrapped, *_wrapped(read_as(question), "    ")]


def heading(derivation: Derivation) -> str:
    """The docstring of a Python module."""
    return '"""' + "\n".join(said(derivation)).replace("\\", "\\\\") + '\n"""'


def described(argument: Argument) -> str:
    """What an argument is: its shape and its properties."""
    if argument.kind == "function":
        return "a function of one array"
    if argument.kind == "index":
        return "an index, counted from 1"
    dims = ", ".join("…" if " " in str(size) else str(size) for size in argument.dims)
    shape = "a number" if not dims else f"({dims},)" if len(argument.dims) == 1 else f"({dims})"
    return ", ".join([shape.replace("…", "any"), *sorted(argument.properties - {"whole"})])


def _wrapped(line: str, indent: str = "") -> list[str]:
    return textwrap.wrap(line, 92, initial_indent=indent, subsequent_indent=f"{indent}    ",
                         break_long_words=False, break_on_hyphens=False)  # fmt: skip
