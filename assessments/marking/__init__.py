"""Marking by people: who marks which answer, what it earns, and who looks at it again."""
