"""The certificates' part of the CMS's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from people.menus import Link, menu_items

SEE, CHANGE = "certificates.view_certificate", "certificates.change_certificate"
LINKS = (
    Link("certificate_records:index", _("Certificates"), "clipboard-list", SEE),
    Link("certificates_batches", _("Issue to a class"), "group", CHANGE),
    Link("certificates_renewals", _("Renewal requests"), "rotate", CHANGE),
    Link("certificates_proposals", _("Revoke several"), "cross", CHANGE),
    Link(
        "wagtailsnippets_certificates_certificatetemplate:list",
        _("Certificate templates"),
        "doc-full-inverse",
        "certificates.change_certificatetemplate",
    ),
    Link("certificates_api_keys", _("API keys"), "key", "certificates.add_apikey"),
)


def item() -> MenuItem:
    """One item that opens the others."""
    menu = Menu(items=menu_items(LINKS))
    return SubmenuMenuItem(
        _("Certificates"), menu, name="certificates", icon_name="clipboard-list", order=330
    )
