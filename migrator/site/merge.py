"""Deep merge of hashes, as Jekyll merges configs, defaults and front matter."""

from __future__ import annotations

from collections.abc import Mapping


def deep_merge(base: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Return ``base`` with ``over`` merged in; neither is changed.

    A null in ``over`` keeps what ``base`` has; hashes merge key by key, every other value
    replaces (Jekyll: utils.rb, deep_merge_hashes).
    """
    result = dict(base)
    pending: list[tuple[dict[str, object], Mapping[str, object]]] = [(result, over)]
    while pending:
        target, source = pending.pop()
        for key, value in source.items():
            old = target.get(key)
            if value is None and key in target:
                continue
            if isinstance(old, Mapping) and isinstance(value, Mapping):
                target[key] = merged = dict(old)
                pending.append((merged, value))
            else:
                target[key] = value
    return result
