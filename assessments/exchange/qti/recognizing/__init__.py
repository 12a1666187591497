"""What an interaction of QTI may be among our types: one file a family."""
