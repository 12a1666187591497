"""QTI items of versions 2 and 3: read alike, scored by their own rules, recognized as ours."""
