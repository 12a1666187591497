"""Which type of certificate a completed course earns."""

from collections.abc import Callable, Mapping
from typing import Final

from certificates.models import CertificateType, TemplateVersion
from certificates.refusals import CannotIssue, Refusal
from courses.models import CourseCompletion

# In the order in which they are tried; a center has those whose template it published.
RULES: Final[dict[CertificateType, Callable[[CourseCompletion], bool]]] = {
    CertificateType.ACHIEVEMENT: lambda completion: completion.score is not None,
    CertificateType.COMPLETION: lambda _completion: True,
}


def earned(
    completion: CourseCompletion, published: Mapping[CertificateType, TemplateVersion]
) -> TemplateVersion:
    """The wording of the first type that is earned and published. Raises CannotIssue."""
    for type_, is_earned in RULES.items():
        if type_ in published and is_earned(completion):
            return published[type_]
    raise CannotIssue(Refusal.NO_TEMPLATE.note())
