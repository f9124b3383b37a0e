"""From the office's files to records, with every problem found on the way."""
