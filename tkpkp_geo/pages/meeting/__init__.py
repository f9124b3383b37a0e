"""Meetings: list, agenda, control desk, minutes."""
