"""A Jekyll site of any number of posts, the same for the same number, for the benchmarks."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Final

_TEXT: Final = """
a the of to in and for with by near river stone market letter harbour winter engine garden window
number morning council railway orchard signal measure quiet early narrow several carries follows
remains gathers turns keeps answers 바람 시장 편지 항구 겨울 정원 아침 의회
"""
_WORDS: Final = _TEXT.split()
_FIRST_DAY: Final = date(2015, 1, 1)
_CODE: Final = "```ruby\ndef total(items)\n  items.map { |item| item[:price] }.sum\nend\n```\n"
_LAYOUT: Final = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title | escape }}</title></head>
<body><header><a href="{{ '/' | relative_url }}">{{ site.title }}</a></header>
<main><h1>{{ page.title }}</h1><time>{{ page.date | date_to_string }}</time>{{ content }}
{% for tag in page.tags %}<a href="/tags/{{ tag | slugify }}/">{{ tag }}</a>{% endfor %}</main>
</body></html>
"""


def write_site(root: Path, posts: int, *, layout: bool = False) -> None:
    """Write a site of ``posts`` posts of about 2 KB into the new folder ``root``."""
    (root / "_posts").mkdir(parents=True)
    defaults = 'defaults:\n- {scope: {path: ""}, values: {layout: default}}\n' if layout else ""
    (root / "_config.yml").write_text(f"title: Bench\ntimezone: UTC\n{defaults}")
    if layout:
        (root / "_layouts").mkdir()
        (root / "_layouts/default.html").write_text(_LAYOUT)
    chance = random.Random(posts)  # noqa: S311 - the same site every time is what is wanted
    for number in range(posts):
        day = _FIRST_DAY + timedelta(days=number % 3000)
        path = root / f"_posts/{day}-post-{number}.md"
        path.write_text(_post(chance, number), encoding="utf-8")


def _post(chance: random.Random, number: int) -> str:
    tags = ", ".join(chance.sample(_WORDS, 3))
    blocks = [f"---\ntitle: {_prose(chance, 5)}\ntags: [{tags}]\nnumber: {number}\n---\n"]
    for _ in range(chance.randint(2, 4)):
        blocks.append(f"## {_prose(chance, 4)}\n")
        blocks += [f"{_prose(chance, chance.randint(30, 70))}.\n" for _ in range(2)]
        blocks.append(chance.choice((_list, _links, _code, _table))(chance))
    return "\n".join(blocks)


def _prose(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count))


def _list(chance: random.Random) -> str:
    return "".join(f"- {_prose(chance, 8)} **{_prose(chance, 2)}**\n" for _ in range(5))


def _links(chance: random.Random) -> str:
    link = f"[{_prose(chance, 3)}](https://example.com/{chance.randint(1, 999)})"
    return f"> {_prose(chance, 20)} {link} `{chance.choice(_WORDS)}` *{_prose(chance, 2)}*.\n"


def _code(chance: random.Random) -> str:
    return f"{_prose(chance, 12)}:\n\n{_CODE}"


def _table(chance: random.Random) -> str:
    rows = "".join(f"| {_prose(chance, 2)} | {chance.randint(1, 99)} |\n" for _ in range(4))
    return f"| {_prose(chance, 1)} | {_prose(chance, 1)} |\n|---|---:|\n{rows}"
