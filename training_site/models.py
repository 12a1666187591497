"""The home page and the settings that the center's staff keep."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from courses.models import ReadablePage


class HomePage(ReadablePage):
    """The first page of a language."""

    headline = models.CharField(_("headline"), max_length=120)
    introduction = models.CharField(_("introduction"), max_length=400, blank=True)

    content_panels: ClassVar = [
        *ReadablePage.content_panels,
        FieldPanel("headline"),
        FieldPanel("introduction"),
    ]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "courses.CatalogPage",
        "courses.CaseLibraryPage",
        "courses.FacultyPage",
    ]
    template = "training_site/home_page.html"

    class Meta:
        verbose_name = _("home page")


@register_setting(icon="site")
class CenterSettings(BaseSiteSetting):
    """What stands in the footer and on certificates."""

    name_zh = models.CharField(
        _("Chinese name"), max_length=100, default="长春新区知识产权服务中心"
    )
    name_en = models.CharField(
        _("English name"), max_length=150, default="IPR Service Center of Changchun New Area"
    )
    icp_number = models.CharField(_("ICP record number"), max_length=60, blank=True)
    public_security_number = models.CharField(
        _("public-security record number"), max_length=60, blank=True
    )
    contact_email = models.EmailField(_("contact e-mail"), blank=True)

    panels: ClassVar = [
        MultiFieldPanel([FieldPanel("name_zh"), FieldPanel("name_en")], heading=_("The center")),
        MultiFieldPanel(
            [FieldPanel("icp_number"), FieldPanel("public_security_number")],
            heading=_("Records shown in the footer"),
        ),
        FieldPanel("contact_email"),
    ]

    class Meta:
        verbose_name = _("center")
