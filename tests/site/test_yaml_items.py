"""Items of collections with any extension: front matter decides (Jekyll: collection.rb)."""

from __future__ import annotations

from tests.site.helpers import SiteMaker, page


def test_items_may_be_yaml_files_with_front_matter(make_site: SiteMaker) -> None:
    loaded = make_site(
        {
            "_config.yml": "collections: {people: {output: true}}\n"
            "defaults: [{values: {kind: person}}]\n",
            "_people/a.yml": page(title="A"),
            "_people/b.yml": "title: B\n",
            "_people/c.yaml": "---\ntitle: See\n",
        }
    )
    found = {one.path: (one.title, one.output_ext) for one in loaded.site.documents}
    assert found == {"_people/a.yml": ("A", ".yml"), "_people/c.yaml": ("See", ".yaml")}
    assert [file.path for file in loaded.site.static_files] == ["_people/b.yml"]
    assert loaded["_people/a.yml"].data.get("kind") is None
