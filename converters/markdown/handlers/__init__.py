"""One small handler a node; the tables stand in ``inlines`` and ``blocks``."""
