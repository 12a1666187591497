"""Corrections after the fact: tried out, approved by a second person, applied once."""
