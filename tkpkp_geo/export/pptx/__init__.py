"""What slides are made of: type that is measured, a ground of our own or an office's, pages, tables, charts."""
