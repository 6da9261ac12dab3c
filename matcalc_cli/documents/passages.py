"""The mathematics of a file, in its order, with what is prose between."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matcalc_cli.documents.macros import expanded
from matcalc_cli.documents.mapped import Mapped
from matcalc_grammar.frozen import Frozen

_ENVIRONMENTS = (
    "equation|align|aligned|gather|multline|eqnarray|displaymath|math|flalign|alignat|split|dmath"
)
_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*%[^\n]*")
_VERBATIM = re.compile(r"\\begin\{(verbatim|lstlisting|minted|comment)\*?\}.*?\\end\{\1\*?\}", re.S)
_LATEX = re.compile(
    rf"\\begin\{{({_ENVIRONMENTS})(\*?)\}}(?P<env>.*?)\\end\{{\1\2\}}"
    r"|(?<!\\)\$\$(?P<double>.+?)\$\$|(?<!\\)\$(?P<single>[^$]+?)(?<!\\)\$"
    r"|\\\((?P<round>.+?)\\\)|(?<!\\)\\\[(?P<square>.+?)\\\]",
    re.S,
)
_FENCE = re.compile(
    r"^( {0,3})(`{3,}|~{3,})[ \t]*(\w*)[^\n]*\n(.*?)(?:^\1\2[`~]*[ \t]*$|\Z)", re.S | re.M
)
_MARKDOWN = re.compile(
    rf"\\begin\{{({_ENVIRONMENTS})(\*?)\}}(?P<env>.*?)\\end\{{\1\2\}}"
    r"|(?<!\\)\$\$(?P<double>.+?)\$\$|\$`(?P<tick>[^`]+?)`\$"
    r"|(?<![\\$])\$(?!\s)(?P<single>[^$\n]+(?:\n[^$\n]+){0,2}?)(?<![\s\\])\$(?!\d)"
    r"|\\\((?P<round>.+?)\\\)|(?<!\\)\\\[(?P<square>.+?)\\\]|\x02(?P<fence>.+?)\x03",
    re.S,
)
_CODE = re.compile(r"\$`[^`\n]+`\$|(?P<code>(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`))")


class Passage(Frozen):
    """A stretch of mathematics or of prose."""

    is_mathematics: bool
    body: Mapped


def of_latex(text: str) -> Iterator[Passage]:
    """The passages of a LaTeX file, its macros expanded."""
    file = Mapped.whole(text)
    for pattern in (_VERBATIM, _COMMENT):
        for found in pattern.finditer(file.text):
            file = file.blanked(found.start(), found.end())
    yield from _parted(expanded(file), _LATEX)


def of_markdown(text: str) -> Iterator[Passage]:
    """The passages of a Markdown file; code is none of them, but for ```math."""
    file = Mapped.whole(text)
    for found in _FENCE.finditer(file.text):
        if found.group(3) != "math":
            file = file.blanked(found.start(), found.end())
            continue
        inside = found.start(4), found.end(4)
        marked = "\x02" + file.text[inside[0] : max(inside[1] - 1, inside[0])] + "\x03"
        file = file.blanked(found.start(), found.end())
        whole = file.text[: inside[0] - 1] + marked + file.text[inside[1] :]
        file = Mapped(whole, file.origins)
    for found in _CODE.finditer(file.text):
        if found.group("code"):
            file = file.blanked(found.start(), found.end())
    yield from _parted(expanded(file), _MARKDOWN)


def _parted(text: Mapped, pattern: re.Pattern[str]) -> Iterator[Passage]:
    place = 0
    for found in pattern.finditer(text.text):
        name = next(name for name, group in found.groupdict().items() if group is not None)
        yield Passage(False, text.part(place, found.start()))
        yield Passage(True, text.part(found.start(name), found.end(name)))
        place = found.end()
    yield Passage(False, text.part(place, len(text.text)))
