"""The block rules of kramdown, one construct a file."""
