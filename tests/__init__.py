"""The tests of the training center."""
