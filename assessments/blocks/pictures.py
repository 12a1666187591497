"""The image of a question, kept as it was when the question was published."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.images import get_image_model
from wagtail.images.models import Filter

# Where learners may fetch images from.
_FOLDER = "images/questions"
_SHOWN = "max-1600x1600|format-webp|webpquality-90"


def reference(image: Any) -> str:
    """What leads from a definition to the image's row, and to the copy that is shown."""
    return f"{image.pk}:{_FOLDER}/{image.get_file_hash()}.webp"


def image_of(reference: str) -> int | None:
    """The key of the image in the library; None where it leads elsewhere."""
    key = reference.partition(":")[0]
    return int(key) if key.isdecimal() else None


def address(reference: str) -> str:
    """Where a browser finds the copy."""
    name = reference.partition(":")[2]
    return default_storage.url(name) if name else ""


def keep(reference: str) -> None:
    """Make the copy where it is not there yet: later changes in the library don't touch it."""
    key, _, name = reference.partition(":")
    if not name or default_storage.exists(name):
        return
    image = get_image_model().objects.get(pk=key)
    drawn = Filter(spec=_SHOWN).run(image, BytesIO())
    default_storage.save(name, ContentFile(drawn.f.getvalue()))
