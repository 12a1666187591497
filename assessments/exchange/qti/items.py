"""An item as all recognizers see it: its interactions, its words and its rules."""

import html
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from assessments.exchange import markup
from assessments.exchange.languages import Rich, guess
from assessments.exchange.notes import Notes, NotSupported
from assessments.exchange.qti import response_processing
from assessments.exchange.qti.declarations import Declaration
from assessments.exchange.qti.probing import Probe
from assessments.exchange.qti.rendering import Substitute, as_it_is, has_formula, inner, text_of
from assessments.exchange.safe_xml import Element

MAX_ELEMENTS = 20_000
MAX_CHOICES = 300

_SUFFIX = "Interaction"


@dataclass(frozen=True)
class Item:
    element: Element
    body: Element
    interactions: Sequence[Element]
    probe: Probe
    language: str
    folder: str
    notes: Notes

    def declared(self, interaction: Element) -> Declaration:
        name = interaction.get("responseIdentifier", "")
        found = self.probe.processing.responses.get(name)
        if found is None:
            raise NotSupported(f"the response {name} is not declared")
        return found

    def stem(self, substitute: Substitute = as_it_is) -> Rich:
        """The body with the prompts of its interactions; the title where there are no words."""

        def replaced(element: Element) -> str | None:
            found = substitute(element)
            if found is None and str(element.tag).endswith(_SUFFIX):
                return self.prompt(element, substitute)
            return found

        title = html.escape(self.element.get("title", "") or "-", quote=False)
        return self.rich(inner(self.body, replaced)) or {self.language: title}

    def prompt(self, interaction: Element, substitute: Substitute = as_it_is) -> str:
        found = interaction.find("prompt")
        return "" if found is None else f"<p>{inner(found, substitute)}</p>"

    def text(self, element: Element) -> Rich:
        return self.rich(inner(element, as_it_is))

    def rich(self, source: str) -> Rich:
        """In the language of the item, sanitized."""
        cleaned = markup.from_html(source, self.notes) if source.strip() else ""
        return {self.language: cleaned} if cleaned.strip() else {}

    def path(self, reference: str) -> str:
        """A file of the package by its name there; others can't be brought along."""
        name = posixpath.normpath(posixpath.join(self.folder, reference))
        if not reference or ":" in reference or name.startswith(("/", "..")):
            raise NotSupported(f"the file {reference} is not in the package")
        return name


def read(element: Element, folder: str, notes: Notes) -> Item:
    """Raises NotSupported where the item is of a kind that we don't have at all."""
    body = element.find("itemBody")
    if body is None:
        raise NotSupported("the item has no body")
    if sum(1 for _ in islice(element.iter(), MAX_ELEMENTS + 1)) > MAX_ELEMENTS:
        raise NotSupported("the item is too large")
    if sum(1 for each in body.iter() if each.get("identifier")) > MAX_CHOICES:
        raise NotSupported(f"the item has more than {MAX_CHOICES} choices")
    if element.get("adaptive") == "true":
        raise NotSupported("adaptive items take several turns to answer")
    if element.find("templateDeclaration") is not None:
        raise NotSupported("the item is made anew for each learner from a template")
    if has_formula(element):
        notes.approximated("formulas were made plain text")
    return Item(
        element=element,
        body=body,
        interactions=[each for each in body.iter() if str(each.tag).endswith(_SUFFIX)],
        probe=Probe(response_processing.read(element)),
        language=_language(element, body),
        folder=folder,
        notes=notes,
    )


def _language(element: Element, body: Element) -> str:
    named = element.get("lang", "").lower()[:2]
    return named if named in {"zh", "en"} else guess(text_of(body))
