"""Tests of the scripts behind the make targets."""
