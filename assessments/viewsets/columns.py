"""Columns that several lists have."""

from typing import Any

from wagtail.admin.ui.tables import TitleColumn


def linked(view: Any, name: str, label: Any, accessor: Any = None, **options: Any) -> TitleColumn:
    """What a row is called, leading to its form or, for who only looks, to its page."""
    column_class: Any = view._get_title_column_class(TitleColumn)  # noqa: SLF001 - Wagtail's way
    # On a phone the list scrolls sideways; broken into single letters nobody could read it.
    options.setdefault("classname", "w-whitespace-nowrap")
    column: TitleColumn = column_class(
        name,
        label=label,
        accessor=accessor or name,
        get_url=lambda row: view.get_edit_url(row) or view.get_inspect_url(row),
        **options,
    )
    return column
