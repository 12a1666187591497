"""What instructors and editors keep in the CMS beside the pages."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from courses.models import Article, ArticleVersion, GlossaryTerm, Law, TrainingClass

VERSION_PANELS = [
    FieldRowPanel([FieldPanel("in_force_from"), FieldPanel("in_force_to")]),
    FieldRowPanel([FieldPanel("source_zh"), FieldPanel("source_en")]),
    FieldPanel("summary_zh"),
    FieldPanel("summary_en"),
]


class LawViewSet(SnippetViewSet):
    """Statutes."""

    model = Law
    icon = "doc-full"
    list_display: ClassVar = ["title_zh", "title_en", "key"]
    search_fields: ClassVar = ["title_zh", "title_en", "key"]
    search_backend_name = None
    panels: ClassVar = [
        FieldPanel("key"),
        FieldRowPanel([FieldPanel("title_zh"), FieldPanel("title_en")]),
        FieldRowPanel([FieldPanel("short_zh"), FieldPanel("short_en")]),
    ]


class ArticleViewSet(SnippetViewSet):
    """Articles with their dated versions."""

    model = Article
    icon = "list-ol"
    list_display: ClassVar = ["citation", "heading_zh", "heading_en"]
    list_filter: ClassVar = ["law"]
    search_fields: ClassVar = ["number", "heading_zh", "heading_en"]
    search_backend_name = None
    panels: ClassVar = [
        FieldRowPanel([FieldPanel("law"), FieldPanel("number")]),
        FieldRowPanel([FieldPanel("heading_zh"), FieldPanel("heading_en")]),
        InlinePanel("versions", label=_("Version"), panels=VERSION_PANELS, min_num=1),
    ]


class ArticleVersionViewSet(SnippetViewSet):
    """Versions by themselves: lessons and cases choose them here."""

    model = ArticleVersion
    icon = "history"
    list_display: ClassVar = ["__str__", "in_force_from", "in_force_to"]
    list_filter: ClassVar = ["article__law"]
    search_fields: ClassVar = ["article__number", "article__heading_zh", "article__heading_en"]
    search_backend_name = None
    panels: ClassVar = [FieldPanel("article"), *VERSION_PANELS]


class GlossaryTermViewSet(SnippetViewSet):
    """Terms."""

    model = GlossaryTerm
    icon = "openquote"
    list_display: ClassVar = ["term_zh", "term_en", "key"]
    search_fields: ClassVar = ["term_zh", "term_en", "key"]
    search_backend_name = None
    panels: ClassVar = [
        FieldRowPanel([FieldPanel("term_zh"), FieldPanel("term_en")]),
        FieldPanel("key"),
        FieldPanel("definition_zh"),
        FieldPanel("definition_en"),
    ]


class TrainingClassViewSet(SnippetViewSet):
    """Training classes."""

    model = TrainingClass
    icon = "group"
    list_display: ClassVar = ["name_zh", "name_en", "sponsor", "start_date"]
    list_filter: ClassVar = ["sponsor"]
    search_fields: ClassVar = ["name_zh", "name_en", "key"]
    search_backend_name = None
    add_to_admin_menu = True
    menu_label = _("Training classes")
    menu_order = 320


class ReferenceGroup(SnippetViewSetGroup):
    """Law and terms under one heading."""

    menu_label = _("Law and terms")
    menu_icon = "doc-full"
    menu_order = 310
    items = (LawViewSet, ArticleViewSet, ArticleVersionViewSet, GlossaryTermViewSet)
