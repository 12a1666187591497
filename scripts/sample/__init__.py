"""One certificate through the whole chain, in `sample/`, checked from its files alone."""
