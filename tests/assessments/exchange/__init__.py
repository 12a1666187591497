"""Tests of the grading kernel."""
