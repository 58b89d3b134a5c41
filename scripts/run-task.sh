#!/usr/bin/env bash
# Runs a one-off task of any system, such as a database migration: one that is made for it, or a command in a service's.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: run-task.sh [--tag TAG] [--region REGION] [--dry-run] SYSTEM ENV NAME [-- COMMAND [ARGUMENT...]]

Starts one task, waits until it ends, and exits with the exit code of its container. When that is not 0, the end of its log
is shown. NAME is a unit of kind ecs-task, which has a command, network and roles of its own; or a service in the cluster
SYSTEM-ENV or SYSTEM-cluster, with whose task definition, network and roles COMMAND is run.

  run-task.sh health-platform dev backend -- npm run db:migrate
  run-task.sh h2o prod backend -- alembic upgrade head

  --tag TAG     with this image, as before a deployment; left out: with what the service runs, or what the task was made with
  --region REG  in another region of the environment than its own
  --dry-run     looks at everything, starts nothing, and says what it would do

Environment: TASK_TIMEOUT_SECONDS (1800), TASK_PAUSE_SECONDS (5) between looks. A task that takes longer is left to its work.
Exit codes: that of the container; 1 it could not be run; 2 the arguments make no sense.
TEXT
}

# shellcheck source=tasks.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/tasks.sh"

tag='' elsewhere=''

option() {
  case $1 in
    --tag) given "$@"; tag=$2 taken=2 ;;
    --region) given "$@"; elsewhere=$2 taken=2 ;;
  esac
}

parse "$@"
expect 3 99 'SYSTEM ENV NAME [-- COMMAND]'
use_environment "${positional[0]}" "${positional[1]}"
[[ -z $elsewhere ]] || use_region "$elsewhere"
run_command "${positional[2]}" "$tag" "${positional[@]:3}"
