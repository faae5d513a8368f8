"""The inline rules of kramdown, one construct a file."""
