"""The interface for programs: `/api/v1/`, described by OpenAPI."""
