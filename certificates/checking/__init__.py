"""Check a whole list of certificates: ordered at once, looked up in chunks, sealed at the end."""
