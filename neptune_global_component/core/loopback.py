"""Recognition of URLs that point to this machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

LOCAL_AWS = "NEPTUNE_GLOBAL_LOCAL_AWS"
"""The environment variable of programs that must reach the local AWS only: its URL."""


def is_loopback(url: str) -> bool:
    """Return whether a URL, or its part after the scheme, points to this machine. An invalid URL does not."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or host.endswith(".localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
