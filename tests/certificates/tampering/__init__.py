"""What people do to certificates, and what the examination says to each."""
