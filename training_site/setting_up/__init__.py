"""Bring a new or upgraded site into the state that the code expects; again changes nothing."""

from django.db import transaction

from training_site.setting_up import certificate, pages, permissions, workflow


@transaction.atomic
def set_up() -> None:
    """Pages, permissions, workflow and certificate; what the center has changed is kept."""
    tree = pages.ensure()
    permissions.ensure(tree)
    workflow.ensure(tree)
    certificate.ensure()
