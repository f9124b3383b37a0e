"""An OPD's sheet or any other table: from a file to rows, problems and changes."""
