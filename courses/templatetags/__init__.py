"""Words that templates need."""
