"""The `aws` program of a sandbox: runs the machine's AWS CLI against the local AWS.

AWS CLI v1 replaces the endpoint of Neptune, RDS and DocumentDB in us-east-1 and ignores AWS_ENDPOINT_URL there.
Versions before 1.29 ignore it for every service. The option --endpoint-url overrides both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# The CLI is the next `aws` on PATH, so that a sandbox inside a sandbox works too.
_SCRIPT = """\
#!/bin/sh
set -f
: "${AWS_ENDPOINT_URL:?is not set: this aws calls the local AWS only}"
passed=
cli=
IFS=:
for folder in $PATH; do
  if [ "$folder/aws" -ef "$0" ]; then
    passed=yes
  elif [ "$passed" ] && [ -z "$cli" ] && [ -f "$folder/aws" ] && [ -x "$folder/aws" ]; then
    cli=$folder/aws
  fi
done
unset IFS
if [ -z "$cli" ]; then
  echo "aws: the AWS CLI is not on PATH. Install it (pip install awscli)." >&2
  exit 127
fi
exec "$cli" --endpoint-url "$AWS_ENDPOINT_URL" "$@"
"""


def write(folder: Path) -> None:
    """Write the program.

    Args:
        folder: an existing folder that appears exactly once on the sandbox's PATH.
    """
    program = folder / "aws"
    program.write_text(_SCRIPT, encoding="utf-8")
    program.chmod(0o755)
