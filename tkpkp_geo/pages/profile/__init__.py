"""The profile of one kawasan."""
