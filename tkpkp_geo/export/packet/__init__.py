"""The packet: one view of the data as every file that leaves the app says it. Pure, but for `asking`.

Slides, paper, sheets and layers are drawn by `exporting`; what stands in them is settled here, once.
"""
