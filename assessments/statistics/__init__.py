"""What answers say about questions and tests: classical item analysis; pure."""
