#!/usr/bin/env bash
# Builds ohi's single-page application and shows it through CloudFront, or brings back the version before.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy-frontend.sh ENV [--folder DIR] [--output NAME] [--dry-run]
       deploy-frontend.sh ENV --rollback [--dry-run]

Builds DIR (npm ci, npm run build), keeps what ohi-ENV-frontend-hosting shows in ohi-ENV-frontend-backup, puts the new files
in its place, and waits until CloudFront has forgotten the old ones. Files whose name holds a hash of their content are kept
by browsers for a year, pages are asked for each time, and for all others the times of the distribution hold.

  ENV            dev, staging or prod
  --rollback     puts the version in ohi-ENV-frontend-backup back
  --folder DIR   the frontend's sources; $FRONTEND_DIR, or frontend/ beside this project's folders
  --output NAME  folder in DIR with the result; left out: dist, or build
  --dry-run      builds nothing, changes nothing, and says what it would do

Environment: INVALIDATION_TIMEOUT_SECONDS (900), INVALIDATION_PAUSE_SECONDS (10) between looks.
Exit codes: 0 the version is shown; 1 it is not; 2 the arguments make no sense.
TEXT
}

# shellcheck source=site.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/site.sh"

folder=${FRONTEND_DIR:-$root/frontend} output='' rollback=false

option() {
  case $1 in
    --folder) given "$@"; folder=$2 taken=2 ;;
    --output) given "$@"; output=$2 taken=2 ;;
    --rollback) rollback=true taken=1 ;;
  esac
}

parse "$@"
expect 1 1 ENV
use_environment ohi "${positional[0]}"
hosting=ohi-$environment-frontend-hosting backup=ohi-$environment-frontend-backup
use_account
use_scratch
find_buckets "$hosting" "$backup"
find_distribution "$hosting"
if $rollback; then
  put_back "$hosting" "$backup"
else
  build_site "$folder" "$output"
  back_up "$hosting" "$backup"
  upload "$hosting"
fi
invalidate
$dry_run || $rollback || say "the new version is shown; to go back: $program $environment --rollback"
