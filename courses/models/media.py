"""The center's images and documents."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class CenterImage(AbstractImage):
    """An image with a credit."""

    credit = models.CharField(_("credit"), max_length=150, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")


class CenterRendition(AbstractRendition):
    """An image at one size."""

    image = models.ForeignKey(CenterImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        """One rendition a filter and focal point."""

        unique_together: ClassVar = [("image", "filter_spec", "focal_point_key")]


class CenterDocument(AbstractDocument):
    """A file of the CMS: who may download it is decided by `courses.access`."""

    admin_form_fields = Document.admin_form_fields
