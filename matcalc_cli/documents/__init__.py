"""Documents to claims: the equations of LaTeX and Markdown files that say what a derivative is.

    mapped     text that remembers where each character came from
    macros     \\newcommand and its kin, expanded
    passages   the mathematics of a file and the prose between
    prose      declarations: `$A \\in \\mathbb{R}^{n \\times n}$ is symmetric`
    equations  chains of equations; which of their sides are derivatives
    finding    all of it, in the order of the document
"""

from __future__ import annotations

from matcalc_cli.documents.finding import Document, Equation, is_document

__all__ = ["Document", "Equation", "is_document"]
