"""Modules in Python: NumPy, JAX and PyTorch differ in their imports and in how they are checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle

from matcalc_cli.printers.code.checking import drawn_sizes, size_text, stand_in
from matcalc_cli.printers.code.dialect import Dialect, helpers_of
from matcalc_cli.printers.code.module import Module, Moved, Procedure, bends, extra_sizes
from matcalc_cli.printers.code.wording import described, heading

_MAIN = """


if __name__ == "__main__":
    print(f"largest relative error: {check_gradient():.1e}")
"""

# How each language draws, differentiates and compares; np is its array module.
_TOOLS = {
    "numpy": {
        "np": "np",
        "start": "rng = np.random.default_rng(seed)",
        "draw": "rng.standard_normal",
        "first": "(moved(1e-6) - moved(-1e-6)) / 2e-6",
        "second": "(moved(1e-4, 1e-4) - moved(1e-4, -1e-4) - moved(-1e-4, 1e-4)"
                  " + moved(-1e-4, -1e-4)) / 4e-8",
        "size": "np.max(np.abs({0}))",
        "singular": "np.linalg.LinAlgError",
        "vec": "{0}.T.ravel()",
        "tolerance": "1e-5",
    },
    "jax": {
        "np": "jnp",
        "start": "rng = np.random.default_rng(seed)",
        "draw": "rng.standard_normal",
        "first": "jax.jvp(moved, (0.0,), (1.0,))[1]",
        "second": "jax.jvp(lambda u: jax.jvp(lambda v: moved(u, v), (0.0,), (1.0,))[1], (0.0,), "
                  "(1.0,))[1]",
        "size": "jnp.max(jnp.abs({0}))",
        "singular": "",
        "vec": "{0}.T.ravel()",
        "tolerance": "1e-3",
    },
    "torch": {
        "np": "torch",
        "start": "torch.manual_seed(seed)",
        "draw": "torch.randn",
        "first": "torch.func.jvp(moved, (zero,), (one,))[1]",
        "second": "torch.func.jvp(lambda u: torch.func.jvp(lambda v: moved(u, v), (zero,), (one,))"
                  "[1], (zero,), (one,))[1]",
        "size": "torch.max(torch.abs(torch.as_tensor({0})))",
        "singular": "torch.linalg.LinAlgError",
        # Forward over forward is wrong for slogdet (PyTorch 2.13); forward over reverse is not.
        "hessian": "torch.func.jvp(lambda u: torch.func.grad(lambda v: moved(u, v))(zero), (zero,),"
                   " (one,))[1]",
        "vec": "{0}.T.reshape(-1)",
        "tolerance": "1e-6",
    },
}  # fmt: skip


def python_module(module: Module, dialect: Dialect) -> str:
    """The text of a module."""
    body = "\n\n\n".join([
        _function(module, module.function, dialect),
        _function(module, module.derivative, dialect),
        "\n".join(_check(module, dialect)),
    ]) + _MAIN  # fmt: skip
    body = "\n\n\n".join([*helpers_of(body, dialect), body])
    words = body.replace("(", " ")
    imports = [line for sign, line in dialect.imports.items() if sign in words]
    if dialect.key == "jax":
        imports.insert(0, "import numpy as np")
    return f'{heading(module.derivation)}\n\n' + "\n".join(imports) + f"\n\n\n{body}"


def _signature(module: Module) -> str:
    return ", ".join([*[argument.name for argument in module.arguments], *extra_sizes(module)])


def _function(module: Module, procedure: Procedure, dialect: Dialect) -> str:
    lines = [f"def {procedure.name}({_signature(module)}):"]
    lines += [f'    """{procedure.summary}', ""]
    for argument in module.arguments:
        lines.append(f"    {argument.name}: {described(argument)}")
    lines += [f"    {name}: a size" for name in extra_sizes(module)]
    lines.append('    """')
    for name, source, place in procedure.letters:
        if source:
            lines.append(f"    {name} = {source}.shape[{place}]")
    statements = [f"{name} = {value}" for name, value in procedure.body.statements]
    computed = " ".join((*statements, *procedure.body.results))
    if re.search(r"\bdtype=dtype|to\(dtype\)", computed):
        lines.append(f"    dtype = {_typed(module)}")
    lines += [f"    {statement}" for statement in statements]
    return "\n".join([*lines, f"    return {', '.join(procedure.body.results)}"])


def _typed(module: Module) -> str:
    arrays = [argument.name for argument in module.arguments if argument.kind == "array"]
    return f"{arrays[0]}.dtype" if arrays else "torch.float64"


# The check.


def _check(module: Module, dialect: Dialect) -> Iterator[str]:
    tools = _TOOLS[dialect.key]
    how = "central differences" if dialect.key == "numpy" else f"the autodiff of {dialect.key}"
    yield "def check_gradient(seed=0):"
    yield f'    """Compare with {how} on random inputs; the largest relative error."""'
    yield f"    {tools['start']}"
    if dialect.key == "jax":
        yield '    jax.config.update("jax_enable_x64", True)'
    if dialect.key == "torch":
        yield "    torch.set_default_dtype(torch.float64)"
        yield "    zero, one = torch.tensor(0.0), torch.tensor(1.0)"
    yield ""
    yield "    def draw(*shape):"
    yield f"        z = {_TOOLS[dialect.key]['draw']}(shape)"
    spread = "(z, 1 + np.tanh(z) / 2, 0.5 + 0.4 * np.tanh(z), 2 + np.tanh(z) / 2)[attempt // 2 % 4]"
    if dialect.key == "torch":
        spread = spread.replace("np.", "torch.")
    yield f"        return {f'jnp.asarray({spread})' if dialect.key == 'jax' else spread}"
    yield ""
    yield "    for attempt in range(99):"
    yield from _sizes(module)
    yield from (f"        {line}" for line in _inputs(module, dialect))
    yield from (f"        {line}" for line in _tried(module, dialect))
    yield "    else:"
    yield '        raise ValueError("no random input was found where it is defined")'
    yield from _comparison(module, dialect)


def _tried(module: Module, dialect: Dialect) -> Iterator[str]:
    """Value and derivative, until both are numbers that differences can be compared with."""
    tools = _TOOLS[dialect.key]
    call = f"{module.derivative.name}({_signature(module)})"
    got = f"value, slope = {call}" if module.kind == "gradient" else f"slope = {call}"
    if tools["singular"]:
        yield "try:"
        yield f"    {got}"
        yield f"except {tools['singular']}:"
        yield "    continue"
    else:
        yield got
    yield f"value = {module.function.name}({_signature(module)})"
    sizes = [tools["size"].format(name) for name in ("value", "slope")]
    yield f"if {sizes[0]} < 1e4 and {sizes[1]} < 1e4:"
    yield "    break"


def _sizes(module: Module) -> Iterator[str]:
    """Sizes that all differ, rising and falling by turns: some matrices must be tall."""
    letters, rising, falling = drawn_sizes(module)
    if len(letters) == 1:
        yield f"        {letters[0]} = {rising[0]}"
    elif letters:
        both = f"({', '.join(rising)}) if attempt % 2 else ({', '.join(falling)})"
        yield f"        {', '.join(letters)} = {both}"


def _inputs(module: Module, dialect: Dialect) -> Iterator[str]:
    """One line or two for each argument: drawn, then given its properties."""
    tools = _TOOLS[dialect.key]
    np = tools["np"]
    places = cycle((2, 1))
    for argument in module.arguments:
        name = argument.name
        if argument.kind == "index":
            yield f"{name} = {next(places)}"
        elif argument.kind == "function":
            yield f"{name} = {_STAND_INS[stand_in(argument)].format(np=np)}"
        elif "whole" in argument.properties and not argument.dims:
            yield f"{name} = 3"
        else:
            dims = ", ".join(size_text(size, module) for size in argument.dims)
            if "whole" in argument.properties:
                yield f"{name} = {np}.full(({dims},), 3)"
                continue
            yield f"{name} = draw({dims})"
            yield from _structured(name, argument.properties, np)


_STAND_INS = {
    "scalar": "lambda Z: {np}.sum({np}.sin(Z))", "entrywise": "{np}.sin", "first": "{np}.cos",
    "second": "lambda Z: -{np}.sin(Z)",
    "hessian": "lambda Z: -{np}.diag({np}.sin(Z.T.reshape(-1)))",
}  # fmt: skip


_SHAPED = (
    ("pd", "{0} = {0} @ {0}.T + {np}.eye(len({0}))"),
    ("psd", "{0} = {0} @ {0}.T"),
    ("orthogonal", "{0} = {np}.linalg.qr({0})[0]"),
    ("diagonal", "{0} = {np}.diag({np}.diag({0}))"),
    ("symmetric", "{0} = {0} + {0}.T"),
    ("skew", "{0} = {0} - {0}.T"),
    ("lower", "{0} = {np}.tril({0})"),
    ("upper", "{0} = {np}.triu({0})"),
    ("positive", "{0} = {np}.abs({0}) + 0.1"),
    ("nonnegative", "{0} = {np}.abs({0})"),
)


def _structured(name: str, properties: frozenset[str], np: str) -> Iterator[str]:
    for having, line in _SHAPED:
        if having in properties:
            yield line.format(name, np=np)
            return


def _comparison(module: Module, dialect: Dialect) -> Iterator[str]:
    tools = _TOOLS[dialect.key]
    steps = ["step1", "step2"][: len(module.moved)]
    drawn = []
    for moved in module.moved:
        dims = ", ".join(size_text(size, module) for size in moved.argument.dims[-moved.rank :])
        direction = f"draw({dims if moved.rank else ''})"
        tied = "symmetric" in moved.argument.properties and moved.rank == 2
        drawn.append(f"(lambda D: D + D.T)({direction})" if tied else direction)
    yield f"    steps = [{', '.join(drawn)}]"
    yield ""
    yield f"    def moved({', '.join(steps)}):"
    yield f"        return {module.function.name}({', '.join(_shifted(module, steps, dialect))})"
    yield ""
    yield f"    truth = {tools[_order(module, tools)]}"
    yield f"    found = {_applied(module, tools)}"
    if module.kind == "jacobian":
        yield f"    truth = {tools['vec'].format('truth')}"
    np = tools["np"]
    yield f"    error = {np}.max({np}.abs(found - truth)) / (1 + {np}.max({np}.abs(truth)))"
    yield f"    assert error < {tools['tolerance']}, f\"the derivative is off by {{error}}\""
    yield "    return float(error)"


def _order(module: Module, tools: Mapping[str, str]) -> str:
    """Which way of differentiating twice, or once, fits."""
    if len(module.moved) == 1:
        return "first"
    return "hessian" if module.kind == "hessian" and "hessian" in tools else "second"


def _shifted(module: Module, steps: Sequence[str], dialect: Dialect) -> Iterator[str]:
    """The arguments with the variables moved; a member of a family alone in its array."""
    shifts: dict[str, str] = {}
    for k, (step, moved) in enumerate(zip(steps, module.moved)):
        name = moved.argument.name
        by = f"{step} * steps[{k}]"
        base = shifts.get(name, name)
        if moved.places:
            by = f"{_alone(moved, dialect)} * ({by})"
        shifts[name] = f"{base} + {by}"
        for follower, speed in moved.followers:
            shifts[follower] = f"{shifts.get(follower, follower)} + {step} * steps[{k}] * {speed}"
    moves = [f"{step} * steps[{k}]" for k, step in enumerate(steps)]
    for follower, bend in bends(module, moves):
        shifts[follower] += f" + {bend}"
    for argument in module.arguments:
        yield shifts.get(argument.name, argument.name)
    yield from extra_sizes(module)


def _alone(moved: Moved, dialect: Dialect) -> str:
    """The array with a one, or ones, in the place of the entry or the member that moves."""
    np, name = _TOOLS[dialect.key]["np"], moved.argument.name
    units = [f"{np}.eye({name}.shape[{k}])[{place} - 1]" for k, place in enumerate(moved.places)]
    one = units[0] if len(units) == 1 else f"{np}.outer({', '.join(units)})"
    return f"{one}[{', '.join(['...', *['None'] * moved.rank])}]" if moved.rank else one


def _applied(module: Module, tools: dict[str, str]) -> str:
    """The derivative applied to the steps."""
    turned = "slope.T" if module.transposed and module.rank == 2 else "slope"
    vecs = [
        tools["vec"].format(f"steps[{k}]") if moved.rank == 2 else f"steps[{k}]"
        for k, moved in enumerate(module.moved)
    ]
    if module.kind == "gradient":
        return f"{tools['np']}.sum({turned} * steps[0])"
    if module.kind == "tangent":
        return " * ".join([turned, *vecs])
    ranks = [moved.rank for moved in module.moved]
    if sorted(ranks) == [0, 2] and module.kind == "hessian":  # of the shape of the matrix
        return f"{tools['np']}.sum(slope * steps[{ranks.index(2)}]) * steps[{ranks.index(0)}]"
    if module.kind == "jacobian":
        (array,) = [vec for vec, rank in zip(vecs, ranks) if rank] or vecs
        along = f"{turned} @ {array}" if module.rank == 2 else f"{turned} * {array}"
        return " * ".join([along, *[vec for vec in vecs if vec is not array]])
    first, second = ranks
    left = f"{vecs[0]} {'@' if first else '*'} slope"
    return f"{left} {'@' if second else '*'} {vecs[1]}"
