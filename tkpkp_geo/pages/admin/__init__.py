"""Administration: accounts, OPD, kawasan, membership, lists, spellings, thresholds, layers, problems."""
