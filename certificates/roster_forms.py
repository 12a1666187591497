"""The form that takes a list of certificates to check."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from certificates import opening
from certificates.checking.ordering import Roster
from certificates.rosters.tables import MAX_BYTES, Fault, Unreadable

FAULTS = {
    Fault.TOO_LARGE: _("The list is larger than 10 MB."),
    Fault.TOO_MANY_ROWS: _("The list has more than 10,000 rows. Divide it."),
    Fault.TOO_MANY_COLUMNS: _("The list has more than 100 columns."),
    Fault.NOT_A_LIST: _("This can't be read as a list. Save it as .xlsx or .csv and try again."),
    Fault.PASSWORD: _("The workbook has a password. Save it without one and try again."),
    Fault.EMPTY: _("There is no row in the list."),
}


class RosterForm(forms.Form):
    """A file or pasted text; `roster` is what it asks about."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        max_length=200,
        help_text=_(
            "XLSX, XLS, ODS or CSV; up to 10,000 rows. Columns are found by their headers: "
            "verification code, certificate number, name."
        ),
    )
    pasted = forms.CharField(
        label=_("or paste the list here"),
        required=False,
        max_length=1_500_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_(
            "One certificate a line: its code, or its number and the full name of its holder."
        ),
    )

    roster: Roster

    def clean(self) -> dict[str, Any]:
        """Open the list now, so that whoever brings it hears at once what is wrong with it."""
        said = super().clean() or self.cleaned_data
        file, pasted = said.get("file"), said.get("pasted", "")
        if bool(file) == bool(pasted.strip()) and not self.errors:
            raise ValidationError(_("Choose a file or paste a list: one of both."))
        if not self.errors:
            self._open("file" if file else "pasted", file, pasted)
        return said

    def _open(self, field: str, file: Any, pasted: str) -> None:
        is_small = not file or file.size <= MAX_BYTES
        try:
            if not is_small:
                raise Unreadable(Fault.TOO_LARGE)
            source = file.read() if file else pasted.encode()
            name = file.name if file else ""
            self.roster = Roster(source, opening.entries_in(source), name)
        except Unreadable as refusal:
            self.add_error(field, FAULTS[refusal.fault])
