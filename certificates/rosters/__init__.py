"""Lists of certificates to check, as they reach us: workbooks, CSV, pasted text. Pure."""
