"""The presentation as data: a dataset and a filter become the frames that deck, slides and paper draw."""
