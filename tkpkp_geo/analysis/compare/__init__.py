"""What became of the data between two revisions: programs by kind, OPD and kawasan, in money and in words. Pure."""
