"""Detect the encoding of a saved preview and convert it to UTF-8; pure.

Windows PowerShell saves ``pulumi preview --json > preview.json`` as UTF-16 with a byte order mark, and its pipes can
add a UTF-8 byte order mark.

Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_character_encoding
"""

from __future__ import annotations

import codecs

from neptune_global_component.core.errors import PreviewError

# The mark of UTF-32 in little endian begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Without a mark, the zero byte beside the first brace shows the encoding.
_FIRST_BRACES = ((b"{\0", "utf-16-le"), (b"\0{", "utf-16-be"))


def to_utf8(data: bytes) -> bytes:
    """Return a preview in UTF-8, without a byte order mark.

    Args:
        data: the preview as it was saved.

    Raises:
        PreviewError: the text does not match its byte order mark.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _convert(data[len(mark) :], encoding)
    for start, encoding in _FIRST_BRACES:
        if data.startswith(start):
            return _convert(data, encoding)
    return data


def _convert(data: bytes, encoding: str) -> bytes:
    if encoding == "utf-8":
        return data
    try:
        return data.decode(encoding).encode()
    except UnicodeError as error:
        raise PreviewError(
            f"The preview is incomplete or damaged: its byte order mark says {encoding.upper()}, and its text is not. "
            "Run `pulumi preview --json` again and save all of its output."
        ) from error
