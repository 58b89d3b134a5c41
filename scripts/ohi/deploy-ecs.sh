#!/usr/bin/env bash
# Builds one of ohi's services, pushes the image, and updates the service.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy-ecs.sh ENV SERVICE TAG [--folder DIR] [--build-only] [--dry-run]

Builds the image of SERVICE from DIR/SERVICE/Dockerfile or DIR/Dockerfile.SERVICE, with DIR as its context, and pushes it
as TAG; a tag that already exists is not built again. Then registers a revision of the task definition with that image,
updates the service to it, and waits until it is stable. If it does not become stable, the service is rolled back.

  ENV            dev, staging or prod
  SERVICE        api, graphql, sse, provider-api, ... as in environments/ohi/system.yaml
  TAG            such as $(git rev-parse --short HEAD)
  --folder DIR   the backend's sources; $BACKEND_DIR, or backend/ next to this project's folders
  --build-only   ends after the push
  --dry-run      reads everything, changes nothing, and prints what it would do

Environment: DEPLOY_TIMEOUT_SECONDS (900), DEPLOY_PAUSE_SECONDS (10) between checks.
Exit codes: 0 the service runs TAG; 1 it does not; 2 invalid arguments.
TEXT
}

# shellcheck source=services.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/services.sh"

folder=${BACKEND_DIR:-}
build_only=false

option() {
  case $1 in
    --folder) given "$@"; folder=$2 taken=2 ;;
    --build-only) build_only=true taken=1 ;;
  esac
}

parse "$@"
expect 3 3 'ENV SERVICE TAG'
use_environment ohi "${positional[0]}"
folder=${folder:-$root/backend}
if $build_only; then
  build_service "${positional[1]}" "${positional[2]}" "$folder"
else
  deploy_service "${positional[1]}" "${positional[2]}" "$folder"
fi
