"""A meeting: its forms, agenda, undo, readiness, frames and presentation. Pure."""
