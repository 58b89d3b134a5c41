#!/usr/bin/env bash
# Shifts the calls of a function to a new version, step by step, and rolls back when an alarm goes off.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: shift-function.sh SYSTEM ENV FUNCTION (--archive FILE | --image TAG | --version N)
                         [--alias NAME] [--steps PERCENT,...] [--own] [--project DIR] [--dry-run]

1. Publishes a new version of FUNCTION, or uses an existing one.  2. Finds the alias that is called.  3. Shifts a
growing share of the calls to the new version.  4. Checks the alarms of the alias meanwhile (errors, latency).  5. Shifts all
calls to the new version, or back to the previous one. If the function has a CodeDeploy deployment group, CodeDeploy does
3 to 5. For functions whose settings say `deploys: pipeline`.

  --archive FILE    new version from an archive, which is signed if the function accepts only signed code
  --image TAG       new version from an image in the repository that the function's image is from
  --version N       a version that is already published, such as an earlier one to return to
  --alias NAME      alias that is called (live)
  --steps PERCENT   shares of the calls before all of them (10,50)
  --own             shifts the calls without CodeDeploy
  --project DIR     the folder with environments/; default: $GROUNDPLAN_PROJECT, or the nearest one above the current folder
  --dry-run         reads everything, changes nothing, and prints what it would do

Environment: SHIFT_PAUSE_SECONDS (60): duration of each step; SHIFT_TIMEOUT_SECONDS (3600): limit for signing and CodeDeploy.
Exit codes: 0 the new version gets all calls; 1 it does not; 2 invalid arguments.
TEXT
}

# shellcheck source=functions.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/functions.sh"

archive='' image='' number='' alias=live own=false
steps=10,50

option() {
  case $1 in
    --archive) given "$@"; archive=$2 taken=2 ;;
    --image) given "$@"; image=$2 taken=2 ;;
    --version) given "$@"; number=$2 taken=2 ;;
    --alias) given "$@"; alias=$2 taken=2 ;;
    --steps) given "$@"; steps=$2 taken=2 ;;
    --own) own=true taken=1 ;;
  esac
}

parse "$@"
expect 3 3 'SYSTEM ENV FUNCTION'
[[ -n $archive && -z $image$number || -n $image && -z $archive$number || -n $number && -z $archive$image ]] ||
  wrong "name one of --archive, --image and --version"
[[ $steps =~ ^[1-9][0-9]?(,[1-9][0-9]?)*$ ]] || wrong "'$steps' is not a list of steps; use percentages below 100, such as 10,50"
[[ -z $number || $number =~ ^[1-9][0-9]*$ ]] || wrong "'$number' is not a version number"
seconds SHIFT_PAUSE_SECONDS "$shift_pause"
seconds SHIFT_TIMEOUT_SECONDS "$shift_timeout"
use_environment "${positional[0]}" "${positional[1]}"
use_account
find_function "${positional[2]}" "$alias"
if [[ -n $archive ]]; then
  publish_archive "$archive"
elif [[ -n $image ]]; then
  publish_image "$image"
else
  use_version "$number"
fi
if [[ $version == "$before" ]]; then
  say "alias $alias of $function already points to version $version"
elif ! $own && has_group; then
  shift_with_codedeploy
else
  IFS=, read -ra shares <<<"$steps"
  shift_to "${shares[@]}"
fi
