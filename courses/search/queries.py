"""A search query in the words of the index."""

from collections.abc import Callable
from typing import Any

from modelsearch.query import (
    MATCH_NONE,
    And,
    Boost,
    Not,
    Or,
    Phrase,
    PlainText,
    SearchQuery,
)

from courses.search.han import all_of, for_index, for_query

Chunks = list[list[str]]
# The index has one column for titles and one for everything else.
TITLE, BODY = "title", "body"


def in_index_words(query: SearchQuery, *, is_beginning: bool) -> SearchQuery:
    """Ask for the words that the index has; for nothing where no word is left."""

    def read(text: str) -> Chunks:
        return for_query(text, is_beginning=is_beginning)

    return _rewritten(query, read) or MATCH_NONE


def _rewritten(query: SearchQuery, read: Callable[[str], Chunks]) -> SearchQuery | None:
    if isinstance(query, PlainText | Phrase):
        return _words(read(query.query_string), getattr(query, "operator", "and"))
    if isinstance(query, And | Or):
        parts = [part for each in query.subqueries if (part := _rewritten(each, read))]
        return type(query)(parts) if parts else None
    if isinstance(query, Not | Boost):
        return _wrapped(query, _rewritten(query.subquery, read))
    return query


def _words(chunks: Chunks, operator: str) -> SearchQuery | None:
    if operator == "or" and len(chunks) > 1:
        return Or([PlainText(" ".join(all_of([chunk]))) for chunk in chunks])
    return PlainText(" ".join(all_of(chunks))) if chunks else None


def _wrapped(query: Any, inner: SearchQuery | None) -> SearchQuery | None:
    if inner is None:
        return None
    if isinstance(query, Boost):
        return Boost(inner, query.boost)
    if isinstance(inner, PlainText):
        # Each word apart: modelsearch negates the words of one text one by one on PostgreSQL.
        inner = And([PlainText(word) for word in inner.query_string.split()])
    return Not(inner)


def columns_of(fields: list[str] | None) -> set[str]:
    """The columns that hold the fields: nothing narrower than a column can be searched."""
    return {TITLE if field == TITLE else BODY for field in fields or ()}


class IndexInWords:
    """Mixin for modelsearch's `ObjectIndexer`: each text is stored in index words."""

    def prepare_value(self, value: Any) -> str:
        """Rewrite the leaves; lists and dicts come back here item by item."""
        if isinstance(value, list | dict):
            return str(super().prepare_value(value))  # type: ignore[misc]
        return for_index(str(value))


class AskInWords:
    """Mixin for modelsearch's query compilers: each query is asked in index words."""

    LAST_TERM_IS_PREFIX: bool
    query: SearchQuery

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query = in_index_words(self.query, is_beginning=self.LAST_TERM_IS_PREFIX)
