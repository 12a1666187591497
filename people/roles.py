"""The roles a person can have at the center: groups by name."""

from enum import StrEnum

from django.contrib.auth.models import Group

from people.models import User


class Role(StrEnum):
    """Group names; made by the migration `0002_roles`."""

    INSTRUCTOR = "Instructors"
    EDITOR = "Editors"
    ADMINISTRATOR = "Center administrators"
    OFFICER = "Training officers"


STAFF_ROLES = {Role.INSTRUCTOR, Role.EDITOR, Role.ADMINISTRATOR}


def give(user: User, role: Role) -> None:
    """Put the person into the role's group; staff roles open the Wagtail admin."""
    user.groups.add(Group.objects.get(name=role))
    if role in STAFF_ROLES and not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])


def show_staff(user: User) -> None:
    """Keep the flag of staff in step with the groups that someone has just been given."""
    is_staff = user.is_superuser or user.groups.filter(name__in=STAFF_ROLES).exists()
    if user.is_staff != is_staff:
        User.objects.filter(pk=user.pk).update(is_staff=is_staff)
