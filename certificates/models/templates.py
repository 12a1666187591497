"""Certificate templates: fields that the center edits, and the versions that certificates use."""

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from certificates import picturing
from certificates.signing.kinds import KINDS
from certificates.signing.wording import TemplateText, problems


class CertificateType(models.TextChoices):
    """What a certificate attests."""

    COMPLETION = "completion", _("Course completion")
    ACHIEVEMENT = "achievement", _("Achievement with score")


PLACEHOLDERS_HELP = _(
    "Placeholders: {name} {course} {hours} {score} {completed_on} {issuer} {serial}"
)


class CertificateTemplate(DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """The wording of one type of certificate, in both languages; publishing freezes a version."""

    type = models.CharField(
        _("type"),
        max_length=20,
        choices=CertificateType.choices,
        unique=True,
        default=CertificateType.COMPLETION,
    )
    title_zh = models.CharField(_("Chinese title"), max_length=60)
    title_en = models.CharField(_("English title"), max_length=80)
    statement_zh = models.TextField(_("Chinese statement"), help_text=PLACEHOLDERS_HELP)
    statement_en = models.TextField(_("English statement"), help_text=PLACEHOLDERS_HELP)
    signatory_name_zh = models.CharField(_("signatory, Chinese"), max_length=60)
    signatory_name_en = models.CharField(_("signatory, English"), max_length=80)
    signatory_title_zh = models.CharField(_("signatory's title, Chinese"), max_length=80)
    signatory_title_en = models.CharField(_("signatory's title, English"), max_length=120)
    footer_zh = models.CharField(_("Chinese footer"), max_length=200, blank=True)
    footer_en = models.CharField(_("English footer"), max_length=250, blank=True)
    show_score = models.BooleanField(_("print the score"), default=True)
    show_latin_name = models.BooleanField(_("print the Latin name"), default=True)
    valid_months = models.PositiveSmallIntegerField(
        _("months of validity"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("Empty: without end. Holders are reminded, and can ask for renewal."),
    )
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="template")

    panels: ClassVar = [
        FieldPanel("type"),
        FieldRowPanel([FieldPanel("title_zh"), FieldPanel("title_en")]),
        FieldRowPanel([FieldPanel("statement_zh"), FieldPanel("statement_en")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("signatory_name_zh"), FieldPanel("signatory_name_en")]),
                FieldRowPanel([FieldPanel("signatory_title_zh"), FieldPanel("signatory_title_en")]),
            ],
            heading=_("Signatory"),
        ),
        FieldRowPanel([FieldPanel("footer_zh"), FieldPanel("footer_en")]),
        FieldRowPanel(
            [FieldPanel("show_score"), FieldPanel("show_latin_name"), FieldPanel("valid_months")]
        ),
    ]

    class Meta:
        verbose_name = _("certificate template")
        verbose_name_plural = _("certificate templates")

    def __str__(self) -> str:
        return f"{self.title_zh} / {self.title_en}"

    @property
    def revisions(self) -> Any:
        """As Wagtail asks for them."""
        return self._revisions

    @property
    def text(self) -> TemplateText:
        """The wording as the renderer takes it."""
        names = TemplateText.__dataclass_fields__
        return TemplateText(**{name: getattr(self, name) for name in names})

    def clean(self) -> None:
        """Refuse placeholders that no certificate could fill."""
        super().clean()
        found: dict[str, Any] = {
            name: _("“%(word)s” can't be filled in.") % {"word": word}
            for name, word in problems(self.text).items()
        }
        if KINDS[self.type].needs_score and not self.show_score:
            found["show_score"] = _("A certificate of this type prints its score.")
        if found:
            raise ValidationError(found)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Either language may come first, as the holder prefers."""
        return [("zh-hans", _("Chinese first")), ("en", _("English first"))]

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """A page that shows an invented certificate as the renderer draws it."""
        return "certificates/template_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """The picture, or what keeps it from being drawn."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return {**context, **picturing.preview(self.text, self.type, mode_name)}


class TemplateVersion(models.Model):
    """A published wording; certificates point here."""

    template = models.ForeignKey(
        CertificateTemplate, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        """Numbered from 1."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["template", "number"], name="template_version_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.template} v{self.number}"
