"""The document model: nodes, attributes, walking, and documents with their metadata."""
