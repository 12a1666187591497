"""What the forms of questions load in the CMS besides Wagtail's own."""

from django import forms
from django.utils.functional import cached_property
from wagtail.blocks.struct_block import StructBlockAdapter


class ItemAdapter(StructBlockAdapter):
    @cached_property
    def media(self) -> forms.Media:
        wagtails: forms.Media = super().media
        return wagtails + forms.Media(css={"all": ["css/admin/questions.css"]})


class HotspotAdapter(ItemAdapter):
    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["js/admin/regions.js"])
