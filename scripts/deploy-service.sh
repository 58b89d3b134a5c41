#!/usr/bin/env bash
# Builds a service of any system, pushes the image, and updates the service.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy-service.sh SYSTEM ENV SERVICE TAG [--region REGION] [--cluster NAME] [--folder DIR] [--approve]
                         [--ignore-alarms] [--project DIR] [--dry-run]

Builds the image of SERVICE, pushes it as TAG, registers a revision of the task definition with it, updates the service
to it, and waits until it is stable. If it does not become stable, the service is rolled back. For services whose settings
say `deploys: pipeline`.

A service with `blue_green` is deployed by CodeDeploy: new tasks start next to the old ones, traffic shifts, and the script
ends when the shift is complete. A deployment that fails, or takes too long, is rolled back.

  --folder DIR   sources: DIR/Dockerfile.SERVICE or DIR/SERVICE/Dockerfile, or DIR/Dockerfile when DIR has the service's
                 name; default: a folder with the service's name next to environments/
  --region REG   a region of the environment other than its own; the image must be there, or is built there
  --cluster NAME the service's cluster; default: that of the settings
  --approve      shifts traffic to new tasks that wait for approval; without it the script exits with 3, and they keep waiting
  --ignore-alarms
                 does not roll a CodeDeploy deployment back because of alarms that are already in alarm
  --project DIR  the folder with environments/; default: $GROUNDPLAN_PROJECT, or the nearest one above the current folder
  --dry-run      reads everything, changes nothing, and prints what it would do

Environment: DEPLOY_TIMEOUT_SECONDS (900), DEPLOY_PAUSE_SECONDS (10) between checks.
Exit codes: 0 the service runs TAG; 1 it does not; 2 invalid arguments; 3 the new tasks wait for approval.
TEXT
}

# shellcheck source=services.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/services.sh"

folder='' elsewhere='' approve=false ignore_alarms=false

option() {
  case $1 in
    --folder) given "$@"; folder=$2 taken=2 ;;
    --region) given "$@"; elsewhere=$2 taken=2 ;;
    --cluster) given "$@"; named_cluster=$2 taken=2 ;;
    --approve) approve=true taken=1 ;;
    --ignore-alarms) ignore_alarms=true taken=1 ;;
  esac
}

parse "$@"
expect 4 4 'SYSTEM ENV SERVICE TAG'
use_environment "${positional[0]}" "${positional[1]}"
[[ -z $elsewhere ]] || use_region "$elsewhere"
deploy_service "${positional[2]}" "${positional[3]}" "${folder:-$root/${positional[2]}}"
