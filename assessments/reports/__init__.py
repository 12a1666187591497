"""What the reports of a quiz show, in the reader's words: results, item analysis, options."""
