"""The state of one run of scoring rules, and how far it may go."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessments.exchange.qti.declarations import Declaration
from assessments.exchange.qti.values import ProcessingUnsupported, Value
from assessments.exchange.safe_xml import Element

MAX_STEPS = 20_000
MAX_DEPTH = 40


@dataclass
class Budget:
    """How many steps may still be taken; shared by runs that belong together."""

    left: int = MAX_STEPS


@dataclass
class Context:
    declared: Mapping[str, Declaration]
    responses: Mapping[str, Value | None]
    outcomes: dict[str, Value | None]
    budget: Budget = field(default_factory=Budget)

    def step(self, depth: int) -> None:
        self.spend(1)
        if depth > MAX_DEPTH:
            raise ProcessingUnsupported("scoring is nested too deeply")

    def spend(self, steps: int) -> None:
        self.budget.left -= steps
        if self.budget.left < 0:
            raise ProcessingUnsupported("scoring takes too many steps")

    def variable(self, identifier: str) -> Value | None:
        if identifier in self.outcomes:
            return self.outcomes[identifier]
        return self.responses.get(identifier)

    def declaration(self, identifier: str) -> Declaration:
        if identifier not in self.declared:
            raise ProcessingUnsupported(f"the variable {identifier} is not declared")
        return self.declared[identifier]


@dataclass(frozen=True)
class Call:
    """An operator about to be applied: its element, and its operands already worked out."""

    element: Element
    args: tuple[Value | None, ...]
    context: Context

    def get(self, name: str, default: str = "") -> str:
        return str(self.element.get(name, default))

    def is_false(self, name: str) -> bool:
        return self.get(name).strip().lower() == "false"

    def only(self, count: int) -> tuple[Value | None, ...]:
        if len(self.args) != count:
            raise ProcessingUnsupported(f"<{self.element.tag}> needs {count} operands")
        return self.args

    def whole_number(self, name: str) -> int:
        """An attribute that is a whole number, or names a variable that holds one."""
        written = self.get(name).strip()
        variable = self.context.variable(written)
        if variable is not None:
            written = variable.items[0]
        if not written.isdecimal() or len(written) > 4:
            raise ProcessingUnsupported(f"<{self.element.tag}>: {name} must be a whole number")
        return int(written)
