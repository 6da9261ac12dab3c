"""The figures by module, and the survivors one by one, in mutation.md."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tests.mutation.mutants import AREAS, PACKAGE
from tests.mutation.processes import DIED, ENDLESS
from tests.mutation.trials import Outcome

_HERE = Path(__file__).parent


def equivalents() -> dict[str, str]:
    """The names of the mutants that make no difference, each with the reason.

    A line with a reason begins with `#`; the names below it, up to the next, are of its kind.
    """
    found, reason = {}, ""
    for line in (_HERE / "equivalent.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            reason = line.removeprefix("#").strip()
        elif line:
            found[line] = reason
    return found


class Report:
    """Outcomes, counted."""

    def __init__(self, options: str, possible: int) -> None:
        self.options, self.possible, self.seconds = options, possible, 0.0
        self.outcomes: list[Outcome] = []
        self.equivalent = equivalents()

    def add(self, outcome: Outcome) -> None:
        """One more."""
        self.outcomes.append(outcome)

    def is_equivalent(self, outcome: Outcome) -> bool:
        """Whether nothing noticed it, and the list says that nothing can."""
        return not outcome.noticed and outcome.mutant.name in self.equivalent

    @property
    def survivors(self) -> list[Outcome]:
        """What no test noticed, but one should have."""
        found = [o for o in self.outcomes if not o.noticed and not self.is_equivalent(o)]
        return sorted(found, key=lambda o: (o.mutant.path, o.mutant.line))

    def summary(self) -> str:
        """One line."""
        judged = len(self.outcomes) - sum(map(self.is_equivalent, self.outcomes))
        left = len(self.survivors)
        share = 100 * (judged - left) / max(1, judged)
        return (f"{judged - left} of {judged} mutants noticed ({share:.1f} %), {left} survivors; "
                f"{self.seconds:.0f} s")  # fmt: skip

    def table(self) -> str:
        """The figures of each area, in Markdown."""
        rows = defaultdict(list)
        for outcome in self.outcomes:
            inside = outcome.mutant.path.removeprefix(f"{PACKAGE}/")
            rows[next(area for area in AREAS if inside.startswith(area))].append(outcome)
        lines = ["| module | mutants | a test fails | no end | process dies | no difference | "
                 "survivors | noticed |", "|---|--:|--:|--:|--:|--:|--:|--:|"]  # fmt: skip
        for area in [*[a for a in AREAS if a in rows], "all"]:
            found = self.outcomes if area == "all" else rows[area]
            endless, died = (sum(o.noticed == end for o in found) for end in (ENDLESS, DIED))
            same = sum(map(self.is_equivalent, found))
            left = sum(not o.noticed for o in found) - same
            judged = len(found) - same
            share = f"{100 * (judged - left) / judged:.1f} %" if judged else ""
            counts = [len(found), judged - left - endless - died, endless, died, same, left]
            lines.append(f"| {area} | {' | '.join(map(str, counts))} | {share} |")
        return "\n".join(lines)

    def write(self) -> None:
        """The whole report."""
        survivors = [
            f"| {o.mutant.path.removeprefix(PACKAGE + '/')}:{o.mutant.line} | {o.mutant.place} | "
            f"{o.mutant.change.fault} | {_cell(o.mutant.was)} | {_cell(o.mutant.now)} | {o.tests} |"
            for o in self.survivors
        ]
        parts = [
            "# What the tests notice",
            f"Written by `python -m tests.mutation {self.options}`. "
            f"{len(self.outcomes)} of the {self.possible} single changes that the command knows "
            "were made, one at a time, and the tests that run the changed function were run until "
            "one failed. A change without a difference is named in equivalent.txt with its reason.",
            self.table(),
            "## Survivors",
            "| place | in | fault | was | became | tests |\n|---|---|---|---|---|--:|\n"
            + "\n".join(survivors) if survivors else "None.",
        ]
        (_HERE / "mutation.md").write_text("\n\n".join(parts) + "\n", "utf-8")


def _cell(text: str) -> str:
    text = text.replace("|", "\\|")
    return f"`{text}`"
