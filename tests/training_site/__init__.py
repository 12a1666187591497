"""Tests of what joins the apps: design, pages, settings."""
