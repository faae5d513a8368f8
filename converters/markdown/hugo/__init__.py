"""What only Hugo needs: its front matter, shortcodes, file layout and configuration."""
