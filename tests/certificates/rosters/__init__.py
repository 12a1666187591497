"""Reading lists of certificates to check."""
