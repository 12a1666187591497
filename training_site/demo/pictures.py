"""The drawings that questions show, and their place in the image library."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.images import get_image_model

from training_site.demo.files import ROOT, Data

FOLDER = ROOT / "pictures"


@cache
def size(name: str) -> tuple[int, int]:
    """Width and height in pixels."""
    with Image.open(FOLDER / name) as picture:
        return picture.size


def in_library(definition: Data) -> Data:
    """The same question, its image found in the library, or put there."""
    if "image" not in definition:
        return definition
    image = definition["image"]
    row = _ensure(FOLDER / image["reference"], image["alt"])
    return {**definition, "image": {**image, "reference": f"{row.pk}:"}}


def _ensure(path: Path, alt: dict[str, str]) -> Any:
    content = path.read_bytes()
    digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    images = get_image_model().objects
    found = images.filter(file_hash=digest).first()
    if found:
        return found
    with path.open("rb") as file:
        picture = ImageFile(file, name=path.name)
        return images.create(title=alt["zh"][:100], file=picture, file_hash=digest)
