"""Which feedback an item shows for a choice: its own rules are asked."""

from assessments.exchange.languages import Rich
from assessments.exchange.qti.items import Item
from assessments.exchange.qti.rendering import as_it_is, inner
from assessments.exchange.safe_xml import Element

_OF_THE_ITEM = ("modalFeedback", "feedbackBlock")


def shown_for(item: Item, choice: Element) -> Rich:
    """For the choice alone: beside it, and for the whole item."""
    interaction = next(choice.iterancestors("choiceInteraction"))
    given = {interaction.get("responseIdentifier", ""): (choice.get("identifier", ""),)}
    found = [*choice.iter("feedbackInline"), *item.element.iter(*_OF_THE_ITEM)]
    if not found:
        return {}
    outcomes = item.probe.outcomes(given)
    shown = []
    for element in found:
        value = outcomes.get(element.get("outcomeIdentifier", ""))
        is_met = value is not None and element.get("identifier", "") in value.items
        if is_met == (element.get("showHide", "show") == "show"):
            shown.append(f"<p>{inner(element, as_it_is)}</p>")
    return item.rich("".join(shown))
