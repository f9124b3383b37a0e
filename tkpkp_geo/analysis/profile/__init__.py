"""One kawasan on one page: its area, programs, money, progress, decisions, milestones and indices. Pure.

Programs are those that a filter selects and that have a place in the kawasan, each counted once. What is kept of the
kawasan itself (area, decisions, milestones, indices) does not change with the filter.
"""
