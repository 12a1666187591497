"""The closed lists that courses and cases are described by."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """How much a course presupposes; the national IP training syllabus has these three."""

    BEGINNER = "beginner", _("Beginner")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


class Audience(models.TextChoices):
    """Whom a course is for: the six audiences of the national IP training syllabus."""

    ADMINISTRATION = "administration", _("IP administration and enforcement")
    ENTERPRISE = "enterprise", _("IP staff of enterprises and institutions")
    IP_SERVICES = "ip-services", _("IP services")
    TEACHERS = "teachers", _("Teachers")
    LEADERS = "leaders", _("Leaders")
    PUBLIC = "public", _("The public")


class Subject(models.TextChoices):
    """What part of intellectual property a course is about."""

    PATENTS = "patents", _("Patents")
    TRADEMARKS = "trademarks", _("Trademarks")
    COPYRIGHT = "copyright", _("Copyright")
    TRADE_SECRETS = "trade-secrets", _("Trade secrets")
    MANAGEMENT = "management", _("IP management")
    TRANSFER = "transfer", _("Technology transfer")
    ENFORCEMENT = "enforcement", _("Enforcement")


class RightType(models.TextChoices):
    """The type of right that a case is about."""

    PATENTS = "patents", _("Patents")
    TRADEMARKS = "trademarks", _("Trademarks")
    COPYRIGHT = "copyright", _("Copyright")
    TRADE_SECRETS = "trade-secrets", _("Trade secrets")


class Industry(models.TextChoices):
    """The industries that the center serves."""

    BIOMEDICINE = "biomedicine", _("Biomedicine")
    OPTOELECTRONICS = "optoelectronics", _("Optoelectronics")
    AI = "ai", _("Artificial intelligence")
    IT = "it", _("Information technology")
    AEROSPACE = "aerospace", _("Aerospace")
    TCM = "tcm", _("Traditional Chinese medicine")
    MANUFACTURING = "manufacturing", _("Manufacturing")
    AGRICULTURE = "agriculture", _("Agriculture")


class Drawing(models.TextChoices):
    """The center's own line drawings, one a course."""

    OBJECTIVE = "objective", _("Microscope objective")
    STAMP = "stamp", _("Trademark stamp")
    FLASK = "flask", _("Flask")
    SATELLITE = "satellite", _("Satellite")
    BLUEPRINT = "blueprint", _("Blueprint")
    TREE = "tree", _("Tree")


class Access(models.TextChoices):
    """Who may enroll in a course."""

    OPEN = "open", pgettext_lazy("enrollment", "Anyone")
    CODE = "code", pgettext_lazy("enrollment", "Whoever has the code")
    CLASS = "class", pgettext_lazy("enrollment", "Members of a training class")
