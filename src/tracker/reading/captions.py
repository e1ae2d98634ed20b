"""What a caption looks like."""

import re

_CAPTION = re.compile(
    r"(?:(?:table|figure|fig\.|chart|graph|map|exhibit|photo|image|diagram|tabelle|abbildung|tableau|cuadro|gráfico)\s+"
    r"(?:[A-Z]?\d{1,3}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Z])\s*(?:[.:–—|-]|$)\s*\S?|(?:source|sources|photo|photograph|credit|image)\s*:\s)",
    re.IGNORECASE,
)
_LONGEST = 300


def is_caption(text: str) -> bool:
    """Whether the words stand under or over a table or picture, as "Table 6. Measures" or "Source: authors"."""
    return len(text) <= _LONGEST and bool(_CAPTION.match(text))
