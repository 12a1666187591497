"""Version 1 of the interface: its parts, its description, its errors."""

from django.conf import settings
from django.views.decorators.cache import cache_control
from ninja import NinjaAPI
from ninja.openapi.docs import Swagger

from certificates.api import certificates, credentials, files, lists, problems
from certificates.api.keys import BearerKey

DESCRIPTION = """Verify certificates of the center: one by one, as files, as credentials, in lists.

Every request carries a key that the center gives to an organization. Refusals are problem details
(RFC 9457); decide by their `code`. Too many requests get 429 with `Retry-After`."""

api = NinjaAPI(
    title="Certificates",
    version="1",
    description=DESCRIPTION,
    docs=Swagger(settings={"persistAuthorization": False}),
    auth=BearerKey(),
    urls_namespace="api-v1",
    servers=[{"url": settings.SITE_URL}],
)
api.add_decorator(cache_control(no_store=True), mode="view")
api.add_router("/certificates", certificates.router)
api.add_router("/credentials", credentials.router)
api.add_router("/files", files.router)
api.add_router("/bulk", lists.router)
problems.attach(api)
