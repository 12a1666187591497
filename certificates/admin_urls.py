"""Addresses of the certificates app in the CMS."""

from django.urls import path, re_path

from certificates.admin_views import api_keys, batches, proposals, renewals

urlpatterns = [
    path("renewals/", renewals.index, name="certificates_renewals"),
    path("renewals/<int:request_id>/", renewals.decide, name="certificates_renewal"),
    path("api-keys/", api_keys.index, name="certificates_api_keys"),
    path("api-keys/<int:pk>/withdraw/", api_keys.withdraw, name="certificates_withdraw_api_key"),
    path("batches/", batches.index, name="certificates_batches"),
    path("batches/<uuid:batch_id>/", batches.batch, name="certificates_batch"),
    path("revocations/", proposals.index, name="certificates_proposals"),
    path("revocations/new/", proposals.propose, name="certificates_propose"),
    path("revocations/<uuid:proposal_id>/", proposals.proposal, name="certificates_proposal"),
    re_path(
        r"^revocations/(?P<proposal_id>[0-9a-f-]{36})/(?P<decision>approve|reject)/$",
        proposals.decide,
        name="certificates_decide",
    ),
]
