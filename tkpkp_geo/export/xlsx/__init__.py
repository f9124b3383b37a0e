"""The workbook of the packet: sheets whose totals are formulas."""
