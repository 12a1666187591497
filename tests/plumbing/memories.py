"""What a process of the site remembers of the pages that it has shown."""

import sys


def forget_pages() -> None:
    """Be a process that has shown none: pages of another test may have the same keys."""
    ours = [module for name, module in sys.modules.items() if name.startswith("courses.")]
    for module in ours:
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear") and value.__module__ == module.__name__:
                value.cache_clear()
