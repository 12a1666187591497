"""The kinds of test data there are: a new one is a module and a line here."""

from collections.abc import Sequence

from scripts.corpora import credentials, imports, qti, statistics, tables, walkthroughs
from scripts.corpora.cases import Runner

RUNNERS: Sequence[Runner] = (
    tables.run,
    walkthroughs.run,
    statistics.run,
    imports.run,
    qti.run,
    credentials.run,
)
