"""Text of articles and users is never markup: two ways to say so, for HTML and for Streamlit's Markdown labels."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

# Everything Streamlit's Markdown gives a meaning to, directives (:red[..]), math ($) and emoji codes included.
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


def escaped(text: str) -> str:
    """``text`` for an HTML body or a quoted attribute."""
    return html.escape(text, quote=True)


def plain(text: str) -> str:
    """``text`` for a label, heading or message that Streamlit reads as Markdown: on one line, every mark escaped."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def web_address(url: str | None) -> str | None:
    """``url`` where it is an http(s) address, else None: other schemes may run code."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None
