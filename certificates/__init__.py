"""Certificates that verify themselves: issuing, signing, revoking, verifying."""
