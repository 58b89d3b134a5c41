#!/usr/bin/env bash
# Builds a service of any system, pushes the image, and rolls the service to it.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy-service.sh SYSTEM ENV SERVICE TAG [--folder DIR] [--dry-run]

Builds the image of SERVICE, pushes it as TAG, registers a revision of the task definition with it, lets the service run
that, and waits until it is stable. If it does not get there, the service goes back to what it ran. For services of the
cluster SYSTEM-ENV whose settings say `deploys: pipeline`.

  --folder DIR   sources: DIR/Dockerfile.SERVICE or DIR/SERVICE/Dockerfile, or DIR/Dockerfile when DIR has the service's
                 name; left out: a folder with the service's name beside this project's folders
  --dry-run      looks at everything, changes nothing, and says what it would do

Environment: DEPLOY_TIMEOUT_SECONDS (900), DEPLOY_PAUSE_SECONDS (10) between looks.
Exit codes: 0 the service runs TAG; 1 it does not; 2 the arguments make no sense.
TEXT
}

# shellcheck source=services.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/services.sh"

folder=''

option() {
  case $1 in
    --folder) given "$@"; folder=$2 taken=2 ;;
  esac
}

parse "$@"
expect 4 4 'SYSTEM ENV SERVICE TAG'
use_environment "${positional[0]}" "${positional[1]}"
deploy_service "${positional[2]}" "${positional[3]}" "${folder:-$root/${positional[2]}}"
