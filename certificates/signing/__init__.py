"""The pure kernel of certificates: facts and keys in, signed bytes and verdicts out."""
