"""Jekyll's Liquid on python-liquid: tags, filters and objects of a site, with line maps."""

from __future__ import annotations

from migrator.liquid.context import Limits
from migrator.liquid.expander import Expander

__all__ = ["Expander", "Limits"]
