#!/usr/bin/env bash
# Runs ohi's database migrations in a one-off task of its API.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: run-migrations.sh ENV up|down|status [--tag TAG] [--service SERVICE] [--command WORDS] [--dry-run]

Starts one task with the task definition, the network and the roles of a service, waits until it ends, and exits with the
exit code of its container. When that is not 0, the end of its log is shown.

  ENV              dev, staging or prod
  up|down|status   apply new migrations, revert the last one, or list them
  --tag TAG        the image to use, as before a deployment; default: that of the service
  --service NAME   the service whose image has the migrations; default: api
  --command WORDS  the command, to which up, down or status is appended; default: $MIGRATION_COMMAND, or 'npm run migrate --'
  --dry-run        reads everything, starts nothing, and prints what it would do

Environment: TASK_TIMEOUT_SECONDS (1800), TASK_PAUSE_SECONDS (5) between checks. A task that takes longer keeps running.
Exit codes: that of the container; 1 the task could not be run; 2 invalid arguments.
TEXT
}

# shellcheck source=tasks.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/tasks.sh"

tag='' name=api words=${MIGRATION_COMMAND:-npm run migrate --}

option() {
  case $1 in
    --tag) given "$@"; tag=$2 taken=2 ;;
    --service) given "$@"; name=$2 taken=2 ;;
    --command) given "$@"; words=$2 taken=2 ;;
  esac
}

parse "$@"
expect 2 2 'ENV up|down|status'
use_environment ohi "${positional[0]}"
case ${positional[1]} in
  up | down | status) ;;
  *) wrong "'${positional[1]}' is not a valid action; use up, down or status" ;;
esac
read -ra command <<<"$words"
run_command "$name" "$tag" "${command[@]}" "${positional[1]}"
