"""Learners object to questions; instructors answer, or correct the grades."""
