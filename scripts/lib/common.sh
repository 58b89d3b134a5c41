# shellcheck shell=bash
# What every script here begins with: words for people, arguments, the system's settings, and a hand on AWS.
# A script that includes this has a function `usage`, and one named `option` if it knows options of its own.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${0##*/}
dry_run=false

# -- words: results go to standard output, everything else to standard error

say() { printf '%s\n' "$program: $*" >&2; }

# What was asked for cannot be done.
fail() {
  say "$@"
  exit 1
}

# What was asked for makes no sense.
wrong() {
  say "$@"
  printf '%s\n' "Try: $program --help" >&2
  exit 2
}

# What the infrastructure should hold is not there.
unmade() { fail "$1; has ./groundplan run $system/$environment apply made it?${2:+ AWS says: $2}"; }

# -- arguments

# Sorts the arguments of a script into options and `positional`. A script's `option` sets `taken` to the number of words it
# used, and fails for an option that is not its own.
parse() {
  positional=()
  local taken
  while (($# > 0)); do
    case $1 in
      -h | --help)
        usage
        exit 0
        ;;
      --dry-run)
        dry_run=true
        shift
        ;;
      --)
        shift
        positional+=("$@")
        return
        ;;
      -?*)
        taken=0
        if declare -F option >/dev/null; then option "$@"; fi
        ((taken > 0)) || wrong "there is no option $1"
        shift "$taken"
        ;;
      *)
        positional+=("$1")
        shift
        ;;
    esac
  done
}

# Checks that an option has its value: given --folder "$@".
given() {
  [[ $# -ge 2 && -n $2 && $2 != --* ]] || wrong "$1 needs a value"
}

# Checks the number of arguments: expect 2 3 "ENV SERVICE [TAG]".
expect() {
  local count=${#positional[@]}
  ((count >= $1 && count <= $2)) || wrong "expects $3, and was given $count of them"
}

# A whole number of seconds, from the environment or a default.
seconds() {
  [[ $2 =~ ^[0-9]+$ ]] || wrong "$1 is '$2'; it wants a whole number of seconds"
}

# -- tools

need() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || fail "needs '$tool' on the PATH, and there is none"
  done
}

# Does something, or says in a dry run that it would.
change() {
  if $dry_run; then
    printf 'would run: ' >&2
    printf '%q ' "$@" >&2
    printf '\n' >&2
  else
    "$@"
  fi
}

# Sets `scratch`, a folder that goes with the script.
use_scratch() {
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
}

# -- settings: the files that the infrastructure comes from say which environments there are, and where

# Sets `system`, `environment` and `region`, and turns the AWS command line to that region.
use_environment() {
  system=$1 environment=$2
  local known
  known=$(environments)
  grep -qxF -- "$environment" <<<"$known" ||
    wrong "$system has no environment '$environment'; it has: $(paste -sd ' ' - <<<"$known")"
  region=$(setting region)
  export AWS_REGION=$region AWS_DEFAULT_REGION=$region AWS_PAGER='' AWS_RETRY_MODE=standard
}

# Turns to another region of the environment, which its settings have a file for: use_region REGION.
use_region() {
  local file="$root/environments/$system/$environment/$1.yaml"
  [[ $1 == "$region" || -f $file ]] ||
    wrong "$system $environment is not in region '$1'; its own is $region"
  region=$1
  export AWS_REGION=$region AWS_DEFAULT_REGION=$region
}

environments() {
  [[ -f $root/environments/$system/system.yaml ]] ||
    wrong "there is no system '$system'; there are: $(folders_of "$root"/environments/*/system.yaml | paste -sd ' ' -)"
  folders_of "$root/environments/$system"/*/environment.yaml
}

folders_of() {
  local file
  for file in "$@"; do
    basename "$(dirname "$file")"
  done
}

# A setting of the environment as a whole, from its own file or the system's: setting region.
setting() {
  local file value
  for file in "$root/environments/$system/$environment/environment.yaml" "$root/environments/$system/system.yaml"; do
    value=$(sed -n "s/^$1:[[:space:]]*//p" "$file" | sed 's/[[:space:]]*#.*//; s/^"\(.*\)"$/\1/')
    if [[ -n $value ]]; then
      printf '%s\n' "$value"
      return
    fi
  done
  fail "no '$1' in environments/$system"
}

# The first value of a key in the environment's own file, however deep it stands there: for keys that it has once.
deep_setting() {
  sed -n "s/^[[:space:]]*$1:[[:space:]]*//p" "$root/environments/$system/$environment/environment.yaml" | head -n 1
}

# -- AWS

# Refuses credentials of another account than the environment's, before anything is done with them.
use_account() {
  need aws jq
  local account mine
  account=$(setting account_id)
  mine=$(aws sts get-caller-identity --query Account --output text) ||
    fail "AWS accepts no credentials; sign in first, for account $account"
  [[ $mine == "$account" ]] ||
    fail "these credentials are for account $mine, and $system $environment is in account $account"
}
