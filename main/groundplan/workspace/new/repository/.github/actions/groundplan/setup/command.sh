#!/usr/bin/env bash
# Prints the command that runs Groundplan for the project in the current folder: that of $GROUNDPLAN_COMMAND, the wrapper of a
# repository of one's own, the launcher of a checkout of Groundplan, or what is on the PATH.
set -euo pipefail

for command in "${GROUNDPLAN_COMMAND:-}" ./groundplanw ./groundplan groundplan; do
  if [[ -n $command ]] && command -v "$command" >/dev/null; then
    printf '%s\n' "$command"
    exit
  fi
done
echo "::error::There is no ./groundplanw in $PWD; 'groundplan init' writes it. Set GROUNDPLAN_COMMAND if the command is elsewhere." >&2
exit 1
