"""Syntax to typed expressions: what the names are, which sizes fit, which reading is meant.

    session      statements in, questions out
    assumptions  what was declared and defined
    survey       which names a query uses, and in what positions
    scope        what each of those names is
    readings     which kinds the undeclared names have: the search
    reader       one reading: syntax to drafts; sums, products, powers, calls … read their nodes
    unify        sizes
    lettering    letters for the sizes that were inferred
    complaints   what to say when nothing fits
    further      claims and printed expressions, read over the symbols of a question
"""

from __future__ import annotations

from matcalc_cli.elaboration.known_functions import vocabulary
from matcalc_cli.elaboration.session import Session

__all__ = ["Session", "vocabulary"]
