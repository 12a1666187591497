"""What is filled in to bring questions in, and to take them out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments import exporting, importing
from assessments.admin_views.branches import BranchField
from assessments.exchange.formats import FORMATS


class UploadForm(forms.Form):
    """A file; its format is told from its content."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Moodle XML, GIFT, Aiken, QTI 2 or 3, or Excel; up to 20 MB."),
    )
    format = forms.ChoiceField(
        label=_("File format"),
        required=False,
        choices=[
            ("", _("as the file tells")),
            *((each.key, each.label) for each in FORMATS.values()),
        ],
    )

    def clean_file(self) -> Any:
        """Looked at before it is read."""
        file = self.cleaned_data["file"]
        if file.size > importing.MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file


class CommitForm(forms.Form):
    """Where the drafts go."""

    category = BranchField(
        label=_("Into the category"), required=False, help_text=_("Empty: none, or the file's.")
    )
    keeps_tree = forms.BooleanField(
        label=_("Keep the categories of the file, below it"), required=False, initial=True
    )


class ExportForm(forms.Form):
    """What goes out, and how."""

    category = BranchField(label=_("Category and below"), required=False)
    format = forms.ChoiceField(
        label=_("File format"),
        choices=[(each.key, each.label) for each in exporting.OUTGOING.values()],
    )
