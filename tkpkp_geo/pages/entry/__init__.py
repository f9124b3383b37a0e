"""Entry of programs, their verification, reports and history."""
