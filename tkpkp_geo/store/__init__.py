"""The store: all that people write, in SQLite or PostgreSQL, with its history. The only room that speaks SQL."""
