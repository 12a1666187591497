"""Work out an expression, operands first."""

from collections.abc import Mapping

from assessments.exchange.qti.context import Call, Context
from assessments.exchange.qti.expressions import arithmetic, containers, logic, texts, variables
from assessments.exchange.qti.expressions.logic import Operator
from assessments.exchange.qti.values import ProcessingUnsupported, Value
from assessments.exchange.safe_xml import Element

OPERATORS: Mapping[str, Operator] = {
    **logic.OPERATORS,
    **arithmetic.OPERATORS,
    **variables.OPERATORS,
    **containers.OPERATORS,
    **texts.OPERATORS,
}


def evaluate(element: Element, context: Context, depth: int = 0) -> Value | None:
    context.step(depth)
    operator = OPERATORS.get(str(element.tag))
    if operator is None:
        raise ProcessingUnsupported(f"<{element.tag}> is not supported")
    args = tuple(evaluate(child, context, depth + 1) for child in element)
    return operator(Call(element, args, context))
