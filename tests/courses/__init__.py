"""Tests of the courses app."""
