"""The log that not even the center can rewrite: RFC 6962 tree, C2SP tiles, notes and proofs."""
