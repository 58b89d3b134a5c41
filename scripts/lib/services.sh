# shellcheck shell=bash
# ECS services: a new revision with a new image, waiting for it, and the rollback.

# shellcheck source=bluegreen.sh
. "$(dirname "${BASH_SOURCE[0]}")/bluegreen.sh"

# The cluster that --cluster names; empty for that of the settings.
named_cluster=''

# Sets `cluster`, `service` (its name at AWS), `container` and `description` (as ECS describes the service).
find_service() {
  container=$1
  local answer refusal clusters known='' hidden='' hidden_in=''
  # A service's name begins with system and environment, with the system, or with neither. One at a time: the roles of workflows may
  # describe only services that exist.
  clusters=${named_cluster:-$(cluster_names)}
  for cluster in $clusters; do
    for service in "$system-$environment-$container" "$system-$container" "$container"; do
      if ask aws ecs describe-services --cluster "$cluster" --services "$service" --output json; then
        known=$cluster
        description=$(jq '[.services[] | select(.status == "ACTIVE")][0] // empty' <<<"$answer")
        [[ -z $description ]] || return 0
      elif is_denied "$refusal"; then
        hidden=$refusal hidden_in=${hidden_in:-$cluster}
      elif is_missing "$refusal"; then
        break
      else
        fail "cannot read cluster $cluster in $region. AWS says: $refusal"
      fi
    done
  done
  [[ -n $known$hidden ]] ||
    unmade "there is no cluster ${clusters//$'\n'/ or } in $region"
  cluster=${known:-$hidden_in}
  [[ -z $hidden ]] || denied "a service for '$container' in cluster $cluster, whose services are: $(services_of)" "$hidden"
  wrong "cluster $cluster has no service for '$container'; its services are: $(services_of)"
}

# The names of the cluster's services, for a message.
services_of() {
  local answer refusal
  if ask aws ecs list-services --cluster "$cluster" --query serviceArns --output json; then
    answer=$(jq -r 'map(split("/") | last) | sort | join(" ")' <<<"$answer")
    printf '%s\n' "${answer:-none}"
  else
    printf '(they cannot be listed)\n'
  fi
}

# Reads the service again.
look() {
  description=$(aws ecs describe-services --cluster "$cluster" --services "$service" --query 'services[0]' --output json) ||
    fail "cannot read service $service"
}

# The revision that the service runs; in a blue/green deployment, that of the tasks that get the traffic.
running() {
  jq -r '[.taskSets[]? | select(.status == "PRIMARY").taskDefinition][0] // .taskDefinition' <<<"$description"
}

# A task definition with its tags; the newest revision when only the family is named.
definition() {
  aws ecs describe-task-definition --task-definition "$1" --include TAGS --output json
}

short() { printf '%s\n' "${1##*/}"; }

# Sets `base`: what a new revision is made from. That is the newest revision, which may be one that Terraform wrote after the
# last deployment with another size or another variable, and not the one that runs.
find_base() {
  base=$(definition "$(short "$(running)" | cut -d: -f1)") || fail "cannot read the task definition of $service"
  jq -e --arg name "$container" 'any(.taskDefinition.containerDefinitions[]; .name == $name)' <<<"$base" >/dev/null ||
    fail "$service has no container '$container'; it has:" \
      "$(jq -r '[.taskDefinition.containerDefinitions[].name] | join(" ")' <<<"$base")"
}

image_in() { jq -r --arg name "$container" '.taskDefinition.containerDefinitions[] | select(.name == $name).image' <<<"$1"; }

# Sets `image`: this tag in the repository that the service's image is from.
find_image() {
  local now
  now=$(image_in "$base")
  [[ $now == *.dkr.ecr.*/* ]] ||
    fail "$service runs $now, which is not from ECR; its version is set in environments/$system"
  image=$(repository_of "$now"):$1
}

# Refuses an invalid tag, before any call to AWS.
is_tag() {
  [[ $1 =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$ ]] || wrong "'$1' is not a valid image tag; use a commit's short hash, for example"
  [[ $1 != latest ]] || wrong "tags are immutable, so 'latest' would stay at its first image; name a version"
}

# The platform of the tasks, as Docker names it.
platform_in() {
  jq -r 'if .taskDefinition.runtimePlatform.cpuArchitecture == "ARM64" then "linux/arm64" else "linux/amd64" end' <<<"$1"
}

# The input to register: the definition without the fields that AWS adds, with the image, and with a tag that names the revision
# that it replaces.
revision_json() {
  jq --arg name "$container" --arg image "$2" --arg replaces "$3" '
    (.tags // []) as $tags | .taskDefinition
    | del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities, .registeredAt, .registeredBy,
        .deregisteredAt)
    | (.containerDefinitions[] | select(.name == $name).image) = $image
    | .tags = [$tags[] | select(.key != "replaces" and (.key | startswith("aws:") | not))]
        + [{key: "replaces", value: $replaces}]' <<<"$1"
}

# Sets `revision` to one with the image: the newest if it has it, or a new one.
find_revision() {
  if [[ $(image_in "$base") == "$image" ]]; then
    revision=$(jq -r .taskDefinition.taskDefinitionArn <<<"$base")
  elif $dry_run; then
    revision=$(jq -r .taskDefinition.family <<<"$base"):NEW
    say "would register $revision with $image"
  else
    register "$base" "$image"
  fi
}

# Registers what a definition says, with the image.
register() {
  revision=$(aws ecs register-task-definition --cli-input-json "$(revision_json "$1" "$2" "$(short "$(running)")")" \
    --query taskDefinition.taskDefinitionArn --output text) || fail "cannot register a task definition for $service"
  say "registered $(short "$revision") with $2"
}

# Updates the service to a revision, and waits. Fails if it does not become stable.
update_to() {
  if is_blue_green; then shift_traffic_to "$1"; else roll_to "$1"; fi
}

roll_to() {
  local target=$1 deployment
  if $dry_run; then
    change aws ecs update-service --cluster "$cluster" --service "$service" --task-definition "$(short "$target")" \
      --force-new-deployment
    return
  fi
  # Also restarts the tasks if the revision is the same: they read changed secrets when they start.
  deployment=$(aws ecs update-service --cluster "$cluster" --service "$service" --task-definition "$target" \
    --force-new-deployment --query "service.deployments[?status=='PRIMARY'] | [0].id" --output text) ||
    fail "cannot update service $service"
  say "$service is rolling to $(short "$target")"
  wait_for "$deployment"
}

# Waits until a deployment is complete. ECS monitors the tasks' health and may replace it with another deployment.
wait_for() {
  local deadline=$((SECONDS + deploy_timeout)) state last=''
  while true; do
    look
    state=$(jq -r --arg id "$1" '
      ([.deployments[] | select(.status == "PRIMARY")][0]) as $now
      | if $now.id != $id then "gone"
        elif $now.rolloutState == "FAILED" then "failed"
        elif $now.rolloutState == "COMPLETED" and .runningCount == .desiredCount then "done"
        else "\($now.runningCount) of \($now.desiredCount) tasks run" end' <<<"$description")
    case $state in
      done) return 0 ;;
      gone | failed)
        say "the deployment of $service did not succeed"
        events
        return 1
        ;;
    esac
    [[ $state == "$last" ]] || say "$state"
    last=$state
    if ((SECONDS >= deadline)); then
      say "$service is not stable after $deploy_timeout seconds"
      events
      return 1
    fi
    sleep "$deploy_pause"
  done
}

# Shows the latest events of the service.
events() { jq -r '.events[:5][] | "  \(.message)"' <<<"$description" >&2; }

# Rolls the service back to a revision that ran before.
restore() {
  local before=$1 text
  look
  if [[ $(running) == "$before" ]]; then
    if is_blue_green; then
      say "$(short "$before") still gets the traffic"
      return
    fi
    say "ECS itself rolled back to $(short "$before"); waiting for it"
    wait_for "$(jq -r '[.deployments[] | select(.status == "PRIMARY")][0].id' <<<"$description")"
    return
  fi
  say "rolling back to $(short "$before")"
  text=$(definition "$before") || fail "cannot read $(short "$before")"
  # Terraform deregisters a revision when it writes another. Its content can be registered again.
  if [[ $(jq -r .taskDefinition.status <<<"$text") == INACTIVE ]]; then
    register "$text" "$(image_in "$text")"
    before=$revision
  fi
  update_to "$before"
}

# Builds and pushes the image if needed: build_service SERVICE TAG FOLDER.
build_service() {
  is_tag "$2"
  use_account
  find_service "$1"
  find_base
  find_image "$2"
  publish "$3" "$1" "$image" "$(platform_in "$base")"
}

# Builds and deploys a new version: deploy_service SERVICE TAG FOLDER [CHECK...]. The command CHECK tests the new
# version once it is stable; if it fails, the service is rolled back too.
deploy_service() {
  local before
  check_timeouts
  build_service "$1" "$2" "$3"
  shift 3
  (($# > 0)) || set -- true
  before=$(running)
  find_revision
  if update_to "$revision" && "$@"; then
    $dry_run || say "$service runs $image as $(short "$revision")"
    return
  fi
  restore "$before" || fail "$service runs neither the new version nor $(short "$before"); see its events above"
  fail "$service was rolled back to $(short "$before"); deploying $image failed"
}

# Sets `previous`: the revision that ran before the current one.
find_previous() {
  local now family number answer refusal
  now=$(running)
  answer=$(definition "$now") || fail "cannot read $(short "$now")"
  previous=$(jq -r '[.tags[]? | select(.key == "replaces").value][0] // empty' <<<"$answer")
  [[ -z $previous ]] || return 0
  # Terraform's own revisions have no such tag: use the latest earlier one that is still active.
  family=$(short "$now") number=${family##*:} family=${family%:*}
  while ((--number > 0)); do
    look_up "$family:$number" definition "$family:$number" || continue
    if [[ $(jq -r .taskDefinition.status <<<"$answer") == ACTIVE ]]; then
      previous=$family:$number
      return
    fi
  done
  fail "$(short "$now") is the first revision of $service; there is nothing to roll back to"
}

# Rolls a service back to what it ran before, or to the given revision: roll_back SERVICE [REVISION].
roll_back() {
  local answer refusal
  check_timeouts
  use_account
  find_service "$1"
  if [[ -z ${2:-} ]]; then
    find_previous
  else
    previous=$(short "$(running)")
    previous=${previous%:*}:$2
    look_up "$previous" definition "$previous" || wrong "there is no $previous; $service runs $(short "$(running)")"
  fi
  say "$service runs $(short "$(running)")"
  restore "$previous" || fail "$service did not become stable with $previous; see its events above"
  $dry_run || say "$service runs $(short "$previous") again"
}
