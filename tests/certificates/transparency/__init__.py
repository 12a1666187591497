"""The transparency log's pure kernel, against published vectors and RFC 6962's own definitions."""
