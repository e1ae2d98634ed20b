"""Which elements open, shield and close each other, as the standard for HTML has it."""

EMPTY = frozenset(
    "area base basefont bgsound body br col embed frame head hr html iframe image img input keygen link meta noembed"
    " noframes param script source style textarea title track wbr xmp".split()
)
"""Elements in which no other lies."""
RAW = frozenset("iframe noembed noframes script style textarea title xmp".split())
"""Elements whose words are no tags, whatever they look like."""
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_CELLS = ("td", "th", "caption")
_GROUPS = ("tbody", "thead", "tfoot", "colgroup")
TABLED = frozenset((*_CELLS, *_GROUPS, "tr"))
"""Elements that are none outside of a table."""
_BLOCKS = (
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form header"
    " heading hgroup listing main menu nav ol plaintext pre search section summary table ul"
).split()
SPECIAL = frozenset(
    (*_BLOCKS, *TABLED, *"applet button dd dt frameset li marquee noscript object p select template".split())
)
"""Elements that shield those around them from the closing tags of common ones."""
SCOPES = frozenset("applet button caption marquee object select table td template th".split())
"""Elements that shield those around them from nearly all closing tags."""
MARKERS = frozenset("applet caption marquee object td template th".split())
"""Elements at whose end the formats begun in them end."""
CLOSED_BY = {
    **dict.fromkeys(_BLOCKS, ("p",)),
    "p": ("p",),
    "li": ("p", "li"),
    "dd": ("p", "dd", "dt"),
    "dt": ("p", "dd", "dt"),
    "option": ("option",),
    "optgroup": ("option",),
    "button": ("button",),
    "a": ("a",),
    "nobr": ("nobr",),
    "td": _CELLS,
    "th": _CELLS,
    "tr": (*_CELLS, "colgroup", "tr"),
    **dict.fromkeys((*_GROUPS, "caption"), (*_CELLS, "tr", *_GROUPS)),
}
"""What the start of an element ends."""
CLOSING_SELECT = frozenset(("input", "select"))
"""Elements whose start ends a select; a select within a select is no more than its end."""
BREAKOUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta"
    " nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)
"""Elements that end a drawing or formula."""
WORDED = frozenset("foreignobject desc title".split())
"""Elements of a drawing that hold a page's own."""
MATH_WORDED = frozenset("mi mo mn ms mtext annotation-xml".split())
"""Elements of a formula that may hold a page's own."""
