"""Move a Jekyll site elsewhere: parse it, convert it, prove that nothing was lost."""
