"""Who may act on certificates in the CMS."""

from django.core.exceptions import PermissionDenied

from people.requests import SignedInRequest


def require(request: SignedInRequest) -> None:
    """Refuse whoever may only look, as the rest of the CMS does."""
    if not request.user.has_perm("certificates.change_certificate"):
        raise PermissionDenied
