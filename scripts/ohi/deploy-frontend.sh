#!/usr/bin/env bash
# Builds and deploys ohi's single-page application, served by CloudFront, or restores the previous version.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy-frontend.sh ENV [--folder DIR] [--output NAME] [--dry-run]
       deploy-frontend.sh ENV --rollback [--dry-run]

Builds DIR (npm ci, npm run build), copies ohi-ENV-frontend-hosting to ohi-ENV-frontend-backup, uploads the new files,
and invalidates CloudFront's cache. Files with a hash of their content in the name are cached
by browsers for a year, pages are revalidated each time, and for all others the TTLs of the distribution apply.

  ENV            dev, staging or prod
  --rollback     restores the version in ohi-ENV-frontend-backup
  --folder DIR   the frontend's sources; $FRONTEND_DIR, or frontend/ next to this project's folders
  --output NAME  folder in DIR with the result; default: dist, or build
  --dry-run      builds nothing, changes nothing, and prints what it would do

Environment: INVALIDATION_TIMEOUT_SECONDS (900), INVALIDATION_PAUSE_SECONDS (10) between checks.
Exit codes: 0 the version is live; 1 it is not; 2 invalid arguments.
TEXT
}

# shellcheck source=site.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/site.sh"

folder=${FRONTEND_DIR:-} output='' rollback=false

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
folder=${folder:-$root/frontend}
hosting=ohi-$environment-frontend-hosting backup=ohi-$environment-frontend-backup
use_account
use_scratch
find_buckets "$hosting" "$backup"
find_distribution "$hosting"
if $rollback; then
  restore_backup "$hosting" "$backup"
else
  build_site "$folder" "$output"
  back_up "$hosting" "$backup"
  upload "$hosting"
fi
invalidate
$dry_run || $rollback || say "the new version is live; to go back: $program $environment --rollback"
