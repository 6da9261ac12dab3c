"""A claim judged as the command judges it."""

from __future__ import annotations

from matcalc_cli.check import check_claim
from matcalc_cli.checking.claims import ClaimReader
from matcalc_cli.checking.judgement import Judgement
from matcalc_cli.derive import Options
from matcalc_cli.printers.verdict import reason


def judged(text: str, layout: str = "numerator") -> Judgement:
    """The judgement of the one claim in a text."""
    (claim,) = ClaimReader().claims(text)
    return check_claim(claim, Options(layout=layout, steps="none"))


def verdict_and_reason(text: str, layout: str = "numerator") -> tuple[str, str]:
    """What is said of a claim."""
    judgement = judged(text, layout)
    return judgement.verdict, reason(judgement, True)
