#!/usr/bin/env bash
# Builds H2O's backend, pushes the image, updates the service, and runs a smoke test.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy.sh ENV [--tag TAG] [--folder DIR] [--url URL] [--dry-run]

Builds the backend from DIR/Dockerfile, pushes it, registers a revision of the task definition with that image, updates the
service to it, waits until it is stable, and requests URL. If it does not become stable or does not respond, the service is
rolled back.

  ENV            dev or prod
  --tag TAG      version; default: the short hash of HEAD
  --folder DIR   the backend's sources; $BACKEND_DIR, or backend/ next to this project's folders
  --url URL      the URL to test; default: $SMOKE_TEST_URL, or /health of the load balancer
  --dry-run      reads everything, changes nothing, and prints what it would do

Environment: DEPLOY_TIMEOUT_SECONDS (900), DEPLOY_PAUSE_SECONDS (10), SMOKE_TEST_TRIES (10), SMOKE_TEST_PAUSE_SECONDS (6).
Exit codes: 0 the new version runs and responds; 1 it does not; 2 invalid arguments.
TEXT
}

# shellcheck source=services.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/services.sh"
# shellcheck source=smoke.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/smoke.sh"

tag='' folder=${BACKEND_DIR:-} url=${SMOKE_TEST_URL:-}

option() {
  case $1 in
    --tag) given "$@"; tag=$2 taken=2 ;;
    --folder) given "$@"; folder=$2 taken=2 ;;
    --url) given "$@"; url=$2 taken=2 ;;
  esac
}

parse "$@"
expect 1 1 ENV
use_environment h2o "${positional[0]}"
folder=${folder:-$root/backend}
if [[ -z $tag ]]; then
  tag=$(git -C "$root" rev-parse --short HEAD) || fail "there is no commit to take the tag from; set one with --tag"
fi
# The load balancer itself: the distribution in front of it may respond from its cache.
url=${url:-https://$(deep_setting host_name)/health}
is_address "$url"
deploy_service backend "$tag" "$folder" smoke_test "$url"
