"""The packet: one view of the data as every file that leaves the app says it. Pure, but for `from_workspace`.

Slides, paper, sheets and layers are drawn by the other rooms of `export`; what stands in them is settled here, once.
"""
