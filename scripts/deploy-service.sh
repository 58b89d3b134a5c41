#!/usr/bin/env bash
# Builds a service of any system, pushes the image, and rolls the service to it.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy-service.sh SYSTEM ENV SERVICE TAG [--region REGION] [--folder DIR] [--approve] [--ignore-alarms] [--dry-run]

Builds the image of SERVICE, pushes it as TAG, registers a revision of the task definition with it, lets the service run
that, and waits until it is stable. If it does not get there, the service goes back to what it ran. For services of the
cluster SYSTEM-ENV or SYSTEM-cluster whose settings say `deploys: pipeline`.

A service with `blue_green` is handed to CodeDeploy: new tasks stand beside the old ones, requests move over, and the script
ends when they have. What fails, or takes too long, is turned back.

  --folder DIR   sources: DIR/Dockerfile.SERVICE or DIR/SERVICE/Dockerfile, or DIR/Dockerfile when DIR has the service's
                 name; left out: a folder with the service's name beside this project's folders
  --region REG   another region of the environment than its own; the image must be there, or be built there
  --approve      lets new tasks take over that wait for a word; without it the script ends with 3, and they wait on
  --ignore-alarms
                 does not let alarms that are on already turn a deployment of CodeDeploy back
  --dry-run      looks at everything, changes nothing, and says what it would do

Environment: DEPLOY_TIMEOUT_SECONDS (900), DEPLOY_PAUSE_SECONDS (10) between looks.
Exit codes: 0 the service runs TAG; 1 it does not; 2 the arguments make no sense; 3 the new tasks wait for a word.
TEXT
}

# shellcheck source=services.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/services.sh"

folder='' elsewhere='' approve=false ignore_alarms=false

option() {
  case $1 in
    --folder) given "$@"; folder=$2 taken=2 ;;
    --region) given "$@"; elsewhere=$2 taken=2 ;;
    --approve) approve=true taken=1 ;;
    --ignore-alarms) ignore_alarms=true taken=1 ;;
  esac
}

parse "$@"
expect 4 4 'SYSTEM ENV SERVICE TAG'
use_environment "${positional[0]}" "${positional[1]}"
[[ -z $elsewhere ]] || use_region "$elsewhere"
deploy_service "${positional[2]}" "${positional[3]}" "${folder:-$root/${positional[2]}}"
