"""The demo content: plain files, and what reads and loads them."""
