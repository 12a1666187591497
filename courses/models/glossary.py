"""The terms of the field in both languages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from courses.models.statutes import in_reader_language


class GlossaryTerm(index.Indexed, models.Model):
    """A term with its definition in both languages."""

    key = models.SlugField(_("key"), unique=True)
    term_zh = models.CharField(_("Chinese term"), max_length=60)
    term_en = models.CharField(_("English term"), max_length=100)
    definition_zh = models.TextField(_("Chinese definition"))
    definition_en = models.TextField(_("English definition"))

    search_fields: ClassVar = [
        index.SearchField("term_zh"),
        index.SearchField("term_en"),
        index.AutocompleteField("term_zh"),
        index.AutocompleteField("term_en"),
    ]

    class Meta:
        """By English term."""

        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering: ClassVar = ["term_en"]

    def __str__(self) -> str:
        return f"{self.term_zh} / {self.term_en}"

    @property
    def definition(self) -> str:
        """In the reader's language."""
        return in_reader_language(self.definition_zh, self.definition_en)
