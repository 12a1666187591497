"""The operators of QTI's scoring rules by family: a new one is a function and a line in a table."""
