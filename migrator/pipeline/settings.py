"""What a run was asked for, in words, for its report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from migrator.liquid.expander import ALL_LAYOUTS
from migrator.site.layouts import read_layouts
from migrator.site.records import Site

if TYPE_CHECKING:
    from migrator.pipeline.run import MigrationOptions


def settings_of(site: Site, target: str, options: MigrationOptions) -> Mapping[str, str]:
    """Return names and values of the settings that made the output; the number of jobs did not."""
    read = options.read
    shown = (("drafts", read.drafts), ("future posts", read.future))
    carried = [name for name, wanted in (*shown, ("unpublished", read.unpublished)) if wanted]
    settings = {
        "Site": site.root.name,
        "Configuration": ", ".join(file.name for file in read.config_files) or "_config.yml",
        "Time zone": site.zone.key,
        "Carried over too": ", ".join(carried) or "nothing that the old site hides",
        "Format": target,
        **{f"--set {name}": value for name, value in sorted(options.converter_options.items())},
        "Editors' markup": "cleaned" if options.clean else "kept",
        "Layouts": options.layouts or "not put around documents",
        "Images and files": _ASSETS[options.assets],
    }
    if read.github_pages is not None:
        settings["GitHub Pages"] = "yes" if read.github_pages else "no"
    return settings


def check_layouts(site: Site, name: str) -> None:
    """Raise ValueError, naming those there are, where ``site`` has no layout called ``name``."""
    if not name or name == ALL_LAYOUTS:
        return
    known = sorted(read_layouts(site))
    if name not in known:
        there = f"there are: {', '.join(known)}" if known else "it has none"
        raise ValueError(f"the site has no layout '{name}'; {there}")


_ASSETS = {"used": "those that documents use", "all": "all", "none": "none"}
