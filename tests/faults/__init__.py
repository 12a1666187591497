"""What happens when many come at once, and when parts hang or die."""
