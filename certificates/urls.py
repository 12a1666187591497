"""Addresses of certificates and their verification: one address for all languages."""

from django.urls import path

from certificates import file_views, log_views, trust_views, views

urlpatterns = [
    path("verify/", views.verify_form, name="verify"),
    path("verify/file/", file_views.verify_file, name="verify_file"),
    path("verify/file/<str:sha256>/", file_views.known_file, name="verify_known_file"),
    path("verify/<str:code>/", views.verify, name="verify_code"),
    path("certificates/<uuid:certificate_id>/", views.certificate, name="certificate"),
    path("certificates/<uuid:certificate_id>/pdf/", views.pdf, name="certificate_pdf"),
    path("certificates/<uuid:certificate_id>/credential/", views.credential, name="credential"),
    path(".well-known/did.json", trust_views.did, name="did"),
    path("trust/root.pem", trust_views.root, name="trust_root"),
    path("trust/seal.crl", trust_views.crl, name="trust_crl"),
    path("trust/log.vkey", trust_views.log_vkeys, name="trust_log"),
    path("trust/keys.json", trust_views.keys, name="trust_keys"),
    path("log/", log_views.log, name="log"),
    path("log/<path:path>", log_views.file, name="log_file"),
    path("status/<int:number>/<slug:purpose>/", views.status_list, name="status_list"),
    path("achievements/<uuid:course_id>/", views.achievement, name="achievement"),
]
