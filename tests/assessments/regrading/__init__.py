"""Corrections of grades."""
