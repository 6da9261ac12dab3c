"""`matcalc rules`: the rules of the engine and the functions of the table, shown."""

from __future__ import annotations

from collections.abc import Iterator

from matcalc_cli import output
from matcalc_cli.functions import TABLE
from matcalc_cli.printers.columns import width
from matcalc_cli.printers.entries import Entry, of_function, of_rule
from matcalc_cli.rules import RULES
from matcalc_cli.solving import moves  # noqa: F401  (it enters its rules)

_FIELDS = (("because", "because"), ("condition", "if"), ("reference", "see"),
           ("spellings", "spelled"), ("example", "example"))  # fmt: skip


def show_rules(name: str, ascii_only: bool) -> int:
    """The whole list, or one entry; 2 where there is none of that name."""
    if not name:
        return output.finished(_listed, ascii_only)
    found = _named(name)
    if not found:
        output.tell(_unknown(name))
        return 2
    return output.finished(
        lambda unicode: "\n".join(_whole(key, unicode) for key in found), ascii_only
    )


def _listed(unicode: bool) -> str:
    rules = [of_rule(rule, unicode) for rule in RULES.values()]
    functions = [of_function(function, unicode) for function in TABLE.values()]
    rows = ["rules", *_aligned(rules), "", "functions", *_aligned(functions), ""]
    return "\n".join(rows)


def _aligned(entries: list[Entry]) -> Iterator[str]:
    column = max(width(entry.name) for entry in entries) + 3
    for entry in entries:
        gap = " " * (column - width(entry.name))
        yield f"  {entry.name}{gap}{entry.statement or entry.summary}"


def _named(name: str) -> list[str]:
    """The keys of the rules and functions that go by this name, whatever its capitals."""
    wanted = name.strip().lower()
    rules = [f"rule {key}" for key in RULES if key.lower() == wanted]
    functions = [
        f"function {key}" for key, function in TABLE.items()
        if wanted in (key.lower(), *map(str.lower, function.notation.aliases))
    ]  # fmt: skip
    return rules + functions


def _whole(key: str, unicode: bool) -> str:
    table, _, name = key.partition(" ")
    entry = of_rule(RULES[name], unicode) if table == "rule" else of_function(TABLE[name], unicode)
    rows = [entry.name, *[f"  {line}" for line in (entry.summary, entry.statement) if line], ""]
    for field, title in _FIELDS:
        words = getattr(entry, field)
        if words:
            rows.append(f"  {title:<9}{words}")
    return "\n".join(rows).rstrip() + "\n"


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    known = [*RULES, *TABLE]
    near = get_close_matches(name.strip(), known, 3, 0.6)
    hint = f"did you mean {' or '.join(near)}?" if near else "matcalc rules lists them all"
    shown = name if name.isprintable() else ascii(name)
    return f"error[unknown-rule]: there is no rule or function called {shown}\n = help: {hint}\n"
