#!/usr/bin/env bash
# Runs a command in a one-off task of any system's service, such as a database migration.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: run-task.sh [--tag TAG] [--dry-run] SYSTEM ENV SERVICE -- COMMAND [ARGUMENT...]

Starts one task with the task definition, the network and the roles of SERVICE in the cluster SYSTEM-ENV, waits until it
ends, and exits with the exit code of its container. When that is not 0, the end of its log is shown.

  run-task.sh health-platform dev backend -- npm run db:migrate
  run-task.sh h2o prod backend -- alembic upgrade head

  --tag TAG   with this image, as before a deployment; left out: with what the service runs
  --dry-run   looks at everything, starts nothing, and says what it would do

Environment: TASK_TIMEOUT_SECONDS (1800), TASK_PAUSE_SECONDS (5) between looks. A task that takes longer is left to its work.
Exit codes: that of the container; 1 it could not be run; 2 the arguments make no sense.
TEXT
}

# shellcheck source=tasks.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/tasks.sh"

tag=''

option() {
  case $1 in
    --tag) given "$@"; tag=$2 taken=2 ;;
  esac
}

parse "$@"
expect 4 99 'SYSTEM ENV SERVICE -- COMMAND'
use_environment "${positional[0]}" "${positional[1]}"
run_command "${positional[2]}" "$tag" "${positional[@]:3}"
