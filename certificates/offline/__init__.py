"""Verify a certificate with no network and no site: `python -m certificates.offline FILE`.

No Django in here, nothing that opens a socket, and nothing believed but what a trusted key signed.
"""
