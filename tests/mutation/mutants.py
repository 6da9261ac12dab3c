"""The mutants of the sources: which modules, one small change each, and a fair choice of them."""

from __future__ import annotations

import ast
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from types import CodeType
from typing import NamedTuple

from tests.mutation.blocks import Block, block, mark
from tests.mutation.changes import Change, changes

ROOT = Path(__file__).parents[2]
PACKAGE = "matcalc_cli"
SOURCES = PACKAGE, "grammar"
# What is mutated: the mathematics, and how it is shown.
AREAS = """
    functions differentials.py collect.py members.py indices.py normal_form structured.py layouts.py
    presentation steps.py rules.py conditions.py solving checking printers
""".split()
# Where the texts are the matter: signs, names of rules, code.
_WITH_TEXTS = ("functions", "printers", "rules.py", "conditions.py")


class Mutant(NamedTuple):
    """One change of one module: the block that is changed, and where that is, for readers."""

    module: Module
    block: Block
    place: str
    change: Change

    @property
    def path(self) -> str:
        """The path of the module, from the root."""
        return self.module.path

    @property
    def line(self) -> int:
        """The line of the change, or 0 where it has none of its own."""
        return getattr(self.change.node, "lineno", 0)

    @property
    def was(self) -> str:
        """The text that is changed."""
        return _text(self.change.node)

    @property
    def now(self) -> str:
        """What it becomes."""
        return "nothing" if self.change.new is None else _text(self.change.new)

    @property
    def name(self) -> str:
        """What stays the same when lines are inserted above."""
        return f"{self.path}:{self.place}: {self.change.fault}: {self.was} -> {self.now}"

    def code(self) -> CodeType:
        """The module compiled with the change."""
        self.change.apply()
        try:
            return self.module.code()
        finally:
            self.change.undo()

    def in_files(self) -> Path:
        """A copy of the sources with the change, in a new folder."""
        top = Path(tempfile.mkdtemp())
        for folder in SOURCES:
            shutil.copytree(ROOT / folder, top / folder)
        self.change.apply()
        (top / self.path).write_text(ast.unparse(self.module.tree), "utf-8")
        self.change.undo()
        return top


class Module(NamedTuple):
    """A module's source as a syntax tree, on which the changes are made and undone."""

    path: str
    tree: ast.Module

    @property
    def file(self) -> str:
        """The file name as the code objects have it."""
        return str(ROOT / self.path)

    @property
    def name(self) -> str:
        """The name under which it is imported."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def code(self) -> CodeType:
        """The module compiled as it stands now."""
        return compile(self.tree, self.file, "exec", dont_inherit=True)

    def marked(self) -> CodeType:
        """The module compiled with marks at the heads of its blocks."""
        tree = _parsed(Path(self.file))
        mark(self.path, tree)
        return compile(tree, self.file, "exec", dont_inherit=True)


def modules() -> list[Module]:
    """The modules in question."""
    found = []
    for area in AREAS:
        top = ROOT / PACKAGE / area
        for path in [top] if top.suffix else sorted(top.rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            found.append(Module(name, _parsed(path)))
    return found


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def mutants(module: Module) -> Iterator[Mutant]:
    """All mutants of a module."""
    inside = module.path.removeprefix(f"{PACKAGE}/")
    texts = inside.startswith(_WITH_TEXTS)
    for change, around in changes(module.tree, texts):
        where = (*around, change.node)
        yield Mutant(module, block(module.path, where), _place(where), change)


def _place(around: Sequence[ast.AST]) -> str:
    """The functions and classes around a node, or what the statement around it defines."""
    defined = [n for n in around if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    names = [n.name for n in defined]
    if defined and isinstance(defined[-1], ast.FunctionDef):
        names[-1] += "()"
    for node in around:
        match node:
            case ast.Assign(targets=[target]) | ast.AnnAssign(target=target) if not names:
                names = [ast.unparse(target)]
    return ".".join(names) or "<module>"


def _text(node: ast.AST, longest: int = 70) -> str:
    match node:
        case ast.If(test=test):
            text = f"if {ast.unparse(test)}"
        case ast.match_case(pattern=pattern):
            text = f"case {ast.unparse(pattern)}"
        case _:
            text = " ".join(ast.unparse(node).split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def choice(found: Sequence[Mutant], count: int | None, seed: int) -> list[Mutant]:
    """One mutant for each function or table, or `count` spread over them as evenly as may be."""
    random = Random(seed)
    rules: dict[object, list[Mutant]] = defaultdict(list)
    for mutant in found:
        inside = None if mutant.place.endswith("()") else mutant.block
        rules[mutant.path, mutant.place, inside].append(mutant)
    groups = list(rules.values())
    random.shuffle(groups)
    for group in groups:
        random.shuffle(group)
    if count is None:
        return [group[0] for group in groups]
    chosen: list[Mutant] = []
    while len(chosen) < count and groups:
        chosen += [group.pop() for group in groups][: count - len(chosen)]
        groups = [group for group in groups if group]
    return chosen
