"""The tags, one construct a file; which ones a site has is in ``environment.TAGS``."""
