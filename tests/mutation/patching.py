"""How a mutant is put in force in a forked process: new code in the functions that are there.

Where that is not enough, as what is changed ran when the modules were imported, everything is
imported anew.
"""

from __future__ import annotations

import functools
import gc
import importlib.abc
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec
from types import CodeType, FunctionType, ModuleType

from matcalc_cli import interning
from tests.mutation.blocks import Block, whole
from tests.mutation.mutants import Module, Mutant, modules

_OURS = ("matcalc_cli", "matcalc_grammar", "tests")
_NAMING = "matcalc_cli.functions.unknown"
_Live = dict[tuple[str, CodeType], list[FunctionType]]


class Functions:
    """The functions that live in this process, by file and code, and what remembers values."""

    def __init__(self) -> None:
        gc.unfreeze()  # what a test has frozen, the collector does not name
        self.live: _Live = defaultdict(list)
        self.caches = []
        names = {module.name for module in modules()}
        for thing in gc.get_objects():
            if isinstance(thing, FunctionType):
                self.live[thing.__code__.co_filename, thing.__code__].append(thing)
            elif isinstance(thing, functools._lru_cache_wrapper) and (
                thing.__module__ in names or thing.__module__.startswith("tests.")
            ):
                self.caches.append(thing)

    def replace(self, module: Module, new: CodeType) -> bool:
        """Give the functions of a module other code, and tell whether there are any to give it to.

        Raises ValueError if they cannot have it.
        """
        found = False
        for before, after in _pairs(module.code(), new):
            for function in self.live.get((module.file, before), ()):
                function.__code__ = after
                found = True
        return found

    def forget(self, changed: Module | None = None) -> None:
        """Drop the values that were remembered of nodes, by what is mutated, or by tests.

        Not the functions that are only named: tests hold some, and a second `f` is another one.
        """
        interning.clear()
        for cached in self.caches:
            if cached.__module__ != _NAMING or (changed and changed.name == _NAMING):
                cached.cache_clear()


def _pairs(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """The codes inside two that are alike but for a change, each with its like."""
    for before, after in zip(_inside(old), _inside(new), strict=True):
        if before != after:
            yield before, after
            yield from _pairs(before, after)


def _inside(code: CodeType) -> list[CodeType]:
    return [const for const in code.co_consts if isinstance(const, CodeType)]


def is_replaceable(mutant: Mutant, new: CodeType, imported: set[Block]) -> bool:
    """Whether new code does: a function is changed, in a part that the import does not run."""
    if mutant.block == whole(mutant.path) or mutant.block in imported:
        return False
    old = mutant.module.code()
    if _shell(old) != _shell(new):  # a default or a decorator
        return False
    try:
        changed = list(_pairs(old, new))
    except ValueError:
        return False
    return all(before.co_freevars == after.co_freevars for before, after in changed)


def _shell(code: CodeType) -> tuple[bytes, list[object]]:
    """The code of a module without that of its functions."""
    return code.co_code, [const for const in code.co_consts if not isinstance(const, CodeType)]


class Replaced(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds modules with other code than that of their files."""

    def __init__(self, codes: Sequence[tuple[Module, CodeType]]) -> None:
        self.codes = {module.name: (module.file, code) for module, code in codes}

    def find_spec(
        self, name: str, path: object, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self.codes:
            return None
        file, _ = self.codes[name]
        package = file.endswith("/__init__.py")
        spec = ModuleSpec(name, self, origin=file, is_package=package)
        spec.has_location = True
        if package:
            spec.submodule_search_locations = [file.removesuffix("/__init__.py")]
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(self.codes[module.__name__][1], module.__dict__)


def import_anew(codes: Sequence[tuple[Module, CodeType]]) -> None:
    """Forget the modules of the project; the next import finds other codes for some."""
    for name in list(sys.modules):
        if name.partition(".")[0] in _OURS and not name.startswith("tests.mutation"):
            del sys.modules[name]
    sys.meta_path.insert(0, Replaced(codes))
