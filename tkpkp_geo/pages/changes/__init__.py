"""What changed between two meetings or revisions."""
