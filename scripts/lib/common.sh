# shellcheck shell=bash
# What all scripts here share: messages, arguments, the system's settings, and AWS credentials.
# A script that includes this defines a function `usage`, and one named `option` if it has options of its own.
#
# Every script works on the repository with the settings (`root`), which need not be the one that holds the script.

program=${0##*/}

# shellcheck source=project.sh
. "$(dirname "${BASH_SOURCE[0]}")/project.sh"
# shellcheck source=answers.sh
. "$(dirname "${BASH_SOURCE[0]}")/answers.sh"

# Names are sorted, and ranges such as [a-z] mean, what they do in ASCII. How file names are encoded stays as it is.
if [[ -n ${LC_ALL:-} ]]; then
  export LC_CTYPE=$LC_ALL
  unset LC_ALL
fi
export LC_COLLATE=C
dry_run=false

# -- messages: results go to standard output, everything else to standard error

say() { printf '%s\n' "$program: $*" >&2; }

# The operation failed: exit code 1.
fail() {
  say "$@"
  exit 1
}

# The arguments are invalid: exit code 2.
wrong() {
  say "$@"
  printf '%s\n' "Try: $program --help" >&2
  exit 2
}

# Something that the infrastructure should contain does not exist.
unmade() { fail "$1; has $(command_shown) run $system/$environment apply created it?${2:+ AWS says: $2}"; }

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
      --project)
        given "$@"
        project=$2
        shift 2
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
  ((count >= $1 && count <= $2)) || wrong "wrong number of arguments ($count); expects $3"
}

# A whole number of seconds, from the environment or a default.
seconds() {
  [[ $2 =~ ^[0-9]+$ ]] || wrong "$1 is '$2'; it must be a whole number of seconds"
}

# -- tools

need() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || fail "needs '$tool' on the PATH"
  done
}

# Runs a command, or in a dry run prints it.
change() {
  if $dry_run; then
    printf 'would run: ' >&2
    printf '%q ' "$@" >&2
    printf '\n' >&2
  else
    "$@"
  fi
}

# Sets `scratch`, a folder that is deleted when the script ends.
use_scratch() {
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
}

# -- settings: the environments and their regions, from the files that the infrastructure is generated from

# Sets `root`, `system`, `environment` and `region`, and sets the region of the AWS command line.
use_environment() {
  system=$1 environment=$2
  find_project
  local known
  known=$(environments)
  grep -qxF -- "$environment" <<<"$known" ||
    wrong "$system has no environment '$environment'; it has: $(paste -sd ' ' - <<<"$known")"
  region=$(setting region)
  export AWS_REGION=$region AWS_DEFAULT_REGION=$region AWS_PAGER='' AWS_RETRY_MODE=standard
}

# Switches to another region of the environment, one that its settings have a file for: use_region REGION.
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
    value=$(sed -n "s/^$1:[[:space:]]*//p" "$file" | sed "s/[[:space:]]*#.*//; s/^\\([\"']\\)\\(.*\\)\\1\$/\\2/")
    if [[ -n $value ]]; then
      printf '%s\n' "$value"
      return
    fi
  done
  fail "no '$1' in environments/$system"
}

# The first value of a key in the environment's own file, at any depth: for keys that occur once.
deep_setting() {
  sed -n "s/^[[:space:]]*$1:[[:space:]]*//p" "$root/environments/$system/$environment/environment.yaml" | head -n 1
}

# The names that the cluster of the environment's services may have, one on a line: those of the live tree, which is generated from
# the settings; without one, those that clusters usually have.
cluster_names() {
  local tree=$root/terragrunt/$system/$environment/$region names=''
  if [[ -d $tree ]]; then
    names=$(find "$tree" -name main.tf.json -not -path '*/.terragrunt-cache/*' \
      -exec jq -r '.resource.aws_ecs_cluster[]?.name | select(contains("${") | not)' '{}' + | sort -u)
  fi
  if [[ -n $names ]]; then
    printf '%s\n' "$names"
  else
    printf '%s\n' "$system-$environment" "$system-cluster"
  fi
}

# -- AWS

# Whether these are the credentials that `groundplan env` gives for the local emulator.
on_emulator() {
  [[ ${AWS_ENDPOINT_URL:-} =~ ^http://(127\.0\.0\.1|localhost): && ${AWS_ACCESS_KEY_ID:-} == test ]]
}

# Refuses credentials of an account other than the environment's, before they are used.
use_account() {
  need aws jq
  local account mine
  account=$(setting account_id)
  if on_emulator; then
    # There an access key names an account: the tree's units work in that of the environment.
    say "on the emulator at $AWS_ENDPOINT_URL, in account $account"
    export AWS_ACCESS_KEY_ID=$account AWS_SECRET_ACCESS_KEY=emulator
  fi
  mine=$(aws sts get-caller-identity --query Account --output text) ||
    fail "there are no valid AWS credentials; sign in to account $account first"
  [[ $mine == "$account" ]] ||
    fail "these credentials are for account $mine, but $system $environment is in account $account"
}
