"""What each role may do in the CMS; what is missing is given, nothing is taken away."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from people.roles import Role
from training_site.setting_up.pages import Tree

AUTHORED = ("assessments.question", "assessments.quiz", "courses.glossaryterm")
# What instructors mark, propose and answer; what editors decide besides.
GRADING = {
    "assessments.view_category",
    "assessments.view_itemresult",
    "assessments.change_itemresult",
    "assessments.view_challenge",
    "assessments.change_challenge",
    "assessments.view_regrade",
    "assessments.add_regrade",
    "assessments.view_analysis",
    "assessments.add_analysis",
}
BANK = (
    "assessments.category",
    "assessments.accommodation",
    "assessments.questionimport",
    "assessments.regrade",
)
LAW = ("courses.law", "courses.article", "courses.articleversion")
# Records are looked at; what changes them are use cases, which ask for more than a permission.
RECORDS = (
    "assessments.attempt",
    "operations.outage",
    "courses.enrollment",
    "courses.coursecompletion",
    "people.consent",
)
MANAGED = (
    "people.organization",
    "people.membership",
    "auth.group",
    "courses.trainingclass",
    "courses.trainingclasscourse",
    "courses.trainingclassmember",
    "certificates.certificate",
    "certificates.certificatetemplate",
    "certificates.apikey",
    "training_site.centersettings",
    "wagtailcore.site",
    "wagtailcore.locale",
    "wagtailcore.collection",
    "wagtailcore.workflow",
    "wagtailcore.task",
    "wagtailredirects.redirect",
)
EVERYTHING = ("view", "add", "change", "delete", "publish", "lock", "unlock")
ADMIN = "wagtailadmin.access_admin"
TRANSLATE = "wagtail_localize.submit_translation"
# Where markers disagree, and over a sample of what they marked.
MODERATE = "assessments.add_gradeevent"


def ensure(tree: Tree) -> None:
    """Give every role its permissions."""
    groups = {role: Group.objects.get(name=role) for role in Role}
    _retire_defaults()
    for role, wanted in _model_permissions().items():
        _give(groups[role], wanted)
    trees = _both(tree.catalog) + _both(tree.library)
    homes = _both(tree.home)
    _give_pages(groups[Role.INSTRUCTOR], trees, ["add"])
    _give_pages(groups[Role.EDITOR], homes, ["add", "change", "publish", "lock", "unlock"])
    everything = ["add", "change", "publish", "bulk_delete", "lock", "unlock"]
    _give_pages(groups[Role.ADMINISTRATOR], homes, everything)
    _give_files(groups[Role.INSTRUCTOR], ["add", "choose"])
    _give_files(groups[Role.EDITOR], ["add", "change", "choose"])
    _give_files(groups[Role.ADMINISTRATOR], ["add", "change", "choose"])


def _model_permissions() -> dict[Role, set[str]]:
    authoring = {ADMIN, TRANSLATE, *GRADING, *_actions(AUTHORED, ["view", "add", "change"])}
    editing = authoring | _actions((*AUTHORED, *LAW, *BANK), EVERYTHING)
    editing |= {"people.choose_user", MODERATE}
    # Accounts are closed, with a reason, never deleted.
    managing = editing | _actions(["people.user"], ["view", "add", "change", "choose"])
    managing |= _actions(MANAGED, EVERYTHING) | _actions(RECORDS, ["view"])
    # To void an attempt, or to reopen one.
    managing.add("assessments.change_attempt")
    return {Role.INSTRUCTOR: authoring, Role.EDITOR: editing, Role.ADMINISTRATOR: managing}


def _actions(models: Iterable[str], actions: Iterable[str]) -> set[str]:
    named = (model.split(".") for model in models)
    return {f"{app}.{action}_{model}" for app, model in named for action in list(actions)}


def _retire_defaults() -> None:
    """Wagtail comes with a group and rights on the root that the center's roles replace."""
    root = Page.get_first_root_node()
    GroupPagePermission.objects.filter(page=root).delete()
    Group.objects.filter(name="Moderators", user=None).delete()


def _both(page: Page) -> list[Page]:
    return list(page.get_translations(inclusive=True))


def _give(group: Group, names: set[str]) -> None:
    known = Permission.objects.select_related("content_type")
    found = {f"{row.content_type.app_label}.{row.codename}": row for row in known}
    group.permissions.add(*(found[name] for name in sorted(names & found.keys())))


def _give_pages(group: Group, pages: Iterable[Page], actions: Iterable[str]) -> None:
    for page in pages:
        for permission in _permissions("wagtailcore", "page", actions):
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _give_files(group: Group, actions: Iterable[str]) -> None:
    """Wagtail asks for the permissions of its own image and document, whichever model is used."""
    collection = Collection.get_first_root_node()
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        for permission in _permissions(app, model, actions):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )


def _permissions(app: str, model: str, actions: Iterable[str]) -> Iterator[Permission]:
    names = [f"{action}_{model}" for action in actions]
    return iter(
        Permission.objects.filter(
            content_type__app_label=app, content_type__model=model, codename__in=names
        )
    )
