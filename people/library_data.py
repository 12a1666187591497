"""Personal data in tables of the libraries: what is exported, what goes, what stays and why."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models


@dataclass(frozen=True, slots=True)
class LibraryTable:
    """One table: the path to its subject, its exported fields, and its fate on leaving."""

    label: str
    subject: str
    exported: tuple[str, ...] = ()
    kept_because: str = ""

    @property
    def model(self) -> type[models.Model]:
        """The model behind the label."""
        return apps.get_model(self.label)

    def rows_of(self, user_id: Any) -> models.QuerySet[Any]:
        """The rows about the person."""
        return self.model._default_manager.filter(**{self.subject: user_id})


WORK = "Work done for the center; points at the anonymized account."
LOG = "Says by whom content was changed; points at the anonymized account."

TABLES = (
    LibraryTable("account.EmailAddress", "user", ("email", "verified", "primary")),
    LibraryTable("mfa.Authenticator", "user", ("type", "created_at", "last_used_at")),
    LibraryTable(
        "usersessions.UserSession", "user", ("created_at", "last_seen_at", "ip", "user_agent")
    ),
    LibraryTable(
        "wagtailusers.UserProfile", "user", ("preferred_language", "current_time_zone", "avatar")
    ),
    LibraryTable("wagtailadmin.EditingSession", "user", ("last_seen_at",)),
    LibraryTable("wagtailadmin.FormState", "user"),
    LibraryTable("wagtailcore.APIToken", "user", ("name", "created", "last_used_at")),
    LibraryTable("wagtailcore.UploadedFile", "uploaded_by_user"),
    LibraryTable("wagtailcore.PageSubscription", "user", ("page_id", "comment_notifications")),
    LibraryTable("wagtailcore.Comment", "user", ("text", "created_at"), WORK),
    LibraryTable("wagtailcore.Comment", "resolved_by", (), WORK),
    LibraryTable("wagtailcore.CommentReply", "user", ("text", "created_at"), WORK),
    LibraryTable("wagtailcore.ModelLogEntry", "user", ("action", "label", "timestamp"), LOG),
    LibraryTable("wagtailcore.PageLogEntry", "user", ("action", "label", "timestamp"), LOG),
    LibraryTable("wagtailcore.Revision", "user", ("object_str", "created_at"), LOG),
    LibraryTable("wagtailcore.WorkflowState", "requested_by", ("created_at", "status"), LOG),
    LibraryTable("wagtailcore.TaskState", "finished_by", ("finished_at", "status", "comment"), LOG),
    LibraryTable("wagtailcore.Page", "owner", ("title",), WORK),
    LibraryTable("wagtailcore.Page", "locked_by", (), WORK),
    LibraryTable("wagtaildocs.Document", "uploaded_by_user", ("title", "created_at"), WORK),
    LibraryTable("wagtailimages.Image", "uploaded_by_user", ("title", "created_at"), WORK),
    LibraryTable("wagtail_localize.StringTranslation", "last_translated_by", (), WORK),
    LibraryTable("wagtail_localize.SegmentOverride", "last_translated_by", (), WORK),
)

# Fields that Wagtail's base classes bring into tables of ours: they say who worked on the content.
AUTHORSHIP = frozenset({"uploaded_by_user", "locked_by", "owner"})
