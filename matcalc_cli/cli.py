"""Arguments in, exit status out. Nothing here knows mathematics, or loads what does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from matcalc_cli import __version__

if TYPE_CHECKING:
    from matcalc_cli.requests import Request

CODE_FORMATS = ("numpy", "jax", "torch", "julia", "matlab", "sympy")
DOCUMENT_FORMATS = ("markdown", "html", "typst", "svg", "png")
FORMATS = ("text", "ascii", "latex", *DOCUMENT_FORMATS, "json", *CODE_FORMATS)
_F = TypeVar("_F", bound=Callable[..., Any])
_INTERRUPTED = 130
_EXAMPLES = """\b
Examples:
  matcalc derive "d/dX tr(X^T A X)"
  matcalc derive "d/dx x^T A x where A symmetric"
  matcalc check "d/dX tr(A X) = A^T"
  cat problems.txt | matcalc derive -q"""


class Commands(click.Group):
    """The commands; an expression typed in the place of a command is met with what to type."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of their use."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first. Raises UsageError with a hint where there is none."""
        name = args[0] if args else ""
        if name in self.commands or name.startswith("-"):
            return super().resolve_command(ctx, args)
        if name.isalpha() and len(name) > 2 and len(args) == 1:
            known = ", ".join(self.list_commands(ctx))
            ctx.fail(f"there is no command {name!r}; the commands are {known}")
        typed = " ".join(args)
        quoted = "'" + typed.replace("'", "'\\''") + "'"
        ctx.fail(f"a command comes first; to take a derivative, type: matcalc derive {quoted}")


class Expressions(click.Command):
    """A command that takes expressions, which may begin with a minus."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments. Raises UsageError, with a hint for what looks like a negative term."""
        try:
            return super().parse_args(ctx, list(args))
        except click.NoSuchOption as problem:
            typed = next((arg for arg in args if arg.startswith(problem.option_name)), "")
            if typed.startswith("--") or typed == problem.option_name:
                raise
            hint = f"an expression that begins with a minus goes after --: {ctx.command_path} --"
            raise click.UsageError(f"{problem.format_message()} ({hint} '{typed}')", ctx) from None


def run() -> int:
    """Run the command that the arguments ask for; its exit status."""
    stdout = sys.stdout
    try:
        result = matcalc.main(prog_name="matcalc", standalone_mode=False)
    except click.ClickException as problem:
        return _complain(problem)
    except click.Abort:
        return _INTERRUPTED
    except SystemExit:
        if sys.stdout is stdout:
            raise
        raise BrokenPipeError from None  # click hides it so where it writes help
    return result if isinstance(result, int) else 0


def _complain(problem: click.ClickException) -> int:
    """Say what is wrong with the arguments, with nothing of them that a terminal would obey."""
    from io import StringIO

    from matcalc_cli import output
    from matcalc_cli.printers.names import visible

    said = StringIO()
    problem.show(said)
    output.tell("".join(f"{visible(row)}\n" for row in said.getvalue().splitlines()))
    return problem.exit_code


_version = click.version_option(
    __version__, "-V", "--version", message="matcalc %(version)s", help="Show the version."
)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EXAMPLES,
)
@_version
def matcalc() -> None:
    """Derive matrix gradients, step by step, and check them."""


def _read_preamble(ctx: click.Context, parameter: click.Parameter, path: str | None) -> str:
    """The text of a file of macros. Raises BadParameter."""
    if path is None:
        return ""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(1_000_000)
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        raise click.BadParameter(f"cannot read {path}: {reason}", ctx, parameter) from None


def _common(command: _F) -> _F:
    """The options of all commands that read expressions."""
    option = click.option
    for decorate in reversed([
        click.argument("expressions", nargs=-1, metavar="[EXPR]..."),
        option("-f", "--file", "files", multiple=True, metavar="FILE",
               help="Read statements from FILE (- for standard input); repeatable."),
        option("--wrt", multiple=True, metavar="NAME",
               help="Differentiate by NAME; repeated, one answer each."),
        option("-w", "--where", multiple=True, metavar="DECL",
               help="Declare or assume, as `A symmetric`; repeatable."),
        option("--from", "language", default="auto", show_default=True,
               type=click.Choice(["auto", "latex", "numpy", "matlab", "plain"]),
               help="The language of the expressions."),
        option("--preamble", metavar="FILE", callback=_read_preamble,
               help="Take LaTeX macros (\\newcommand, \\def) from FILE."),
        option("--layout", metavar="LAYOUT", envvar="MATCALC_LAYOUT", show_envvar=True,
               help="numerator (default), denominator, wikipedia-numerator or "
                    "wikipedia-denominator; see `matcalc layouts`."),
        option("-o", "--format", "format_", type=click.Choice(FORMATS), default="text",
               show_default=True, help="The form of the output."),
        option("-q", "--quiet", is_flag=True, help="The answer alone, on one line."),
        option("--steps", type=click.Choice(["full", "brief", "none"]), default="brief",
               show_default=True, help="How much of the derivation to show."),
        option("--notation", type=click.Choice(["trace", "inner"]), default="trace",
               show_default=True, help="Write tr(Gᵀ dX), or the inner product ⟨G, dX⟩."),
        option("--expand", is_flag=True, help="The answer as a sum of products."),
        option("--structured", is_flag=True, help="Tie the entries of a structured variable."),
        option("--no-check", is_flag=True, help="Leave out the numerical check."),
        option("--ascii", "ascii_", is_flag=True, help="The same as -o ascii."),
        option("--color", type=click.Choice(["auto", "always", "never"]), default="auto",
               show_default=True, help="Whether to colour the report."),
        option("--fail-fast", is_flag=True, help="Stop at the first record that fails."),
        option("-j", "--jobs", metavar="N", type=click.IntRange(min=0), default=1,
               show_default=True, help="Work in N processes; 0: one for each processor."),
        _version,
    ]):  # fmt: skip
        command = decorate(command)
    return command


def _read_sizes(
    ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, int], ...]:
    """`m=1000,n=10`, read. Raises BadParameter."""
    found = []
    for text in ",".join(values).split(",") if values else ():
        name, _, number = (part.strip() for part in text.partition("="))
        if not (name.isidentifier() and number.isascii() and number.isdigit() and int(number)):
            raise click.BadParameter(f"{text!r} is no size such as n=10", ctx, parameter)
        found.append((name, int(number)))
    return tuple(found)


@matcalc.command(cls=Expressions)
@_common
@click.option("--size", "sizes", multiple=True, metavar="N=10", callback=_read_sizes,
              help="For code: the sizes to choose the order of products for, as m=1000,n=10.")
@click.pass_context
def derive(ctx: click.Context, /, **options: Any) -> int:
    """Derive gradients, Jacobians and tangents.

    EXPR is a query such as "d/dX tr(X^T A X)"; without any, statements are read from files or from
    standard input. Write -- before an expression that begins with a minus.
    """
    request = _request(ctx, options)
    if request is None:
        return 2
    from matcalc_cli.answers import Answers
    from matcalc_cli.batch import answered

    return answered(Answers(request))


@matcalc.command(cls=Expressions)
@_common
@click.pass_context
def check(ctx: click.Context, /, **options: Any) -> int:
    """Say whether a claimed derivative is right, and if not, what the slip is.

    EXPR is a claim such as "d/dX tr(A X) = A^T". Files are read line by line, a claim a line;
    files called .tex or .md are documents, whose equations are searched for claims.
    """
    request = _request(ctx, options)
    if request is None:
        return 2
    from matcalc_cli.batch import answered
    from matcalc_cli.check_answers import Checks

    return answered(Checks(request))


@matcalc.command(cls=Expressions)
@_common
@click.pass_context
def solve(ctx: click.Context, /, **options: Any) -> int:
    """Set gradients to zero and solve, step by step.

    EXPR is an equation such as "d/dβ ||y - X β||^2 = 0", or an expression with --wrt; repeated,
    --wrt asks for a system. Constraints follow as "subject to A x = b, …". With --wrt X, an
    equation without a derivative is solved as it stands: "A X + X B = C".
    """
    request = _request(ctx, options)
    if request is None:
        return 2
    from matcalc_cli.batch import answered
    from matcalc_cli.solve_answers import Solutions

    return answered(Solutions(request))


def _request(ctx: click.Context, options: dict[str, Any]) -> Request | None:
    """What the options ask for; None, with help shown, where there is nothing to read."""
    from matcalc_cli.requests import Request

    source_of = ctx.get_parameter_source("layout")
    flagged = source_of is not None and source_of.name == "COMMANDLINE"
    code = options["format_"] in CODE_FORMATS
    page = options["format_"] in DOCUMENT_FORMATS
    request = Request(layout_flagged=flagged, code=code, page=page, **options)
    if not (request.expressions or request.files) and sys.stdin.isatty():
        click.echo(ctx.get_help(), err=True)
        return None
    _check_layout(ctx, request.layout, flagged)
    if request.format_ == "png" and sys.stdout.isatty():
        _refuse(ctx, "-o png is no text for a terminal: send it to a file, as in > answer.png")
    if code and ctx.command.name != "derive":
        _refuse(ctx, f"-o {request.format_} is for derive")
    if code and request.structured:
        _refuse(ctx, f"-o {request.format_} takes entries as free: leave out --structured")
    return request


def _check_layout(ctx: click.Context, name: str | None, flagged: bool) -> None:
    from matcalc_cli.layouts import LAYOUTS, layout_named

    if name is not None and layout_named(name) is None:
        names = ", ".join(LAYOUTS)
        where = "--layout" if flagged else "MATCALC_LAYOUT"
        _refuse(ctx, f"{where}: there is no layout {name!r}; the layouts are {names}")


def _refuse(ctx: click.Context, message: str) -> NoReturn:
    raise click.UsageError(message, ctx)


@matcalc.command()
@click.argument("name", nargs=-1)
@click.option("--ascii", "ascii_", is_flag=True, help="Write in ASCII.")
def rules(name: tuple[str, ...], ascii_: bool) -> int:
    """List the rules and functions, or show the one called NAME whole."""
    from matcalc_cli.reference import show_rules

    return show_rules(" ".join(name), ascii_)


@matcalc.command()
@click.option("--ascii", "ascii_", is_flag=True, help="Write in ASCII.")
def layouts(ascii_: bool) -> int:
    """Show the four layouts, by example."""
    from matcalc_cli.layout_examples import show_layouts

    return show_layouts(ascii_)


@matcalc.command()
@click.option("--layout", metavar="LAYOUT", envvar="MATCALC_LAYOUT", show_envvar=True,
              help="How to lay derivatives out; see `matcalc layouts`.")
@click.option("--ascii", "ascii_", is_flag=True, help="Write in ASCII.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto",
              show_default=True, help="Whether to colour the reports.")
@click.pass_context
def repl(ctx: click.Context, layout: str | None, ascii_: bool, color: str) -> int:
    """Ask line by line, with history, completion and shapes as you type."""
    _check_layout(ctx, layout, True)
    from matcalc_cli.interactive.repl import converse

    return converse(layout, ascii_, color)
