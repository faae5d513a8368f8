"""The filters: Liquid 4's own and Jekyll's, which win where both have one."""

from __future__ import annotations

from migrator.liquid.filters.registry import FILTERS, Filter

__all__ = ["FILTERS", "Filter"]
