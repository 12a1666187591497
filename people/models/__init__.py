"""What people stores: users, organizations, memberships and consents."""

from people.models.consents import Consent
from people.models.organizations import Membership, Organization
from people.models.users import User

__all__ = ["Consent", "Membership", "Organization", "User"]
