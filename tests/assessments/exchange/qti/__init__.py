"""QTI: its rules, what is recognized of it, and the way out and in again."""
