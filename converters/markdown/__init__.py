"""Clean Markdown."""
