"""Living law: statutes, their articles, and what each article said from when to when."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index


def in_reader_language(zh: str, en: str) -> str:
    """The Chinese text for readers of Chinese, the English one for everyone else."""
    return zh if (get_language() or "zh").startswith("zh") else en


class Law(index.Indexed, models.Model):
    """A statute, regulation or judicial interpretation."""

    key = models.SlugField(_("key"), unique=True)
    title_zh = models.CharField(_("Chinese title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=250)
    short_zh = models.CharField(_("short Chinese title"), max_length=60)
    short_en = models.CharField(_("short English title"), max_length=120)

    search_fields: ClassVar = [
        index.SearchField("title_zh"),
        index.SearchField("title_en"),
        index.AutocompleteField("title_zh"),
        index.AutocompleteField("title_en"),
    ]

    class Meta:
        """By key."""

        verbose_name = _("law")
        verbose_name_plural = _("laws")
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return in_reader_language(self.title_zh, self.title_en)

    @property
    def short_title(self) -> str:
        """As one cites it."""
        return in_reader_language(self.short_zh, self.short_en)


class Article(index.Indexed, ClusterableModel):
    """An article of a law, whatever its wording at a time."""

    law = models.ForeignKey(
        Law, verbose_name=_("law"), on_delete=models.PROTECT, related_name="articles"
    )
    number = models.CharField(_("number"), max_length=20)
    heading_zh = models.CharField(_("Chinese heading"), max_length=150)
    heading_en = models.CharField(_("English heading"), max_length=200)

    search_fields: ClassVar = [
        index.SearchField("number"),
        index.SearchField("heading_zh"),
        index.SearchField("heading_en"),
        index.AutocompleteField("heading_zh"),
        index.AutocompleteField("heading_en"),
    ]

    class Meta:
        """An article number stands once in a law."""

        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["law", "number"], name="article_once_a_law")
        ]

    def __str__(self) -> str:
        return self.citation

    @property
    def citation(self) -> str:
        """As one cites it: 专利法第22条; Patent Law, Art. 22."""
        return in_reader_language(
            f"{self.law.short_zh}第{self.number}条", f"{self.law.short_en}, Art. {self.number}"
        )

    @property
    def heading(self) -> str:
        """What the article is about."""
        return in_reader_language(self.heading_zh, self.heading_en)


class ArticleVersionManager(models.Manager["ArticleVersion"]):
    """Versions with what their citation needs: a lesson that cites many asks once."""

    def get_queryset(self) -> models.QuerySet["ArticleVersion"]:
        """With article and law at hand."""
        return super().get_queryset().select_related("article__law")


class ArticleVersion(index.Indexed, models.Model):
    """What an article says from one date to another, in the center's own words."""

    article = ParentalKey(
        Article, verbose_name=_("article"), on_delete=models.PROTECT, related_name="versions"
    )
    in_force_from = models.DateField(_("in force from"))
    in_force_to = models.DateField(_("in force to"), null=True, blank=True)
    source_zh = models.CharField(_("source in Chinese"), max_length=200)
    source_en = models.CharField(_("source in English"), max_length=200)
    summary_zh = models.TextField(_("summary in Chinese"))
    summary_en = models.TextField(_("summary in English"))

    objects: ClassVar = ArticleVersionManager()

    search_fields: ClassVar = [index.SearchField("summary_zh"), index.SearchField("summary_en")]

    class Meta:
        """One version a start date."""

        verbose_name = _("article version")
        verbose_name_plural = _("article versions")
        ordering: ClassVar = ["in_force_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "in_force_from"], name="version_once_a_date")
        ]

    def __str__(self) -> str:
        return f"{self.article} ({self.in_force_from})"

    @property
    def source(self) -> str:
        """Which version of the law this is."""
        return in_reader_language(self.source_zh, self.source_en)

    @property
    def summary(self) -> str:
        """What it says."""
        return in_reader_language(self.summary_zh, self.summary_en)
