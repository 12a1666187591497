"""Order interactions."""

from tests.assessments.exchange.qti.items import (
    MATCH_CORRECT,
    ONE,
    add_when,
    choices,
    declared,
    item,
    read,
    reason,
    rules,
    set_score,
    value,
    variable,
    when,
)

RIGHT = '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'


def order(names: str, rule: str, right: str = "") -> str:
    body = (
        '<orderInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Sort.</prompt>'
        f"{choices(*names)}</orderInteraction>"
    )
    return item(body, declared(list(right), cardinality="ordered"), rule)


def test_the_right_order_earns_all() -> None:
    found = read(order("ABC", MATCH_CORRECT, "CAB")).definition
    assert [row["id"] for row in found["items"]] == ["C", "A", "B"]
    assert found["scoring"] == "all_or_nothing"


def test_places_may_count_one_by_one() -> None:
    rule = rules(
        *(
            add_when(f"<match><index n='{place}'>{variable()}</index>{value(name)}</match>")
            for place, name in enumerate("ABC", 1)
        )
    )
    assert read(order("CBA", rule, "ABC")).definition["scoring"] == "absolute"


def test_long_orders_are_tried_by_samples() -> None:
    assert read(order("FEDCBA", MATCH_CORRECT, "ABCDEF")).definition["scoring"] == "all_or_nothing"


def test_one_other_order_that_earns_half_is_no_scheme() -> None:
    other = f"<ordered>{value('A')}{value('C')}{value('B')}</ordered>"
    rule = rules(
        when(f"<match>{variable()}{other}</match>", set_score(ONE)),
        when(RIGHT, set_score(value("2", "float"))),
    )
    assert "earns 0.5 there" in reason(order("ABC", rule, "ABC"))


def test_without_rules_no_order_earns_anything() -> None:
    assert "earns anything" in reason(order("AB", "", "AB"))


def test_every_choice_needs_its_place() -> None:
    assert "has its place" in reason(order("ABC", MATCH_CORRECT, "AB"))
    assert "has its place" in reason(order("ABC", MATCH_CORRECT))
