"""Verifiers that aren't ours, each in the one shape `accepts(what, trust) -> Verdict`."""
