"""Programs behind the make targets."""
