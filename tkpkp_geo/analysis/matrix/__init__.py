"""The matrices of who does what where: OPD × kawasan, fungsi × kawasan, OPD × fungsi. Pure.

A program counts once in every cell and every total, however many of their places it reaches: the columns of a row
may add up to more than its total.
"""
