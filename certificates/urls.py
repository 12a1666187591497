"""Addresses of certificates and their verification: one address for all languages."""

from django.urls import path, re_path

from certificates.api.v1 import api
from certificates.views import files, holder, lists, log, offline, renewals, shares, trust, verify

OWN = "certificates/<uuid:certificate_id>/"

urlpatterns = [
    path("verify/", verify.form, name="verify"),
    path("verify/file/", files.verify_file, name="verify_file"),
    path("verify/file/<str:sha256>/", files.known_file, name="verify_known_file"),
    path("verify/offline/", offline.explain, name="offline"),
    path("verify/offline/verify.html", offline.download, name="offline_page"),
    path("verify/bulk/", lists.lists, name="bulk"),
    path("verify/bulk/<uuid:check_id>/", lists.check, name="bulk_check"),
    path("verify/bulk/<uuid:check_id>/<str:name>", lists.file, name="bulk_file"),
    path("api/v1/", api.urls),
    path("verify/<str:code>/", verify.verify, name="verify_code"),
    # QR codes are denser in capitals.
    re_path(r"^[vV]/(?P<code>[^/]+)/?$", verify.verify, name="verify_scanned"),
    path("s/<str:token>/", shares.show, name="shared"),
    path("s/<str:token>/pdf/", shares.pdf, name="shared_pdf"),
    path(OWN, holder.certificate, name="certificate"),
    path(f"{OWN}pdf/", holder.pdf, name="certificate_pdf"),
    path(f"{OWN}credential/", holder.credential, name="credential"),
    path(f"{OWN}badge.svg", holder.badge_image, name="badge"),
    path(f"{OWN}share/", shares.create, name="share"),
    path(f"{OWN}share/<int:link_id>/withdraw/", shares.withdraw, name="withdraw_share"),
    path(f"{OWN}renew/", renewals.ask, name="renew"),
    path(".well-known/did.json", trust.did, name="did"),
    path("trust/root.pem", trust.root, name="trust_root"),
    path("trust/seal.crl", trust.crl, name="trust_crl"),
    path("trust/log.vkey", trust.log_vkeys, name="trust_log"),
    path("trust/keys.json", trust.keys, name="trust_keys"),
    path("log/", log.log, name="log"),
    path("log/<path:path>", log.file, name="log_file"),
    path("status/<int:number>/<slug:purpose>/", trust.status_list, name="status_list"),
    path("achievements/<uuid:course_id>/", trust.achievement, name="achievement"),
]
