"""The bare site's tables."""
