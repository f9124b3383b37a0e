"""The guides for leaders, staff and OPD, one short page for each."""
