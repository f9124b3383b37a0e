"""The matrix page, its charts and flags."""
