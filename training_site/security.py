"""The exceptions from the strict content policy."""

from csp.constants import SELF, UNSAFE_INLINE

# Wagtail's explorer, reports and editor carry inline scripts and styles, and preview in a frame.
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "img-src": [SELF, "data:", "blob:"],
}

# What the editor previews is as strict as what readers get, but stands in the editor's frame.
PREVIEW_POLICY = {"frame-ancestors": [SELF]}
