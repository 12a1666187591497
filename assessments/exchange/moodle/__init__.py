"""Moodle's own formats: what each question type means in them, and how ours are written."""
