"""What people do, over HTTP, from beginning to end."""
