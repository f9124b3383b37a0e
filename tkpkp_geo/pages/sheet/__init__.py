"""Sheets of OPD: out, in, and what is taken."""
