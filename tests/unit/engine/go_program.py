"""A Go that builds programs instantly."""

from __future__ import annotations

GO = """
[ "$1" = env ] && echo go1.99.0 && exit
echo "${PWD##*/}: $1" >> "$CALLS"
[ "$1" = build ] || exit 0
while [ "$1" != -o ]; do shift; done
echo '#!/bin/sh' > "$2"
/bin/chmod +x "$2"
"""
"""A script that notes each call in the file $CALLS, and builds a program that does nothing."""
