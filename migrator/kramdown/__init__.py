"""kramdown's two dialects, parsed into the document model."""
