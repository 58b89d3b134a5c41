#!/usr/bin/env bash
# Runs ohi's database migrations in a one-off task of its API.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: run-migrations.sh ENV up|down|status [--tag TAG] [--service SERVICE] [--command WORDS] [--dry-run]

Starts one task with the task definition, the network and the roles of a service, waits until it ends, and exits with the
exit code of its container. When that is not 0, the end of its log is shown.

  ENV              dev, staging or prod
  up|down|status   apply what is new, take back the last, or list
  --tag TAG        with this image, as before a deployment; left out: with what the service runs
  --service NAME   whose code migrates; left out: api
  --command WORDS  what is run, before up, down or status; $MIGRATION_COMMAND, or 'npm run migrate --'
  --dry-run        looks at everything, starts nothing, and says what it would do

Environment: TASK_TIMEOUT_SECONDS (1800), TASK_PAUSE_SECONDS (5) between looks. A task that takes longer is left to its work.
Exit codes: that of the container; 1 it could not be run; 2 the arguments make no sense.
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
  *) wrong "'${positional[1]}' is no direction; it is up, down or status" ;;
esac
read -ra command <<<"$words"
run_command "$name" "$tag" "${command[@]}" "${positional[1]}"
