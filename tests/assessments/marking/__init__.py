"""Marking by people."""
