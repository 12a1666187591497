"""Instructors draft, editors approve: the workflow on courses, cases and questions."""

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    GroupApprovalTask,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from assessments.models import Question
from people.roles import Role
from training_site.setting_up.pages import Tree

NAME = "Editorial approval"
WAGTAILS_OWN = "Moderators approval"


def ensure(tree: Tree) -> None:
    """Make the workflow once; later the center may change it and what it is attached to."""
    if Workflow.objects.filter(name=NAME).exists():
        return
    Workflow.objects.filter(name=WAGTAILS_OWN, workflow_states=None).delete()
    task = GroupApprovalTask.objects.create(name=NAME)
    task.groups.add(Group.objects.get(name=Role.EDITOR))
    workflow = Workflow.objects.create(name=NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for section in (tree.catalog, tree.library):
        for page in section.get_translations(inclusive=True):
            WorkflowPage.objects.create(workflow=workflow, page=page)
    WorkflowContentType.objects.create(
        workflow=workflow, content_type=ContentType.objects.get_for_model(Question)
    )
