"""Pure answers about a dataset under a filter: selection, matrix, flags, profile, comparison, charts, reports."""
