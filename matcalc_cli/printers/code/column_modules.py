"""Modules in Julia and MATLAB (and Octave): functions, and a check by central differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle

from matcalc_cli.printers.code.checking import applied, drawn_sizes, size_text, stand_in
from matcalc_cli.printers.code.dialect import Dialect, helpers_of
from matcalc_cli.printers.code.module import Module, Moved, Procedure, bends, extra_sizes
from matcalc_cli.printers.code.wording import described, said
from matcalc_grammar.frozen import Frozen


class Frame(Frozen):
    """How a language says what stands around the formulas.

    `unit`: the column that picks a place out of so many; `reshaped`: the sizes of an array of any
    length along one axis, and those of a matrix behind others.
    """

    comment: str
    stop: str
    size: str
    draw: str
    vec: str
    applied: tuple[str, str]
    identity: str
    unit: str
    reshaped: tuple[str, str]
    stand_ins: Mapping[str, str]


_JULIA = Frame("#", "", "size({0}, {1})", "draw({0})", "vec({0})", ("*", ".*"), "I",
               "((1:{0}) .== {1})", (":", "{0}, size({1})..."),
               {"scalar": "Z -> sum(sin.(Z))", "entrywise": "Z -> sin.(Z)",
                "first": "Z -> cos.(Z)", "second": "Z -> -sin.(Z)",
                "hessian": "Z -> -diagm(vec(sin.(Z)))"})  # fmt: skip
_MATLAB = Frame("%", ";", "size({0}, {1})", "draw({0})", "reshape({0}, [], 1)", ("*", ".*"),
                "eye(size({0}))", "((1:{0})' == {1})", ("[]", "[{0}, size({1})]"),
                {"scalar": "@(Z) sum(sum(sin(Z)))", "entrywise": "@(Z) sin(Z)",
                 "first": "@(Z) cos(Z)", "second": "@(Z) -sin(Z)",
                 "hessian": "@(Z) -diag(reshape(sin(Z), [], 1))"})  # fmt: skip


def julia_module(module: Module, dialect: Dialect) -> str:
    """The text of a Julia file."""
    functions = [_julia_function(module, part) for part in (module.function, module.derivative)]
    body = "\n\n".join([*functions, "\n".join(_julia_check(module)), "", ])
    helpers = helpers_of(body, dialect)
    text = "\n\n".join([*helpers, body])
    using = ["using LinearAlgebra", "using Random"]
    using += dict.fromkeys(line for sign, line in dialect.imports.items() if sign in text)
    heading = "\n".join(f"# {line}".rstrip() for line in said(module.derivation))
    return f"{heading}\n\n" + "\n".join(using) + f"\n\n{text}"


def matlab_module(module: Module, dialect: Dialect) -> str:
    """The text of a function file that gives handles of the functions."""
    f, g = module.function.name, module.derivative.name
    heading = "\n".join(f"% {line}".rstrip() for line in said(module.derivation))
    first = (
        f"function module = matcalc_code()\n{heading}\n%\n% Save as matcalc_code.m, then:\n"
        f"%     module = matcalc_code(); module.check_gradient()\n"
        f"    module.{f} = @{f};\n    module.{g} = @{g};\n"
        "    module.check_gradient = @check_gradient;\nend"
    )
    body = "\n\n".join([
        *[_matlab_function(module, part) for part in (module.function, module.derivative)],
        "\n".join(_matlab_check(module)),
        _MATLAB_DRAW,
    ])  # fmt: skip
    return "\n\n".join([first, body, *helpers_of(body, dialect)]) + "\n"


def _signature(module: Module) -> str:
    return ", ".join([*[argument.name for argument in module.arguments], *extra_sizes(module)])


def _documented(module: Module, frame: Frame) -> Iterator[str]:
    for argument in module.arguments:
        yield f"    {frame.comment} {argument.name}: {described(argument)}"


def _statements(procedure: Procedure, frame: Frame) -> Iterator[str]:
    for name, source, place in procedure.letters:
        if source:
            yield f"    {name} = {frame.size.format(source, place + 1)}{frame.stop}"
    for name, value in procedure.body.statements:
        yield f"    {name} = {value}{frame.stop}"


def _julia_function(module: Module, procedure: Procedure) -> str:
    return "\n".join([
        f"function {procedure.name}({_signature(module)})",
        *_documented(module, _JULIA),
        *_statements(procedure, _JULIA),
        f"    return {', '.join(procedure.body.results)}",
        "end",
    ])  # fmt: skip


def _matlab_function(module: Module, procedure: Procedure) -> str:
    results = ["value", "slope"][: len(procedure.body.results)]
    listed = results[0] if len(results) == 1 else f"[{', '.join(results)}]"
    return "\n".join([
        f"function {listed} = {procedure.name}({_signature(module)})",
        *_documented(module, _MATLAB),
        *_statements(procedure, _MATLAB),
        *[f"    {name} = {value};" for name, value in zip(results, procedure.body.results)],
        "end",
    ])  # fmt: skip


# The checks.

_JULIA_DRAW = """\
        draw(dims...) = (z = randn(dims...); [z, 1 .+ tanh.(z) ./ 2, \
0.5 .+ 0.4 .* tanh.(z), 2 .+ tanh.(z) ./ 2][div(attempt, 2) % 4 + 1])"""
_MATLAB_DRAW = """\
function z = draw(attempt, varargin)
    z = randn(varargin{:}, 1);
    switch mod(floor(attempt / 2), 4)
        case 1
            z = 1 + tanh(z) / 2;
        case 2
            z = 0.5 + 0.4 * tanh(z);
        case 3
            z = 2 + tanh(z) / 2;
    end
end"""
_SHAPED = (
    ("whole", "{0} = 3 * ones(size({0}))"),
    ("pd", "{0} = {0} * {0}' + {1}"), ("psd", "{0} = {0} * {0}'"),
    ("orthogonal", "{0} = {0} / sqrtm({0}' * {0})"), ("diagonal", "{0} = {0} .* {1}"),
    ("symmetric", "{0} = {0} + {0}'"), ("skew", "{0} = {0} - {0}'"), ("lower", "{0} = tril({0})"),
    ("upper", "{0} = triu({0})"), ("positive", "{0} = abs({0}) + 0.1"),
    ("nonnegative", "{0} = abs({0})"),
)  # fmt: skip


def _julia_check(module: Module) -> Iterator[str]:
    yield "# Compare with central differences on random inputs; the relative error."
    yield "function check_gradient(; seed = 1)"
    yield "    Random.seed!(seed)"
    yield "    for attempt in 1:99"
    yield _JULIA_DRAW
    names, rising, falling = drawn_sizes(module)
    if names:
        turn = f"isodd(attempt) ? ({', '.join(rising)},) : ({', '.join(falling)},)"
        yield f"        {', '.join(names)}{',' if len(names) == 1 else ''} = {turn}"
    for line in _inputs(module, _JULIA, ""):
        yield f"        {line.replace('abs(', 'abs.(').replace(') + 0.1', ') .+ 0.1')}"
    yield "        local value, slope"
    yield "        try"
    yield f"            slope = {module.derivative.name}({_signature(module)})"
    yield f"            value = {module.function.name}({_signature(module)})"
    yield "        catch problem"
    yield "            singular = problem isa Union{SingularException, PosDefException}"
    yield "            singular || problem isa DomainError || rethrow()"
    yield "            continue"
    yield "        end"
    if module.kind == "gradient":
        yield "        slope = slope[2]"
    yield "        maximum(abs, value) < 1e4 && maximum(abs, slope) < 1e4 || continue"
    steps = _steps(module)
    yield from (f"        {line}" for line in _directions(module, _JULIA, ""))
    yield f"        moved({', '.join(steps)}) = {module.function.name}({_moved(module, _JULIA)})"
    yield f"        truth = {_truth(module)}"
    yield f"        found = {applied(module, _JULIA.vec, *_JULIA.applied)}"
    if module.kind == "jacobian":
        yield "        truth = vec(truth)"
    yield "        error = maximum(abs, found - truth) / (1 + maximum(abs, truth))"
    yield "        @assert error < 1e-5"
    yield "        return error"
    yield "    end"
    yield '    error("no random input was found where it is defined")'
    yield "end"


def _matlab_check(module: Module) -> Iterator[str]:
    yield "function error = check_gradient()"
    yield "    % Compare with central differences on random inputs; the relative error."
    yield "    randn('state', 1);"
    yield "    for attempt = 1:99"
    names, rising, falling = drawn_sizes(module)
    if names:
        yield f"        sizes = [{', '.join(rising)}];"
        yield "        if mod(attempt, 2)"
        yield f"            sizes = [{', '.join(falling)}];"
        yield "        end"
    yield from (f"        {name} = sizes({k + 1});" for k, name in enumerate(names))
    yield from (f"        {line};" for line in _inputs(module, _MATLAB, "attempt, "))
    got = "[~, slope]" if module.kind == "gradient" else "slope"
    yield "        try"
    yield f"            {got} = {module.derivative.name}({_signature(module)});"
    yield "        catch"
    yield "            continue"
    yield "        end"
    yield f"        value = {module.function.name}({_signature(module)});"
    yield "        if max(abs(value(:))) < 1e4 && max(abs(slope(:))) < 1e4 && isreal(value)"
    yield "            break"
    yield "        end"
    yield "    end"
    yield from (f"    {line};" for line in _directions(module, _MATLAB, "attempt, "))
    moved = f"@({', '.join(_steps(module))}) {module.function.name}({_moved(module, _MATLAB)})"
    yield f"    moved = {moved};"
    yield f"    truth = {_truth(module)};"
    yield f"    found = {applied(module, _MATLAB.vec, *_MATLAB.applied)};"
    if module.kind == "jacobian":
        yield "    truth = reshape(truth, [], 1);"
    yield "    error = max(abs(found(:) - truth(:))) / (1 + max(abs(truth(:))));"
    yield "    assert(error < 1e-5);"
    yield "end"


def _steps(module: Module) -> list[str]:
    return ["step1", "step2"][: len(module.moved)]


def _inputs(module: Module, frame: Frame, attempt: str) -> Iterator[str]:
    places = cycle((2, 1))
    for argument in module.arguments:
        name = argument.name
        if argument.kind == "index":
            yield f"{name} = {next(places)}"
        elif argument.kind == "function":
            yield f"{name} = {frame.stand_ins[stand_in(argument)]}"
        elif "whole" in argument.properties and not argument.dims:
            yield f"{name} = 3"
        else:
            dims = ", ".join(size_text(size, module) for size in argument.dims)
            yield f"{name} = {frame.draw.format(f'{attempt}{dims}'.rstrip(', '))}"
            for having, line in _SHAPED:
                if having in argument.properties:
                    yield line.format(name, frame.identity.format(name))
                    break


def _directions(module: Module, frame: Frame, attempt: str) -> Iterator[str]:
    for k, moved in enumerate(module.moved):
        dims = [size_text(size, module) for size in moved.argument.dims[-moved.rank :]]
        listed = ", ".join(dims if moved.rank else [])
        yield f"D{k + 1} = {frame.draw.format(f'{attempt}{listed}'.rstrip(', '))}"
        if "symmetric" in moved.argument.properties and moved.rank == 2:
            yield f"D{k + 1} = D{k + 1} + D{k + 1}'"


def _moved(module: Module, frame: Frame) -> str:
    """The arguments with the variables moved."""
    shifts: dict[str, str] = {}
    for k, (step, moved) in enumerate(zip(_steps(module), module.moved)):
        name = moved.argument.name
        by = f"{step} * D{k + 1}"
        if moved.places:
            by = _alone(moved, by, f"D{k + 1}", frame)
        shifts[name] = f"{shifts.get(name, name)} + {by}"
        for follower, speed in moved.followers:
            shifts[follower] = f"{shifts.get(follower, follower)} + {step} * D{k + 1} * {speed}"
    moves = [f"{step} * D{k + 1}" for k, step in enumerate(_steps(module))]
    for follower, bend in bends(module, moves):
        shifts[follower] += f" + {bend}"
    listed = [shifts.get(argument.name, argument.name) for argument in module.arguments]
    return ", ".join([*listed, *extra_sizes(module)])


def _alone(moved: Moved, by: str, direction: str, frame: Frame) -> str:
    """The step of one entry or member, with zeros in the places of the others."""
    units = []
    for k, place in enumerate(moved.places):
        count = frame.size.format(moved.argument.name, k + 1)
        units.append(frame.unit.format(count, place))
    if len(units) + moved.rank > 2:  # more than a matrix holds
        rest, below = frame.reshaped
        ahead = ", ".join("1" for _ in units)
        last = below.format(ahead, direction) if moved.rank == 2 else f"{ahead}, {rest}"
        turned = [f"reshape({unit}, {'1, ' * k}{rest})" for k, unit in enumerate(units) if k]
        return " .* ".join([units[0], *turned, f"reshape({by}, {last})"])
    one = " * ".join([units[0], *[f"{unit}'" for unit in units[1:]]])
    return f"{one} * ({by})'" if moved.rank else f"{one} * ({by})"


def _truth(module: Module) -> str:
    if len(module.moved) == 1:
        return "(moved(1e-6) - moved(-1e-6)) / 2e-6"
    corners: Sequence[str] = ("1e-4, 1e-4", "1e-4, -1e-4", "-1e-4, 1e-4", "-1e-4, -1e-4")
    a, b, c, d = (f"moved({corner})" for corner in corners)
    return f"({a} - {b} - {c} + {d}) / 4e-8"
