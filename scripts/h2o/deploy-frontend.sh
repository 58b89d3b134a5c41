#!/usr/bin/env bash
# Builds H2O's frontend and hands it to Amplify.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy-frontend.sh ENV [--folder DIR] [--output NAME] [--branch NAME] [--dry-run]

Builds DIR (npm ci, npm run build), hands the result to the app h2o-ENV-frontend as a deployment, and waits until it is
shown.

  ENV             dev or prod
  --folder DIR    the frontend's sources; $FRONTEND_DIR, or frontend/ beside this project's folders
  --output NAME   folder in DIR with the result; left out: dist, or build
  --branch NAME   branch of the app; left out: main
  --dry-run       builds nothing, changes nothing, and says what it would do

Environment: JOB_TIMEOUT_SECONDS (900), JOB_PAUSE_SECONDS (10) between looks.
Exit codes: 0 the version is shown; 1 it is not; 2 the arguments make no sense.
TEXT
}

# shellcheck source=amplify.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/amplify.sh"

folder=${FRONTEND_DIR:-$root/frontend} output='' branch=main

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
use_account
use_scratch
find_app "h2o-$environment-frontend"
build_site "$folder" "$output"
deploy_app "$branch"
$dry_run || say "the new version is shown"
