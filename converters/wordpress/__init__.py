"""WordPress XML (WXR 1.2)."""
