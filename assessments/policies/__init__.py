"""The rules of a sitting: attempts, time, accommodations, review, draws; pure."""
