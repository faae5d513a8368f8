"""Model to model: native elements, cleaning, links, media, tables."""
