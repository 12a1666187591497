"""Every address of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from training_site import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("language/", views.choose_language, name="choose_language"),
    path("accounts/", include("allauth.urls")),
    # Wagtail's own sign-in knows no second factor, no confirmed address and no limit of tries.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("certificates.urls")),
    path("", include("courses.urls")),
    path("", include("assessments.urls")),
    path("", include("people.urls")),
    path("me/learning/", views.my_learning, name="my_learning"),
]
if settings.DEVELOPMENT:
    urlpatterns += [
        # In production the reverse proxy or the bucket serves the images of pages.
        path("media/images/<path:path>", serve, {"document_root": settings.MEDIA_ROOT / "images"}),
        path("dev/mail/", views.development_mail, name="development_mail"),
        path("dev/mail/<str:name>", views.development_mail, name="development_mail_item"),
    ]
urlpatterns += i18n_patterns(path("", include("courses.page_urls")))
