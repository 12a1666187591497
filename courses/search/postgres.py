"""Chinese search on PostgreSQL; private parts of modelsearch 1.3 (<1.4)."""

from collections.abc import Mapping
from typing import Any

from modelsearch.backends.database.postgres import postgres as stock

from courses.search.queries import AskInWords, IndexInWords, columns_of

Vector = tuple[Any, Any]


class PostgresIndexer(IndexInWords, stock.ObjectIndexer):
    """Reads an object for the index."""


# `PostgresIndex.add_items` makes it by this name.
stock.ObjectIndexer = PostgresIndexer


class _Compiler(AskInWords):
    fields: list[str] | None

    def get_search_vectors(self, search_query: Any) -> list[Vector]:
        """The index also for chosen fields: their own text is not in index words."""
        vectors: list[Vector] = self.get_index_vectors(search_query)  # type: ignore[attr-defined]
        wanted = {f"index_entries__{name}" for name in columns_of(self.fields)}
        chosen = [vector for vector in vectors if vector[0].name in wanted]
        return chosen or vectors


class PostgresCompiler(_Compiler, stock.PostgresSearchQueryCompiler):
    """Whole words."""


class PostgresAutocompleteCompiler(_Compiler, stock.PostgresAutocompleteQueryCompiler):
    """The beginning of the last word."""


class PostgresBackend(stock.PostgresSearchBackend):
    """PostgreSQL's text search over index words."""

    query_compiler_class = PostgresCompiler
    autocomplete_query_compiler_class = PostgresAutocompleteCompiler

    def __init__(self, params: Mapping[str, Any]) -> None:
        super().__init__(params)
        # The words come without their endings already, by the same rules as on SQLite.
        self.config = "simple"
