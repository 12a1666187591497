"""Tests of the certificates app, a file for each file of it."""
