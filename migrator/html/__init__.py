"""HTML to the document model and back."""
