"""Map layers of the office: from a file of any format to clean shapes, or every problem in the way."""
