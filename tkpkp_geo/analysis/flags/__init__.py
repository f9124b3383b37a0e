"""The flags: what a meeting has to talk about, worked out from the data. Pure.

A flag says "perlu dibahas" and why; it never judges. It rests on rows, or on their absence, that it names.
"""
