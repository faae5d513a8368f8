"""What each diagnostic code means to the owner of a site, in one table.

The report and the terminal show it; ``tests/report/test_explanations.py`` holds that no code of
ours is missing. What happened in one place is in the diagnostic's own message.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Explanation(NamedTuple):
    """What a code is called, what it means for the new site, and what to do ("": nothing)."""

    title: str
    meaning: str
    advice: str = ""


_FAULT: Final = "Report it with this file: it is a fault of jekyll-migrator, not of the site."
_COMPARE: Final = (
    "Compare the document on the old and the new site at the words that the message shows, and "
    "report it with this file: it is a fault of jekyll-migrator."
)
_LIKE_BROWSERS: Final = "The text is kept; it was read as browsers read it."

EXPLANATIONS: Final[Mapping[str, Explanation]] = {
    # ---------------------------------------------------------------- reading the site
    "site.config": Explanation(
        "Configuration that cannot be read",
        "The site was read without this file, so addresses, dates and settings may be others.",
        "Mend the file at the line named and run again.",
    ),
    "site.config-value": Explanation(
        "Setting of a kind that Jekyll refuses",
        "Its default was used in its place.",
        "Correct the setting in _config.yml.",
    ),
    "site.old-setting": Explanation(
        "Setting of an older Jekyll",
        "The site was written for a Jekyll that read some things differently from today's.",
        "Look at a few pages that depend on it.",
    ),
    "site.defaults": Explanation(
        "Front-matter default without values",
        "An entry of `defaults` in _config.yml says nothing; it was left out.",
        "Remove the entry, or give it values.",
    ),
    "site.timezone": Explanation(
        "Time zone taken as UTC",
        "The configuration names no zone that exists. Jekyll then takes that of the machine which "
        "builds the site; dates, and addresses made of them, depend on it.",
        "Give yours, such as --timezone Asia/Seoul.",
    ),
    "site.data": Explanation(
        "Data file that cannot be read",
        "What templates take from it is missing in the documents.",
        "Mend the file at the line named and run again.",
    ),
    "site.encoding": Explanation(
        "Bytes that are no UTF-8",
        "They became \N{REPLACEMENT CHARACTER}; the letters that stood there are lost.",
        "Save the file as UTF-8, or name its encoding in _config.yml.",
    ),
    "site.file-name": Explanation(
        "File name that is no UTF-8",
        "The file was left out.",
        "Rename it, and what refers to it.",
    ),
    "site.unreadable": Explanation(
        "File that the system does not let be read",
        "What it holds is not in the new site.",
        "Check that it is there and that you may read it.",
    ),
    "site.not-a-file": Explanation(
        "Link that leads to no file",
        "A broken link of the file system, or a device; it was left out.",
    ),
    "site.link-outside": Explanation(
        "Link that leads out of the site",
        "Only what lies in the site's folder is read, so it was left out.",
        "Copy what it leads to into the site if it belongs there.",
    ),
    "site.link-cycle": Explanation(
        "Link to a folder above itself",
        "It was not followed; its files were read where they are.",
    ),
    "site.front-matter": Explanation(
        "Front matter that is no valid YAML",
        "The document was read without it: date and slug come from the file's name; title, "
        "categories and tags are missing.",
        "Mend the YAML at the line named; mostly a colon, quote or tab is to blame.",
    ),
    "site.date": Explanation(
        "Date that is none",
        "Where the file's name has a date, that was taken.",
        "Write it as 2024-07-22 09:30:00 +0900.",
    ),
    "site.categories": Explanation(
        "Categories that are neither text nor a list",
        "They were left out.",
        "Write them as a list.",
    ),
    "site.permalink": Explanation(
        "Permalink that cannot be",
        "It is empty or has a placeholder that Jekyll does not know.",
        "Correct it in the front matter or in _config.yml.",
    ),
    "site.same-url": Explanation(
        "Two files with one address",
        "Readers of the old site saw only one of them; the new site has both documents.",
        "Decide which one stays, or give one of them a permalink.",
    ),
    "site.limit-posts": Explanation(
        "Older posts left out by a limit",
        "The configuration sets `limit_posts`, as one does while working on a site.",
        "Remove the setting to carry all posts over.",
    ),
    "site.hidden": Explanation(
        "Not shown on the old site",
        "Jekyll leaves drafts, unpublished and future documents out, and so does the new site.",
        "--drafts, --unpublished or --future carries them over.",
    ),
    # ---------------------------------------------------------------- Liquid
    "liquid.unknown-tag": Explanation(
        "Liquid tag that nobody knows",
        "It comes from a plugin. It stands in the new document as it was written.",
        "List the plugin in _config.yml if it is one of GitHub's; else write by hand what the tag "
        "showed.",
    ),
    "liquid.unknown-filter": Explanation(
        "Liquid filter that nobody knows",
        "As in Jekyll, the value passes through it unchanged.",
        "It comes from a plugin: look at what the value should have looked like.",
    ),
    "liquid.undefined-variable": Explanation(
        "Liquid variable without a value",
        "The site asks for strict variables, by which Jekyll would have stopped here.",
        "Correct the name, or give it a value.",
    ),
    "liquid.syntax": Explanation(
        "Liquid that cannot be read",
        "Jekyll would stop here. It stands in the new document as it was written.",
        "Correct it; what is meant as text goes between {% raw %} and {% endraw %}.",
    ),
    "liquid.unclosed-block": Explanation(
        "Liquid block without its end",
        "From the tag on, the text stands in the new document as it was written.",
        "Add the end tag, such as {% endif %}.",
    ),
    "liquid.stray-tag": Explanation(
        "Liquid end tag of nothing",
        "It stands in the new document as it was written.",
        "Remove it, or add the tag that opens its block.",
    ),
    "liquid.interrupt": Explanation(
        "Break or continue outside a loop",
        "As in Jekyll, nothing of the text after it is shown.",
        "Remove the tag if the text should be seen.",
    ),
    "liquid.limit": Explanation(
        "Liquid that never ends, or fills the memory",
        "From the tag on, the text stands in the new document as it was written.",
        "Look for an include that includes itself, or a loop over a huge range.",
    ),
    "liquid.error": Explanation(
        "Liquid that fails",
        "The tag stands in the new document as it was written.",
        "The message says why; correct the tag or what it refers to.",
    ),
    "liquid.missing-include": Explanation(
        "Include that is not in the site",
        "The tag stands in the new document as it was written. Includes of theme gems are not "
        "here either.",
        "Copy the file into _includes and run again.",
    ),
    "liquid.broken-include": Explanation(
        "Include with broken Liquid in it",
        "The tag stands in the new document as it was written.",
        "Mend the included file at the line named.",
    ),
    "liquid.include-syntax": Explanation(
        "Include with broken parameters",
        "Jekyll would stop here; the include was done with what could be read.",
        "Correct the parameters.",
    ),
    "liquid.doubled-baseurl": Explanation(
        "baseurl that stands twice",
        "Since Jekyll 4 the link tags give it themselves, so the address has it twice.",
        "Remove {{ site.baseurl }} before the tag.",
    ),
    "liquid.unwritten-link": Explanation(
        "Link to a file that Jekyll does not write",
        "The link leads nowhere.",
        "Remove it, or publish the file.",
    ),
    "liquid.sass": Explanation(
        "Sass in a document",
        "It is not compiled here; the text stays as it was written.",
        "Replace it by the CSS it makes.",
    ),
    # ---------------------------------------------------------------- kramdown
    "kramdown.block-html-in-text": Explanation(
        "Block tag in a line of text",
        "kramdown shows it as letters, and so does the new site: readers see the tag itself.",
        "Give the tag a line of its own with a blank line before it.",
    ),
    "kramdown.unclosed-element": Explanation(
        "HTML element without its end tag",
        "It ends where what it stands in ends, as on the old site.",
        "Add the end tag if too much is inside it.",
    ),
    "kramdown.unclosed-html": Explanation(
        "Tag without its end in a line of text",
        "It ends where the text around it does. Words between < and > are taken for a tag too, and "
        "browsers do not show them.",
        "Close the tag; what is meant as text is written &lt;…&gt;.",
    ),
    "kramdown.stray-end-tag": Explanation(
        "End tag of nothing",
        "It is kept as text, so readers see it, as on the old site.",
        "Remove it.",
    ),
    "kramdown.nested-too-deep": Explanation(
        "Nested too deep",
        "The text from there on is kept as it is.",
        "Unnest it; mostly a quote or a list went wrong.",
    ),
    "kramdown.many-definitions": Explanation(
        "Attribute definitions without end",
        "Definitions name each other again and again; the first thousand were taken in.",
        "Name each definition once.",
    ),
    "kramdown.unknown-extension": Explanation(
        "kramdown extension that cannot be read",
        "{::…} is kept as text, as on the old site.",
        "Correct its name, or add its end.",
    ),
    "kramdown.unclosed-extension": Explanation(
        "kramdown extension without its end",
        "It is kept as text, as on the old site.",
        "Add {:/}.",
    ),
    "kramdown.unknown-option": Explanation(
        "kramdown option that nobody knows",
        "The text was read without it.",
        "Correct its name, or remove it.",
    ),
    "kramdown.invalid-option": Explanation(
        "kramdown option with a value that cannot be",
        "The text was read without it.",
        "Correct the value.",
    ),
    "kramdown.forbidden-option": Explanation(
        "kramdown option that a text may not set",
        "The text was read without it, as on the old site.",
    ),
    "kramdown.unknown-footnote": Explanation(
        "Footnote that is not there",
        "Its mark is kept as text, as on the old site.",
        "Add the note, or remove the mark.",
    ),
    # ---------------------------------------------------------------- HTML
    "html.unclosed-tag": Explanation(
        "Tag without its >",
        "It is kept as text.",
        "Add the >, or write &lt; for a < that is text.",
    ),
    "html.unclosed-comment": Explanation(
        "Comment without its end",
        "As in browsers, it hides all that follows.",
        "Add --> where the comment ends.",
    ),
    "html.unclosed-element": Explanation("HTML element without its end tag", _LIKE_BROWSERS),
    "html.stray-end-tag": Explanation("End tag of nothing", _LIKE_BROWSERS),
    "html.misplaced-tag": Explanation(
        "Tag where none can stand",
        "Browsers leave it out, and so does the new site; its text is kept.",
        "Look at the place if its layout matters.",
    ),
    "html.head-left-out": Explanation(
        "Page with a head of its own",
        "Only its body is carried over; style sheets and scripts of its head are not.",
        "Bring them into the new site's theme if the page needs them.",
    ),
    "html.control-characters": Explanation(
        "Control characters",
        "No browser shows them; they were left out.",
    ),
    # ---------------------------------------------------------------- cleaning
    "clean.editor-attribute": Explanation(
        "Editors' attributes", "Attributes that only the editor understood (data-ke-*, …)."
    ),
    "clean.editor-comment": Explanation(
        "Editors' comments", "Comments that only the editor understood (wp:…, kg-card, …)."
    ),
    "clean.link-card": Explanation(
        "Cards of links", "They are links with their picture, title and description now."
    ),
    "clean.fold": Explanation(
        "Boxes that readers open", "An editor's own boxes are <details> now, which need no script."
    ),
    "clean.caption": Explanation(
        "Pictures with captions", "An editor's own boxes, tables or shortcodes are figures now."
    ),
    "clean.word-list": Explanation(
        "Lists from Word", "Paragraphs with a written bullet or number are lists now."
    ),
    "clean.decoration": Explanation(
        "Colours, fonts and sizes",
        "Styles set by hand in the text.",
        "--keep-markup keeps them.",
    ),
    "clean.span": Explanation("Spans that say nothing", "Their text is kept."),
    "clean.empty-element": Explanation("Empty elements", "They showed nothing."),
    "clean.spacer": Explanation(
        "Spacer paragraphs", "Paragraphs that held nothing but a blank, for distance."
    ),
    "clean.edge-break": Explanation(
        "Line breaks at an edge", "Breaks at the beginning or end of a block."
    ),
    "clean.break-paragraph": Explanation(
        "Two line breaks", "They parted paragraphs, which are paragraphs now."
    ),
    "clean.table-head": Explanation(
        "Tables without a head", "Their first row, all bold or header cells, is the head now."
    ),
    "clean.bold-heading": Explanation(
        "Bold paragraphs as headings", "They are headings now, one level below the last."
    ),
    "clean.tracking": Explanation(
        "Tracking parameters", "Parameters of links such as utm_source were left out."
    ),
    "clean.repeated-id": Explanation(
        "Heading ids that repeat",
        "An id stood at an earlier heading already; links lead there, as before.",
    ),
    # ---------------------------------------------------------------- links and media
    "links.broken": Explanation(
        "Link that leads nowhere",
        "The site holds nothing at this address. The link was broken on the old site, too, unless "
        "a plugin or the server made the page.",
        "Correct or remove the link, or set up the page on the new site.",
    ),
    "links.broken-fragment": Explanation(
        "Link to a place that is not on the page",
        "Nothing on the page has this id.",
        "Correct the part of the address after #.",
    ),
    "media.missing": Explanation(
        "Image or file that is not in the site",
        "The document shows it, the site's folder does not hold it; its address was kept.",
        "Add the file to the site, or correct its address.",
    ),
    # ---------------------------------------------------------------- pages
    "pipeline.failed": Explanation(
        "Document that could not be converted", "Nothing of it is in the new site.", _FAULT
    ),
    "pipeline.not-convertible": Explanation(
        "Markup that is not converted",
        "Textile, AsciiDoc and the like are carried over as they were written.",
        "Convert the file with its own tool (pandoc, asciidoctor) and put it back as HTML.",
    ),
    "pipeline.not-html": Explanation(
        "Made by a template",
        "Feeds, style sheets, site maps: no text to read.",
        "The new site makes its own.",
    ),
    "pipeline.lists-posts": Explanation(
        "Page that lists posts",
        "Only the first page of the list is carried over.",
        "Let the new site make its own list.",
    ),
    "pipeline.redirects": Explanation(
        "Page that sends readers on",
        "Nobody saw its text: the old site redirects to another address.",
        "Set up the redirect on the new site, and leave the page out.",
    ),
    # ---------------------------------------------------------------- comments
    "comments.left-out": Explanation(
        "Comments left out", "They are deleted, not approved, or spam."
    ),
    "comments.no-document": Explanation(
        "Comments that belong to no document",
        "Their page is not in the site, or had another address when they were written.",
        "Give the document that address in `redirect_from`, and run again.",
    ),
    # ---------------------------------------------------------------- Markdown
    "markdown.html-fallback": Explanation(
        "Kept as HTML",
        "Markdown has no form for it; it looks as before wherever Markdown may hold HTML.",
        "--set html=drop keeps only its text.",
    ),
    "markdown.html-dropped": Explanation(
        "HTML left out",
        "You asked for Markdown without HTML; the text was kept.",
        "Leave out --set html=drop to keep it.",
    ),
    "markdown.anchor-dropped": Explanation(
        "Link that lost its target without HTML",
        "You asked for Markdown without HTML, and only HTML could hold the place it leads to.",
        "Leave out --set html=drop, or let the link lead to a heading.",
    ),
    "markdown.attributes-dropped": Explanation(
        "Attributes that Markdown cannot hold",
        "Classes, ids and the like were left out; what is read is the same.",
        "--set dialect=kramdown keeps them.",
    ),
    "markdown.link-in-link": Explanation(
        "Link within a link",
        "No browser shows both: the text is kept, the outer link leads on.",
        "Decide which of the two is meant.",
    ),
    "markdown.link-kept": Explanation(
        "Link kept as an address",
        "Hugo's relref leads to documents alone; this link leads to something else.",
    ),
    "markdown.list-spacing": Explanation(
        "List with uneven spacing",
        "In Markdown all items of a list stand apart, or none; the words are the same.",
    ),
    "markdown.liquid-kept": Explanation(
        "Liquid left in the Markdown",
        "What could not be evaluated stands there as it was written.",
        "Write by hand what readers saw in its place.",
    ),
    # ---------------------------------------------------------------- JSON
    "json.too-deep": Explanation(
        "Nested too deep for JSON readers",
        "What is nested deeper is held as raw HTML in `content`.",
    ),
    # ---------------------------------------------------------------- WordPress
    "wordpress.characters-dropped": Explanation(
        "Control characters", "XML cannot hold them; they were left out."
    ),
    "wordpress.comment-scripts": Explanation(
        "Scripts in readers' comments",
        "What readers wrote would run on the new site: WordPress does not filter what an "
        "administrator imports. The rest of the comment is there.",
    ),
    "wordpress.comments-dropped": Explanation(
        "HTML comments left out", "Readers never saw them, and WordPress acts on some."
    ),
    "wordpress.date-changed": Explanation(
        "Date moved by seconds",
        "WordPress drops a second post of the same title and date.",
    ),
    "wordpress.empty-title": Explanation(
        "Post without a title",
        "WordPress needs one to tell posts apart; it was made of the address.",
        "Give the post a title.",
    ),
    "wordpress.formula-left": Explanation(
        "Formula that stays LaTeX",
        "It cannot be written as MathML so that it reads as before; readers see its LaTeX.",
        "Rewrite it as the message says, or add a plugin that draws LaTeX, like MathJax.",
    ),
    "wordpress.formula-numbers": Explanation(
        "Formulas without their numbers",
        "A script may have numbered equations on the old site; MathML has a number only by \\tag.",
        "If texts refer to numbers, write \\tag{1} where they belong.",
    ),
    "wordpress.image-twice": Explanation(
        "First image may show twice",
        "Most themes show the post's image above the text, which begins with it too.",
        "Look at a post; hide the image in the theme, or take it out of the text.",
    ),
    "wordpress.menus": Explanation(
        "Menus in a file of their own",
        "WordPress imports menu entries as drafts if what they lead to is not there yet.",
        "Import that file last, then give each menu its place under Appearance → Menus.",
    ),
    "wordpress.menu-entry": Explanation(
        "Menu entry without title and address",
        "It was left out.",
        "Give it both in the data file or in _config.yml.",
    ),
    "wordpress.microdata-dropped": Explanation(
        "Attributes for programs left out",
        "Blocks have no place for itemprop, role and the like; readers never saw them.",
    ),
    "wordpress.moved": Explanation(
        "Documents that only led elsewhere",
        "They would be empty pages; with redirects=… their addresses lead on.",
        "Convert with --set redirects=csv (or nginx, htaccess).",
    ),
    "wordpress.no-menu": Explanation(
        "Menu that is not in the site",
        "Neither _data nor _config.yml has it.",
        "Name it as it is called there: --set menus=navigation.",
    ),
    "wordpress.no-address": Explanation(
        "File that WordPress cannot fetch",
        "The importer loads files from the old site, whose address is not known.",
        "Set `url` in _config.yml, or give --set media-url=https://….",
    ),
    "wordpress.refused-type": Explanation(
        "Kind of file that WordPress refuses",
        "The address in the text still leads to the old site.",
        "Upload it in another way, and correct the address.",
    ),
    "wordpress.shortcode": Explanation(
        "Text that WordPress takes for a shortcode",
        "It stands in a script or style, where it cannot be masked.",
        "Look at the page after the import.",
    ),
    "wordpress.slug-changed": Explanation(
        "Slug that WordPress cannot use",
        "The post has another address than before.",
        "--set redirects=csv writes redirects from the old addresses.",
    ),
    "wordpress.split": Explanation(
        "Written to several files",
        "Most servers take uploads of up to 2 MB only.",
        "Import them in their order; --set split-size=8M makes fewer.",
    ),
    "wordpress.term-changed": Explanation(
        "Category or tag that WordPress cannot hold",
        "It is written in another way.",
        "Rename it if you do not like the new name.",
    ),
    # ---------------------------------------------------------------- verification
    "verify.none": Explanation(
        "Not verified",
        "This output format has no verifier, so nothing read the output back.",
        "Give its converter a `verifier`.",
    ),
    "verify.text": Explanation(
        "Text that differs from the old page",
        "A word that readers saw is missing or changed.",
        _COMPARE,
    ),
    "verify.markdown-differs": Explanation(
        "Markdown that reads back differently",
        "Another Markdown reader sees something else in it than was meant.",
        _COMPARE,
    ),
    "verify.html-differs": Explanation(
        "HTML that reads back differently",
        "Another HTML reader sees something else in it than was meant.",
        _COMPARE,
    ),
    "verify.anchor-lost": Explanation(
        "Link within the page that lost its target",
        "Markdown readers make another id of the heading.",
        "Correct the link, or give its target an anchor.",
    ),
    "verify.front-matter-broken": Explanation(
        "Front matter that cannot be read back", "The document has no title nor date there.", _FAULT
    ),
    "verify.front-matter-differs": Explanation(
        "Front matter that reads back differently", "A value is not the same as before.", _FAULT
    ),
    "verify.liquid-read": Explanation(
        "Text that would run as Liquid", "Jekyll would act on it rather than show it.", _FAULT
    ),
    "verify.json-lines": Explanation(
        "JSON on several lines", "A document should be one line.", _FAULT
    ),
    "verify.json-syntax": Explanation("JSON that cannot be read", "No reader takes it.", _FAULT),
    "verify.json-schema": Explanation(
        "JSON that is not as its schema says", "Programs may stumble over it.", _FAULT
    ),
    "verify.json-field": Explanation(
        "JSON field that reads back differently", "A value is not the same as before.", _FAULT
    ),
    "verify.json-content": Explanation(
        "JSON content that reads back differently", "It is another tree.", _FAULT
    ),
    "verify.unreadable": Explanation(
        "XML that cannot be read", "WordPress would not take the item.", _FAULT
    ),
    "verify.field": Explanation(
        "WordPress field that reads back differently", "A value is not the same as before.", _FAULT
    ),
    "verify.content": Explanation(
        "WordPress content that reads back differently",
        "Readers of the new site would see something else than was meant.",
        _COMPARE,
    ),
    # ---------------------------------------------------------------- writing
    "writer.asset": Explanation(
        "File that could not be copied",
        "Documents that show it show a gap.",
        "The message says why; copy it by hand, or mend it and run again.",
    ),
    "writer.lfs": Explanation(
        "Files that lie with Git LFS",
        "Documents that show them show a gap: this copy of the site holds a note in their place.",
        "Run `git lfs pull` in the site's folder and convert it again.",
    ),
    "writer.path-changed": Explanation(
        "Document with another file name",
        "The name was taken by another document, or is not allowed as one.",
    ),
}
"""Every code of ours that a report can hold, but those of an area in ``AREAS``."""

AREAS: Final[Mapping[str, Explanation]] = {
    "wxr": Explanation(
        "Trap in a WordPress file",
        "WordPress's importer would lose, merge or change something here without a word.",
        "The message says what WordPress does; correct the file before the import.",
    ),
}
"""Areas whose messages say all there is to say, each by its first part."""


def explain(code: str) -> Explanation:
    """Return what ``code`` means; a code of somebody else's converter is its own title."""
    if code in EXPLANATIONS:
        return EXPLANATIONS[code]
    area, _, name = code.partition(".")
    if area in AREAS:
        known = AREAS[area]
        return known._replace(title=f"{known.title}: {name.replace('-', ' ')}")
    return Explanation(code, "It comes from a converter that is not ours.")
