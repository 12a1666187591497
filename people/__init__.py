"""Users, organizations, memberships, roles and consents."""
