"""Question banks in and out: one file a format, each giving drafts and what was not understood."""
