"""How the center signs its mails."""

from django.conf import settings
from django.utils.translation import get_language


def context() -> dict[str, str]:
    """The center's name in the active language, and its address on the web."""
    chinese = (get_language() or settings.LANGUAGE_CODE).startswith("zh")
    name = settings.ISSUER_NAME_ZH if chinese else settings.ISSUER_NAME_EN
    return {"center_name": name, "site_url": settings.SITE_URL}
