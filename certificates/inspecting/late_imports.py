"""What the libraries would only import once they met a file: here, while files can be opened."""

import encodings.idna
import encodings.utf_16_be
import encodings.utf_16_le

import cryptography.hazmat.backends.openssl.backend
import pyhanko.pdf_utils.filters
import pyhanko.pdf_utils.writer
from PIL import Image, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin

__all__ = [
    "JpegImagePlugin",
    "MpoImagePlugin",
    "PngImagePlugin",
    "TiffImagePlugin",
    "cryptography",
    "encodings",
    "pyhanko",
]

Image.preinit()
