"""Keys for organizations' programs: make one, withdraw one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from certificates import authorizing
from certificates.admin_views.permission import require
from certificates.forms import ApiKeyForm
from certificates.models import ApiKey
from people.requests import SignedInRequest

PAGE = 50
PERMISSION = "certificates.add_apikey"


@never_cache
def index(request: SignedInRequest) -> HttpResponse:
    """All keys, the newest first, and the form that makes one; its token is shown this once."""
    require(request, PERMISSION)
    form = ApiKeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = request.user.public_id
        made = authorizing.make(**form.cleaned_data, actor_id=actor, at=timezone.now())
        return render(request, "certificates/admin/api_key_made.html", {"made": made})
    keys = ApiKey.objects.select_related("organization")
    page = Paginator(keys, PAGE).get_page(request.GET.get("page"))
    return render(request, "certificates/admin/api_keys.html", {"form": form, "page": page})


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a key."""
    require(request, PERMISSION)
    key = get_object_or_404(ApiKey, pk=pk)
    authorizing.withdraw(key, actor_id=request.user.public_id, at=timezone.now())
    messages.success(request, _("The key is withdrawn; programs that have it are refused."))
    return redirect("certificates_api_keys")
