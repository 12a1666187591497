"""Run what a folder of other systems' test data holds through the real engine."""
