"""Verifying without a network: what a file, a credential and a code prove by themselves."""
