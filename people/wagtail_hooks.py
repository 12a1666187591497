"""Register what the people app adds to the CMS."""

from wagtail import hooks

from people import admin_views, choosing, viewsets

hooks.register("register_admin_viewset", choosing.PersonChooserViewSet)
hooks.register("register_admin_viewset", viewsets.OrganizationGroup)
hooks.register("register_user_listing_buttons", viewsets.listed_acts)
hooks.register("before_bulk_action", admin_views.refuse_bulk)
