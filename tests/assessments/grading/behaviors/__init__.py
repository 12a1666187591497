"""Tests of the behaviors."""
