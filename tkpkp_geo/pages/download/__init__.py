"""The packet to take along."""
