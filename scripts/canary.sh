#!/usr/bin/env bash
# Applies a small environment to a real AWS account, checks it, and destroys it again: what no emulator can tell, AWS does.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: canary.sh [--keep] [--max-usd N] --mail ADDRESS ACCOUNT REGION

Makes a system groundplan-canary in a folder of its own, from scripts/canary, and runs it through Groundplan in the account: bootstrap,
plan, apply of that plan; a plan that must be empty and drift, with the environment's own plan role; a change, applied with its apply
role; destroy. Then it looks for resources with the tag Canary that are left. Everything has that tag, with the time of the run as
its value.

  --mail ADDRESS   who gets the mails of the budget of 5 USD
  --max-usd N      do not apply if the environment would cost more a month at list prices; default: 60
  --keep           do not destroy; the last line says how to

Use an account that holds nothing else, with a session of a role that may administer it. It takes about 20 minutes and costs a few cents; KMS
keys are deleted after their waiting period. Exit codes: 0 all as expected; 1 something was not; 2 invalid arguments.
TEXT
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
environment=groundplan-canary/dev
keep=false mail='' most=60 positional=()

say() { printf 'canary.sh: %s\n' "$*" >&2; }
wrong() {
  say "$@"
  exit 2
}

while (($# > 0)); do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --keep) keep=true ;;
    --mail | --max-usd)
      (($# > 1)) || wrong "$1 needs a value"
      if [[ $1 == --mail ]]; then mail=$2; else most=$2; fi
      shift
      ;;
    -*) wrong "unknown option $1" ;;
    *) positional+=("$1") ;;
  esac
  shift
done
((${#positional[@]} == 2)) || wrong 'ACCOUNT and REGION are needed; see --help'
account=${positional[0]} region=${positional[1]}
[[ $account =~ ^[0-9]{12}$ ]] || wrong "$account is not an account id of 12 digits"
[[ $mail == *@* ]] || wrong '--mail needs an address'
[[ $most =~ ^[0-9]+$ ]] || wrong "--max-usd needs a whole number, not $most"

aws=$("$root/tools/tool" aws)
export AWS_REGION=$region AWS_DEFAULT_REGION=$region
caller=$("$aws" sts get-caller-identity --query Arn --output text)
[[ $caller == *":$account:"* ]] || wrong "the credentials are those of $caller, and not of account $account"
# The environment's roles trust the caller's role. Its ARN may have a path, as those of IAM Identity Center do, which a session's lacks.
[[ $caller == *:assumed-role/* ]] || wrong "the credentials are those of $caller; use a session of a role"
principal=$("$aws" iam get-role --role-name "$(cut -d/ -f2 <<<"$caller")" --query Role.Arn --output text)

run=canary-$(date -u +%Y%m%d-%H%M%S)
project=$(mktemp -d)
settings=$project/environments/groundplan-canary
mkdir -p "$settings/dev" "$project/terragrunt"
cp "$root"/terragrunt/*.hcl "$project/terragrunt/"
fill() {
  sed -e "s|ACCOUNT|$account|g" -e "s|REGION|$region|g" -e "s|CALLER|$principal|g" -e "s|MAIL|$mail|g" -e "s|RUN|$run|g" "$1"
}
fill "$root/scripts/canary/system.yaml" >"$settings/system.yaml"
fill "$root/scripts/canary/environment.yaml" >"$settings/dev/environment.yaml"

groundplan() { "$root/groundplan" "$@" --project "$project"; }

failed=()
# Runs a step, and goes on if it fails: what was applied has to be destroyed in any case.
step() {
  local what=$1
  shift
  say "$what"
  "$@" || {
    failed+=("$what (exit $?)")
    return 1
  }
}

applied=false
finish() {
  local status=$?
  trap - EXIT INT TERM
  if $applied && ! $keep; then
    if step 'destroy' groundplan destroy "$environment" --confirm "$environment"; then
      step 'delete what a destroy keeps' clean || true
    fi
    left
  elif $applied; then
    say "kept; destroy it with: $root/groundplan destroy $environment --project $project"
    project=''
  fi
  if ((${#failed[@]} > 0)); then
    say "not as expected:"
    printf '  %s\n' "${failed[@]}" >&2
    [[ -z $project ]] || say "its settings are in $project"
    exit 1
  fi
  ((status == 0)) || exit "$status"
  [[ -z $project ]] || rm -rf "$project"
  say 'all as expected'
}

# The states, what logs their use, their lock table, and the boundary of the roles, which are gone.
clean() {
  local bucket=groundplan-canary-terraform-state-$account one
  for one in "$bucket" "$bucket-logs"; do
    empty "$one"
    "$aws" s3api delete-bucket --bucket "$one"
  done
  "$aws" dynamodb delete-table --table-name groundplan-canary-terraform-locks >/dev/null
  # The key of the states.
  for one in $("$aws" resourcegroupstaggingapi get-resources --tag-filters "Key=Canary,Values=$run" \
    --resource-type-filters kms --query 'ResourceTagMappingList[].ResourceARN' --output text); do
    gone "$one" || "$aws" kms schedule-key-deletion --key-id "$one" --pending-window-in-days 7 >/dev/null
  done
  "$aws" iam delete-policy --policy-arn "arn:aws:iam::$account:policy/groundplan-canary-dev-boundary"
}

empty() {
  local objects
  while true; do
    objects=$("$aws" s3api list-object-versions --bucket "$1" --max-items 500 --output json \
      --query '{Objects: [Versions, DeleteMarkers][][].{Key: Key, VersionId: VersionId}}')
    [[ $objects == *'"Key"'* ]] || return 0
    "$aws" s3api delete-objects --bucket "$1" --delete "$objects" >/dev/null
  done
}

left() {
  local arn arns
  arns=$("$aws" resourcegroupstaggingapi get-resources --tag-filters "Key=Canary,Values=$run" \
    --query 'ResourceTagMappingList[].ResourceARN' --output text)
  for arn in $arns; do
    [[ $arn == None ]] || gone "$arn" || failed+=("left in the account: $arn")
  done
}

# Keys and secrets wait for their deletion, and AWS lists NAT gateways for an hour after theirs.
gone() {
  local state
  case $1 in
    *:key/*) state=$("$aws" kms describe-key --key-id "$1" --query KeyMetadata.KeyState --output text) ;;
    *:secret:*) state=$("$aws" secretsmanager describe-secret --secret-id "$1" --query DeletedDate --output text) ;;
    *:natgateway/*)
      state=$("$aws" ec2 describe-nat-gateways --nat-gateway-ids "${1##*/}" --query 'NatGateways[0].State' --output text)
      [[ $state == deleted || $state == deleting ]]
      return
      ;;
    *) return 1 ;;
  esac
  [[ $state != None && $state != Enabled ]]
}

groundplan validate
cost=$(groundplan cost "$environment" --json | "$("$root/tools/tool" jq)" '.monthly | ceil')
((cost <= most)) || wrong "it would cost $cost USD a month, and --max-usd is $most"
groundplan synth

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
applied=true
export GROUNDPLAN_ROLE=caller
step 'bootstrap' groundplan bootstrap "$environment" || exit 1
step 'plan' groundplan plan "$environment" --out "$project/plan.json" || exit 1
step 'apply' groundplan apply "$environment" --plan "$project/plan.json" || exit 1
step 'plan again with the plan role: nothing may change' env GROUNDPLAN_ROLE=plan "$root/groundplan" plan "$environment" \
  --detailed-exitcode --project "$project" || true
step 'drift, with the plan role: there may be none' env GROUNDPLAN_ROLE=plan "$root/groundplan" drift "$environment" \
  --project "$project" || true
fill "$root/scripts/canary/environment.yaml" | sed -e 's/A generated value\./A value that is generated./' \
  -e 's/A value that people enter\./A value that somebody enters./' >"$settings/dev/environment.yaml"
step 'plan a change' env GROUNDPLAN_ROLE=plan "$root/groundplan" plan "$environment" --out "$project/change.json" \
  --project "$project" &&
  step 'apply it with the apply role' env GROUNDPLAN_ROLE=apply "$root/groundplan" apply "$environment" \
    --plan "$project/change.json" --project "$project" || true
step 'the plan role lacks nothing' groundplan permissions "$environment" --as plan || true
step 'the apply role lacks nothing' groundplan permissions "$environment" --as apply || true
