#!/usr/bin/env bash
# Shifts the calls of a function to a new version, step by step, and back when an alarm goes off.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: shift-function.sh SYSTEM ENV FUNCTION (--archive FILE | --image TAG | --version N)
                         [--alias NAME] [--steps PERCENT,...] [--own] [--dry-run]

1. Publishes a new version of FUNCTION, or takes one that is there.  2. Finds the alias that is called.  3. Gives the new
version more and more of the calls.  4. Looks at the alarms of the alias meanwhile (errors, latency).  5. Gives it all
calls, or gives them back to the version before. Where the function has a deployment group of CodeDeploy, CodeDeploy does
3 to 5. For functions whose settings say `deploys: pipeline`.

  --archive FILE    new version from an archive, which is signed where the function takes signed code only
  --image TAG       new version from an image in the repository that the function's image is from
  --version N       a version that is published already; an earlier one is the way back
  --alias NAME      alias that is called (live)
  --steps PERCENT   shares of the calls before all of them (10,50)
  --own             do not leave the shifting to CodeDeploy
  --dry-run         looks at everything, changes nothing, and says what it would do

Environment: SHIFT_PAUSE_SECONDS (60) that each step lasts, SHIFT_TIMEOUT_SECONDS (3600) to wait for others.
Exit codes: 0 the new version has all calls; 1 it has not; 2 the arguments make no sense.
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
[[ $steps =~ ^[1-9][0-9]?(,[1-9][0-9]?)*$ ]] || wrong "'$steps' are no steps; write shares below 100, such as 10,50"
[[ -z $number || $number =~ ^[1-9][0-9]*$ ]] || wrong "'$number' is no version; write its number"
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
  say "alias $alias of $function is at version $version already"
elif ! $own && has_group; then
  hand_over
else
  IFS=, read -ra shares <<<"$steps"
  shift_to "${shares[@]}"
fi
