"""A small plugin for the new site: the post types and taxonomies that the import needs.

WordPress refuses posts of a type that it does not know, and drops terms of such a taxonomy. A
file in ``wp-content/mu-plugins`` is always active.
Source of the arguments: WordPress, register_post_type and register_taxonomy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from converters.wordpress.planning import Plan
from converters.wordpress.taxonomy import CATEGORY, TAG

PLUGIN_NAME: Final = "register-types.php"
_OWN_TYPES: Final = frozenset({"post", "page"})
_SUPPORTS: Final = (
    "title",
    "editor",
    "excerpt",
    "author",
    "thumbnail",
    "comments",
    "custom-fields",
    "revisions",
    "page-attributes",
)


def own_types(plan: Plan) -> tuple[str, ...]:
    """Return the post types in ``plan`` that WordPress does not have."""
    return tuple(dict.fromkeys(one.type for one in plan.entries if one.type not in _OWN_TYPES))


def own_taxonomies(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the taxonomies in ``plan`` that WordPress lacks there, with their post types.

    Categories and tags are among them where other items than posts have some.
    """
    used: dict[str, dict[str, None]] = {}
    for entry in plan.entries:
        for taxonomy, _ in entry.terms:
            if entry.type != "post" or taxonomy not in (CATEGORY, TAG):
                used.setdefault(taxonomy, {})[entry.type] = None
    return {taxonomy: tuple(types) for taxonomy, types in used.items()}


def needs_plugin(plan: Plan) -> bool:
    """Return whether the new site has to know something before the import."""
    return bool(own_types(plan) or own_taxonomies(plan))


def write_plugin(plan: Plan) -> Iterator[str]:
    """Yield the plugin's PHP."""
    yield _HEAD
    for name in own_types(plan):
        label, supports = _quoted(_label(name)), _array(_SUPPORTS)
        yield (
            f"\t\tregister_post_type( {_quoted(name)}, array( 'label' => {label}, "
            "'public' => true, 'show_in_rest' => true, 'has_archive' => true, "
            f"'supports' => {supports} ) );\n"
        )
    for name, types in own_taxonomies(plan).items():
        if name in (CATEGORY, TAG):
            for post_type in types:
                yield (
                    f"\t\tregister_taxonomy_for_object_type( {_quoted(name)}, "
                    f"{_quoted(post_type)} );\n"
                )
        else:
            yield (
                f"\t\tregister_taxonomy( {_quoted(name)}, {_array(types)}, array( 'label' => "
                f"{_quoted(_label(name))}, 'public' => true, 'show_in_rest' => true, "
                "'show_admin_column' => true ) );\n"
            )
    yield "\t}\n);\n"


def _label(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").strip().capitalize() or name


def _array(values: Iterable[str]) -> str:
    return f"array( {', '.join(map(_quoted, values))} )"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


_HEAD: Final = """<?php
/*
 * Plugin Name: Types of the old site
 * Description: Post types and taxonomies of the site that was imported. Put this file into
 *              wp-content/mu-plugins before the import, and leave it there.
 */

add_action(
\t'init',
\tfunction () {
"""
