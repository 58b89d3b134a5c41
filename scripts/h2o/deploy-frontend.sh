#!/usr/bin/env bash
# Builds H2O's frontend and deploys it to Amplify.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy-frontend.sh ENV [--folder DIR] [--output NAME] [--branch NAME] [--dry-run]

Builds DIR (npm ci, npm run build), deploys the result to the app h2o-ENV-frontend, and waits until it is
live.

  ENV             dev or prod
  --folder DIR    the frontend's sources; $FRONTEND_DIR, or frontend/ next to this project's folders
  --output NAME   folder in DIR with the result; default: dist, or build
  --branch NAME   branch of the app; default: main
  --dry-run       builds nothing, changes nothing, and prints what it would do

Environment: JOB_TIMEOUT_SECONDS (900), JOB_PAUSE_SECONDS (10) between checks.
Exit codes: 0 the version is live; 1 it is not; 2 invalid arguments.
TEXT
}

# shellcheck source=amplify.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/amplify.sh"

folder=${FRONTEND_DIR:-} output='' branch=main

option() {
  case $1 in
    --folder) given "$@"; folder=$2 taken=2 ;;
    --output) given "$@"; output=$2 taken=2 ;;
    --branch) given "$@"; branch=$2 taken=2 ;;
  esac
}

parse "$@"
expect 1 1 ENV
use_environment h2o "${positional[0]}"
folder=${folder:-$root/frontend}
use_account
use_scratch
find_app "h2o-$environment-frontend"
build_site "$folder" "$output"
deploy_app "$branch"
$dry_run || say "the new version is live"
