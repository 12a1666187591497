"""Who may act on certificates in the CMS."""

from django.core.exceptions import PermissionDenied

from people.requests import SignedInRequest


def require(request: SignedInRequest, permission: str = "certificates.change_certificate") -> None:
    """Refuse whoever may only look, as the rest of the CMS does."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
