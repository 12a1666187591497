"""The kinds of test data there are: a new one is a module and a line here."""

from collections.abc import Sequence

from scripts.corpora import credentials, tables, walkthroughs
from scripts.corpora.cases import Runner

RUNNERS: Sequence[Runner] = (
    tables.run,
    walkthroughs.run,
    credentials.run,
)
