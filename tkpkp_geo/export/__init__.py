"""(dataset, filter, results) → content; the caller decides where it goes."""
