"""Jekyll's own rules: configuration, reading, dates, permalinks, slugs, excerpts."""
