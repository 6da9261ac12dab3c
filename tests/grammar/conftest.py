from collections.abc import Callable

import pytest

from matcalc_grammar.names import Vocabulary
from matcalc_grammar.parser import Parser
from matcalc_grammar.sentences import Query, Statement
from matcalc_grammar.syntax import Expression

NAMES = """tr det logdet log exp sin cos tan sum mean sqrt abs inv pinv transpose diag vec unvec
softmax sigmoid tanh cosh sinh expm logm sqrtm max min lambda_max norm1 norm2 asin relu erf
logsumexp sign frechet_expm top_left""".split()

FUNCTIONS = Vocabulary(
    {name: name for name in NAMES} | {"trace": "tr", "Tr": "tr", "ln": "log"}
)


@pytest.fixture
def parse() -> Callable[[str], list[Statement]]:
    """Statements of one record, read by a fresh parser."""
    return lambda text: Parser(FUNCTIONS).parse(text)


@pytest.fixture
def tree() -> Callable[[str], Expression]:
    """The expression of the last statement, which is a query."""

    def read(text: str) -> Expression:
        statement = Parser(FUNCTIONS).parse(text)[-1]
        assert isinstance(statement, Query)
        return statement.expression

    return read


@pytest.fixture
def notes() -> Callable[[str], list[str]]:
    """How doubtful spellings of a text were read."""

    def read(text: str) -> list[str]:
        parser = Parser(FUNCTIONS)
        parser.parse(text)
        return parser.notes

    return read
