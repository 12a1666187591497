"""Tests of what runs other systems' test data, on examples of our own."""
