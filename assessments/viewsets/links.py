"""Links from the menu to pages on which something is done."""

from django.utils.translation import gettext_lazy as _

from people.menus import Link

LINKS = (
    Link("assessments_marking", _("Marking"), "edit", "assessments.change_itemresult"),
    Link("assessments_challenges", _("Challenges"), "help", "assessments.change_challenge"),
    Link("assessments_regrades", _("Regrades"), "rotate", "assessments.view_regrade"),
    Link("assessments_reports", _("Results and items"), "table", "assessments.view_analysis"),
    Link("assessments_imports", _("Import and export"), "upload", "assessments.add_questionimport"),
)
