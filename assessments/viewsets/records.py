"""Who may look at records."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class LookingOnly(ModelPermissionPolicy):
    """Records are looked at; what changes them are acts with a reason, not forms."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Only looking."""
        return action == "view" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whoever may look may open the list."""
        return self.user_has_permission(user, "view")
