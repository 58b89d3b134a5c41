#!/usr/bin/env bash
# Runs a one-off task of any system, such as a database migration: with its own task definition, or with that of a service.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: run-task.sh [--tag TAG] [--region REGION] [--cluster NAME] [--project DIR] [--dry-run]
                   SYSTEM ENV NAME [-- COMMAND [ARGUMENT...]]

Starts one task, waits until it ends, and exits with the exit code of its container. When that is not 0, the end of its log
is shown. NAME is a unit of kind ecs-task, which has its own command, network and roles; or a service, whose task definition,
network and roles are used to run COMMAND.

  run-task.sh health-platform dev backend -- npm run db:migrate
  run-task.sh h2o prod backend -- alembic upgrade head

  --tag TAG     the image to use, as before a deployment; default: that of the service, or of the task definition
  --region REG  a region of the environment other than its own
  --cluster NAME
                the service's cluster; default: that of the settings
  --project DIR the folder with environments/; default: $GROUNDPLAN_PROJECT, or the nearest one above the current folder
  --dry-run     reads everything, starts nothing, and prints what it would do

Environment: TASK_TIMEOUT_SECONDS (1800), TASK_PAUSE_SECONDS (5) between checks. A task that takes longer keeps running.
Exit codes: that of the container; 1 the task could not be run; 2 invalid arguments.
TEXT
}

# shellcheck source=tasks.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/tasks.sh"

tag='' elsewhere=''

option() {
  case $1 in
    --tag) given "$@"; tag=$2 taken=2 ;;
    --region) given "$@"; elsewhere=$2 taken=2 ;;
    --cluster) given "$@"; named_cluster=$2 taken=2 ;;
  esac
}

parse "$@"
expect 3 99 'SYSTEM ENV NAME [-- COMMAND]'
use_environment "${positional[0]}" "${positional[1]}"
[[ -z $elsewhere ]] || use_region "$elsewhere"
run_command "${positional[2]}" "$tag" "${positional[@]:3}"
