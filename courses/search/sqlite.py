"""Chinese search on SQLite FTS5, ranked once; private parts of modelsearch 1.3 (<1.4)."""

from copy import copy
from typing import Any

from django.db.models import QuerySet
from modelsearch.backends.database.sqlite import sqlite as stock
from modelsearch.query import MatchAll, Not
from modelsearch.utils import get_descendants_content_types_pks

from courses.search.queries import AskInWords, IndexInWords, columns_of

HITS = stock.SQLiteFTSIndexEntry
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

    def search(self, config: None, start: int | None, stop: int | None, **_: Any) -> Any:
        """What matches, not ranked: modelsearch would rank by one sub-query a row."""
        unranked: Any = copy(self)
        unranked.order_by_relevance, unranked.fields = False, self.columns
        return super(_Compiler, unranked).search(config, start, stop)  # type: ignore[misc]

    def _build_rank_expression(self, vectors: Any, config: None) -> Rank:
        return Rank()

    def scores(self) -> dict[str, float]:
        """How well each entry fits, the more the better; of all hits at once."""
        query = stock.normalize(self.query)
        if isinstance(query, MatchAll | Not):
            return {}
        asked = self.build_search_query(query)  # type: ignore[attr-defined]
        types = get_descendants_content_types_pks(self.queryset.model)
        hits = HITS.objects.filter(stock.MatchExpression(self.columns, asked))
        hits = hits.filter(index_entry__content_type__in=types).annotate(score=Rank())
        return {key: -score for key, score in hits.values_list("index_entry__object_id", "score")}


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
