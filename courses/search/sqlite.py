"""Chinese search on SQLite FTS5, ranked once; private parts of modelsearch 1.3 (<1.4)."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from modelsearch.backends.database.sqlite import sqlite as stock
from modelsearch.query import MatchAll, Not, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

from courses.search.queries import AskInWords, IndexInWords, columns_of

HITS, ENTRIES = stock.SQLiteFTSIndexEntry, stock.IndexEntry
# In the order of the table's columns: autocomplete, body, title.
WEIGHTS = "1.0, 1.0, 5.0"


class SqliteIndexer(IndexInWords, stock.ObjectIndexer):
    """Reads an object for the index."""


# `SQLiteIndex.add_items` makes it by this name.
stock.ObjectIndexer = SqliteIndexer


class Rank(stock.BM25):
    """How well an entry fits: the smaller, the better."""

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, list[Any]]:
        """A word in the title weighs more."""
        sql, params = super().as_sql(*args, **kwargs)
        return sql.removesuffix(")") + f", {WEIGHTS})", params


class _Compiler(AskInWords):
    fields: list[str] | None
    FTS_TABLE_FIELDS: list[str]
    queryset: "QuerySet[Any]"

    @property
    def columns(self) -> list[str]:
        """The columns of the index that are searched."""
        wanted = columns_of(self.fields)
        return [name for name in self.FTS_TABLE_FIELDS if name in wanted] or self.FTS_TABLE_FIELDS

    @cached_property
    def normalized(self) -> SearchQuery:
        """The query with its negations as far out as SQLite needs them."""
        return stock.normalize(self.query)

    def search(self, config: None, start: int | None, stop: int | None, **_: Any) -> Any:
        """What matches, not ranked: modelsearch would rank by one sub-query a row."""
        queryset = self._matching()
        if not queryset.query.order_by:
            # As modelsearch does: pages of results need some order.
            queryset = queryset.order_by("-pk")
        return queryset[start:stop]

    def _matching(self) -> "QuerySet[Any]":
        query = self.normalized
        if isinstance(query, MatchAll):
            return self.queryset
        if not isinstance(query, Not):
            return self.queryset.filter(pk__in=self._entries(query).values("object_id"))
        if isinstance(query.subquery, MatchAll):
            return self.queryset.none()
        return self.queryset.exclude(pk__in=self._entries(query.subquery).values("object_id"))

    def _hits(self, query: SearchQuery) -> "QuerySet[Any]":
        asked = self.build_search_query(query)  # type: ignore[attr-defined]
        hits: QuerySet[Any] = HITS.objects.filter(stock.MatchExpression(self.columns, asked))
        return hits

    def _entries(self, query: SearchQuery) -> "QuerySet[Any]":
        # The hits as a sub-query: joined, SQLite may look each entry up in the full-text table.
        types = get_descendants_content_types_pks(self.queryset.model)
        entries: QuerySet[Any] = ENTRIES.objects.filter(content_type__in=types)
        return entries.filter(pk__in=self._hits(query).values("pk"))

    def scores(self) -> dict[str, float]:
        """How well each entry fits, the more the better; of all hits at once."""
        if isinstance(self.normalized, MatchAll | Not):
            return {}
        keys = dict(self._entries(self.normalized).values_list("pk", "object_id"))
        ranked = self._hits(self.normalized).annotate(score=Rank()).values_list("pk", "score")
        return {keys[pk]: -score for pk, score in ranked if pk in keys}


class SqliteCompiler(_Compiler, stock.SQLiteSearchQueryCompiler):
    """Whole words."""


class SqliteAutocompleteCompiler(_Compiler, stock.SQLiteAutocompleteQueryCompiler):
    """The beginning of the last word."""


class SqliteResults(stock.SQLiteSearchResults):
    """Results that are put in order here, and only then read."""

    def _do_search(self) -> list[Any]:
        compiler = self.query_compiler
        if not compiler.order_by_relevance:
            return self._scored(list(self.get_queryset()), {})
        scores = compiler.scores()
        matching = compiler.search(None, None, None).order_by("-pk").values_list("pk", flat=True)
        ranked = sorted(matching, key=lambda pk: -scores.get(str(pk), 0.0))
        page = ranked[self.start : self.stop]
        objects = compiler.queryset.in_bulk(page)
        return self._scored([objects[pk] for pk in page if pk in objects], scores)

    def _scored(self, found: list[Any], scores: dict[str, float]) -> list[Any]:
        if self._score_field:
            scores = scores or self.query_compiler.scores()
            for item in found:
                setattr(item, self._score_field, scores.get(str(item.pk), 0.0))
        return found


class SqliteBackend(stock.SQLiteSearchBackend):
    """SQLite's text search over index words."""

    query_compiler_class = SqliteCompiler
    autocomplete_query_compiler_class = SqliteAutocompleteCompiler
    results_class = SqliteResults
