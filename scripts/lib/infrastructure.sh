# shellcheck shell=bash
# A system's whole infrastructure: changed through Groundplan, its status read from its states and its services.

# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Plans or applies the environment: groundplan_run ACTION EMULATOR.
groundplan_run() {
  local -a command=("$(groundplan_command)" run "$system/$environment" "$1")
  # The argument `apply` is the consent; a pipeline has no terminal for a prompt.
  [[ $1 != apply ]] || command+=(--auto-approve)
  if $2; then command+=(--emulator); fi
  change "${command[@]}"
}

# Shows units and services; fails if one is missing or not healthy.
status() {
  local fine=true
  use_account
  units_status || fine=false
  services_status || fine=false
  $fine || fail "$system $environment is incomplete or not healthy; see above"
}

# Each unit with the number of resources in its state and the time of its last apply.
units_status() {
  local bucket unit key line missing=0 known
  bucket=$(sed -n 's/^ *state_bucket *= *"\(.*\)"$/\1/p' "$root/terragrunt/$system/$environment/env.hcl")
  [[ -n $bucket ]] || fail "$root/terragrunt/$system/$environment/env.hcl names no bucket; run $(command_shown) synth"
  use_scratch
  known=$("$(groundplan_command)" list "$system/$environment" --format json | jq -r '.units[] | "\(.path) \(.state_key)"') ||
    fail "the settings cannot be listed"
  # The states hold no secret values, and the copy is deleted when the script ends.
  aws s3 cp --only-show-errors --recursive "s3://$bucket/$environment/" "$scratch/states" \
    --exclude '*' --include '*/terraform.tfstate' || fail "cannot read the states in $bucket"
  printf '%-45s %10s  %s\n' unit resources 'last apply'
  while read -r unit key; do
    line=$(state_of "$scratch/states/${key#"$environment/"}")
    [[ $line != not* ]] || missing=$((missing + 1))
    printf '%-45s %s\n' "${unit#"$system/"}" "$line"
  done <<<"$known"
  ((missing == 0)) || say "$missing units are not applied"
  ((missing == 0))
}

state_of() {
  local count=0
  if [[ -f $1 ]]; then count=$(jq '[.resources[]? | select(.mode == "managed")] | length' "$1"); fi
  if ((count > 0)); then
    printf '%10d  %s\n' "$count" "$(date -u -r "$1" '+%Y-%m-%d %H:%M UTC')"
  else
    printf 'not applied\n'
  fi
}

# Each service with its tasks, its version and its last deployment.
services_status() {
  local names='' described answer refusal cluster
  cluster=$(cluster_names | head -n 1)
  if look_up "the services of cluster $cluster" aws ecs list-services --cluster "$cluster" \
    --query 'serviceArns[]' --output text; then
    names=$answer
  fi
  if [[ -z $names || $names == None ]]; then
    say "cluster $cluster has no services in $region"
    return 1
  fi
  # AWS describes at most ten at a time.
  described=$(tr '\t' '\n' <<<"$names" |
    xargs -n 10 aws ecs describe-services --cluster "$cluster" --output json --services |
    jq -s '{services: map(.services) | add}') || fail "cannot read the services of $cluster"
  printf '\n%-30s %7s  %-12s %-30s %s\n' service tasks deployment version 'last deployment'
  jq -r '.services | sort_by(.serviceName)[] | ([.deployments[] | select(.status == "PRIMARY")][0]) as $now
    | [.serviceName, "\(.runningCount)/\(.desiredCount)", $now.rolloutState // "-", (.taskDefinition | split("/") | last),
      # Version 1 of the AWS command line prints seconds, version 2 text.
      ($now.updatedAt | if type == "number" then floor | todate else . end | "\(.[:10]) \(.[11:16]) UTC")] | @tsv' \
    <<<"$described" |
    while IFS=$'\t' read -r name tasks rollout version time; do
      printf '%-30s %7s  %-12s %-30s %s\n' "$name" "$tasks" "$rollout" "$version" "$time"
    done
  jq -e 'all(.services[]; .runningCount == .desiredCount
    and ([.deployments[] | select(.status == "PRIMARY")][0].rolloutState == "COMPLETED"))' <<<"$described" >/dev/null ||
    { say "not every service is stable"; return 1; }
}
