"""Which names a query uses and what each is: a symbol, an entry, a member of a family, a size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from matcalc_cli.elaboration.assumptions import Assumptions, canonical, size_or_none
from matcalc_cli.elaboration.kinds import SQUARE, Kind, convention, is_greek, is_upper
from matcalc_cli.elaboration.survey import Survey, Use
from matcalc_cli.elaboration.wording import name_text
from matcalc_cli.errors import InputProblem, Mark
from matcalc_cli.sizes import SCALAR, Shape
from matcalc_grammar import syntax
from matcalc_grammar.frozen import Frozen
from matcalc_grammar.syntax import Expression, Name

_INDEX_LETTERS = frozenset("ijklmnpqrst")
_COUNTS = frozenset("NMTC")  # capitals that stand for numbers more often than others


class Role(Frozen):
    """What a name is: `form` is "symbol", "entry" or "member", `key` tells symbols apart."""

    form: str
    key: str


class Candidate(Frozen):
    """A name whose kind is open: what it can be, conventional first, and which rule it is under.

    `group` is "upper" (a capital), "latin" (a vector by convention) or "scalar".
    """

    key: str
    kinds: tuple[Kind, ...]
    group: str


class Scope:
    """The names of one query: what is declared of them, what each use of them means."""

    def __init__(
        self, assumptions: Assumptions, survey: Survey, wrt: tuple[Name, ...],
        families: Iterable[str] = (), arrays: Iterable[str] = (),
    ) -> None:  # fmt: skip
        self.known = assumptions
        self.survey = survey
        self.wrt = wrt
        self.letters = assumptions.letters | survey.letters
        self._scalars = {canonical(name) for name in assumptions.depends.values()}
        self._arrays = {*survey.transposed, *self._asked(), *arrays}
        self.families = self._families(survey.uses) | set(families)
        self.keys: dict[str, str] = {}
        self.variables: tuple[str, ...] = ()
        self._bare: dict[str, Role] = {}
        self.entries: dict[str, int] = {}
        self.transposed: set[str] = set()
        self.exponents: set[str] = set()
        self.coefficients: set[str] = set()
        self._members: dict[str, int] = {}
        for use in survey.uses:
            self._enter(use)

    def _families(self, uses: Iterable[Use]) -> set[str]:
        """Bases that stand under a sum with its index, declared so or nowhere used bare.

        What is transposed is no entry: ∑ₖ log(uₖᵀ v) has vectors uₖ, though u stands there, too.
        """
        members = [use for use in uses if use.name.subscripts and use.indices]
        transposed, shapes = self.survey.transposed, self.known.shapes
        return {
            name.base for name, indices in members
            if not self._is_array(name.base, indices)
            or (canonical(name) in transposed and name.base not in shapes)
        }  # fmt: skip

    def _asked(self) -> set[str]:
        """Bases of variables that the function does not mention: β of `d/dβ_j y^T β`."""
        uses = Counter(canonical(use.name) for use in self.survey.uses)
        uses.subtract(map(canonical, self.wrt))
        return {name.base for name in self.wrt if name.subscripts and not uses[canonical(name)]}

    def _is_array(self, base: str, indices: frozenset[str]) -> bool:
        """Whether the base is declared as an array, or undeclared and used bare."""
        if indices and self._is_declared_family(base):
            return False
        if base in self.known.shapes:
            return self.known.shapes[base] != SCALAR
        if base in self.known.definitions or base in self.known.depends:
            return True
        if base not in self.survey.bare:
            return False
        return bool(indices) or not is_greek(base) or base in self._arrays

    def _is_declared_family(self, base: str) -> bool:
        """Whether `x_i in R^p` was declared for x."""
        start = base + "_"
        return any(t.startswith(start) and _is_family(t[len(start) :]) for t in self.known.shapes)

    def _enter(self, use: Use) -> None:
        role = self.role(use.name, use.indices)
        if role.key in self.known.definitions:
            return
        if self.is_size(use.name):
            self._check_size(use.name)
            return
        self.keys.setdefault(role.key, use.name.base)
        count = len(use.name.subscripts)
        if role.form == "entry":
            if is_upper(use.name.base) and _has_two_digits(use.name):
                count = 2
            self.entries[role.key] = max(count, self.entries.get(role.key, 0))
            return
        if role.form == "member":
            self._members[role.key] = max(count, self._members.get(role.key, 0))
        text, survey = canonical(use.name), self.survey
        if text in survey.transposed:
            self.transposed.add(role.key)
        if text in survey.exponents:
            self.exponents.add(role.key)
        if text in survey.coefficients:
            self.coefficients.add(role.key)

    def _check_size(self, name: Name) -> None:
        """A size is a number, and nobody transposes one. Raises InputProblem."""
        if canonical(name) in self.survey.transposed:
            text = name_text(name)
            raise InputProblem(
                "size-as-array", f"{text} is a size here and cannot be transposed",
                (Mark(name.span, "a size"),),
                help=f"declare it if it is an array, too: `{text} in R^{text}`",
            )  # fmt: skip

    def is_size(self, name: Name) -> bool:
        """Whether the name is a size letter used as a number."""
        key = canonical(name)
        if key not in self.letters:
            return False
        declared = self.known.shapes.get(key)
        if declared == SCALAR:
            return key in self.known.letters
        return declared is None

    def role(self, name: Name, indices: frozenset[str] | Mapping[str, object]) -> Role:
        """What the name means where these indices are bound."""
        base = name.base
        if not name.subscripts:
            role = self._bare.get(base)
            if role is None:
                role = self._bare[base] = Role("symbol", base)
            return role
        bound = any(mentions_index(part, indices) for part in name.subscripts)
        text = canonical(name)
        if text in self.known.definitions:
            return Role("symbol", text)
        own = text in self.known.shapes and not _is_family(text[len(base) + 1 :])
        family = base in self.families and (bound or not own)
        if base in self._scalars or family:
            return Role("member", f"{base}[]")
        if text in self.known.shapes and not bound:
            return Role("symbol", text)
        here = frozenset(indices) if bound else frozenset()
        if self._is_array(base, here) and (bound or self._is_entry(name)):
            return Role("entry", base)
        return Role("symbol", text)

    def _is_entry(self, name: Name) -> bool:
        """Whether the subscripts are such as pick an entry: numbers from 1 on, index letters."""
        base = name.base
        matrix = is_upper(base)
        if base in self.known.shapes:
            matrix = self.known.shapes[base][1].whole() != 1
        subscripts = name.subscripts
        if matrix and len(subscripts) == 1:
            return _has_two_digits(name)
        return len(subscripts) == 1 + matrix and all(map(_picks, subscripts))

    def member_places(self, name: Name, key: str) -> Sequence[Expression]:
        """The subscripts of a member; in a family with two, `12` is 1, 2."""
        return places(name.subscripts, self._members.get(key, 1) == 2)

    def is_count(self, key: str) -> bool:
        """Whether a capital counts, as the N of N/2 log σ."""
        return key in _COUNTS and self.survey.counts(key)

    def torn(self, kinds: Mapping[str, Kind]) -> set[str]:
        """Bases read as vectors of which β_j were taken for numbers of their own."""
        return {
            base for key, base in self.keys.items()
            if kinds.get(base) == "vector" and is_greek(base) and kinds.get(key) == "scalar"
        }  # fmt: skip

    @cached_property
    def candidates(self) -> list[Candidate]:
        """The names whose kind is open, in order of appearance."""
        found = []
        for key, base in self.keys.items():
            if self.declared(key) is None and self.fixed_kind(key) is None:
                found.append(self._candidate(key, base))
        return found

    def declared(self, key: str) -> Shape | None:
        """The declared shape of a symbol or of the members of a family."""
        found = self.known.shapes.get(key)
        if found is None and key.endswith("[]"):
            base = key[:-2]
            for text, shape in self.known.shapes.items():
                if text.startswith(base + "_") and _is_family(text[len(base) + 1 :]):
                    return shape
        return found

    def properties(self, key: str) -> frozenset[str]:
        """The declared properties of a symbol or of the members of a family."""
        found = self.known.properties.get(key)
        if found is None and key.endswith("[]"):
            base = key[:-2]
            for text, properties in self.known.properties.items():
                if text.startswith(base + "_") and _is_family(text[len(base) + 1 :]):
                    return properties
        return found or frozenset()

    def fixed_kind(self, key: str) -> Kind | None:
        """The kind that a use leaves no doubt about, or None."""
        if self.properties(key) & SQUARE or self.entries.get(key) == 2:
            return "matrix"
        if key in self.entries:
            return "vector"
        base = key.removesuffix("[]")
        return "scalar" if base in self._scalars or key == "const" else None

    def meant(self, text: str) -> set[str]:
        """The keys of what a name stands for wherever it is used; `x_i` may be any of a family."""
        uses = [use for use in self.survey.uses if canonical(use.name) == text]
        keys = {text} | {self.role(use.name, use.indices).key for use in uses}
        return keys | {
            f"{base}[]" for base in self.families
            if text == base or (text.startswith(base + "_") and _is_family(text[len(base) + 1 :]))
        }  # fmt: skip

    def spelling(self, key: str) -> str:
        """The name as it was first typed."""
        for use in self.survey.uses:
            if self.role(use.name, use.indices).key == key:
                return name_text(use.name)
        return key

    def _candidate(self, key: str, base: str) -> Candidate:
        """By convention first; a name under ^T is no scalar, a lower-case one no matrix."""
        if self.is_count(key):
            return Candidate(key, ("scalar", "matrix"), "scalar")
        by_use = key in self.exponents or self._members.get(key, 1) > 1
        if is_upper(base) and self._members.get(key, 1) < 2:
            kinds: tuple[Kind, ...] = ("matrix", "vector", "scalar")
            group = "upper"
        elif by_use or convention(base) == "scalar":
            kinds, group = ("scalar", "vector"), "scalar"
        else:
            kinds, group = ("vector", "scalar"), "latin"
        if key in self.transposed:
            kinds = tuple([kind for kind in kinds if kind != "scalar"])
        return Candidate(key, kinds, group)


def mentions_index(part: Expression, indices: frozenset[str] | Mapping[str, object]) -> bool:
    """Whether a subscript is a bound index or holds one."""
    match part:
        case Name():
            return part.base in indices and not part.subscripts
        case syntax.Sum():
            return any(mentions_index(term, indices) for _, term in part.terms)
        case syntax.Product():
            return any(mentions_index(factor, indices) for _, factor in part.factors)
        case syntax.Group():
            return mentions_index(part.inside, indices)
        case _:
            return False


def places(subscripts: Sequence[Expression], are_two: bool) -> Sequence[Expression]:
    """The subscripts of an entry; where there are two, `12` is 1, 2."""
    first = subscripts[0]
    if are_two and len(subscripts) == 1 and isinstance(first, syntax.Number):
        return [syntax.Number(digit, first.span) for digit in first.text]
    return subscripts


def _has_two_digits(name: Name) -> bool:
    """`X_12`, which picks row 1 and column 2 of a matrix."""
    only = name.subscripts[0]
    return (
        len(name.subscripts) == 1 and isinstance(only, syntax.Number) and len(only.text) == 2
        and "0" not in only.text
    )  # fmt: skip


def _picks(part: Expression) -> bool:
    match part:
        case Name():
            return part.base in _INDEX_LETTERS and not part.subscripts
        case syntax.Number():
            return part.text.isdigit() and int(part.text[:5]) > 0
        case _:
            return size_or_none(part) is not None


def _is_family(subscripts: str) -> bool:
    """`i`, `i_j`: what a family is declared with."""
    return all(len(part) == 1 and part in "ijklnmpqrst" for part in subscripts.split("_"))
