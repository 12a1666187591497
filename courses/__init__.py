"""What there is to learn, who is enrolled, how far they are, and when it is complete."""
