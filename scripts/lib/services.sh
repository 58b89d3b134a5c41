# shellcheck shell=bash
# Services of ECS: a new revision with a new image, the wait for it, and the way back.

# shellcheck source=bluegreen.sh
. "$(dirname "${BASH_SOURCE[0]}")/bluegreen.sh"

# Sets `cluster`, `service` (what AWS calls it), `container` and `description` (as ECS describes the service).
find_service() {
  container=$1
  local answer known=''
  # A cluster is called after system and environment, or is the system's. A service's name begins with both, with the system,
  # or with neither. One at a time: the roles of workflows may ask for the services that there are, and for no others.
  for cluster in "$system-$environment" "$system-cluster"; do
    for service in "$system-$environment-$container" "$system-$container" "$container"; do
      if answer=$(aws ecs describe-services --cluster "$cluster" --services "$service" --output json 2>&1); then
        known=$cluster
        description=$(jq '[.services[] | select(.status == "ACTIVE")][0] // empty' <<<"$answer")
        [[ -z $description ]] || return 0
      elif [[ $answer == *ClusterNotFound* ]]; then
        break
      elif [[ $answer != *AccessDenied* ]]; then
        unmade "cannot look into cluster $cluster in $region" "$answer"
      fi
    done
  done
  [[ $answer != *ClusterNotFound* || -n $known ]] ||
    unmade "cannot look into cluster $system-$environment in $region" "$answer"
  cluster=${known:-$system-$environment}
  answer=$(aws ecs list-services --cluster "$cluster" --query serviceArns --output json 2>/dev/null |
    jq -r 'map(split("/") | last) | sort | join(" ")') || answer='(they cannot be listed)'
  wrong "cluster $cluster has no service for '$container'; its services are: ${answer:-none}"
}

# Looks again.
look() {
  description=$(aws ecs describe-services --cluster "$cluster" --services "$service" --query 'services[0]' --output json) ||
    fail "cannot look at service $service"
}

# What the service runs: the revision of its task definition. Where versions take turns, that of the tasks that have theirs.
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
    fail "$service runs $now, which is from elsewhere; its version is set in environments/$system"
  image=$(repository_of "$now"):$1
}

# Refuses what is no version, before AWS is asked for anything.
is_tag() {
  [[ $1 =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$ ]] || wrong "'$1' is no tag of an image; a commit's short hash is one"
  [[ $1 != latest ]] || wrong "tags do not move, so 'latest' would stay at its first image; name a version"
}

# What the tasks are built for, in Docker's words.
platform_in() {
  jq -r 'if .taskDefinition.runtimePlatform.cpuArchitecture == "ARM64" then "linux/arm64" else "linux/amd64" end' <<<"$1"
}

# What is registered: the definition without what AWS adds to it, with the image, and with a note of what it replaces.
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

# Lets the service run a revision, and waits. Fails when it does not get there.
bring() {
  if takes_turns; then turn_to "$1"; else roll_to "$1"; fi
}

roll_to() {
  local target=$1 deployment
  if $dry_run; then
    change aws ecs update-service --cluster "$cluster" --service "$service" --task-definition "$(short "$target")" \
      --force-new-deployment
    return
  fi
  # The same revision again starts its tasks anew: a secret that has changed is read when a task starts.
  deployment=$(aws ecs update-service --cluster "$cluster" --service "$service" --task-definition "$target" \
    --force-new-deployment --query "service.deployments[?status=='PRIMARY'] | [0].id" --output text) ||
    fail "cannot update service $service"
  say "$service is rolling to $(short "$target")"
  wait_for "$deployment"
}

# Waits until a deployment is complete. ECS, which watches the health of the tasks, may put another one in its place.
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

# What ECS has to say about it.
events() { jq -r '.events[:5][] | "  \(.message)"' <<<"$description" >&2; }

# Brings the service back to a revision that ran before.
restore() {
  local before=$1 text
  look
  if [[ $(running) == "$before" ]]; then
    if takes_turns; then
      say "$(short "$before") still has its turn"
      return
    fi
    say "ECS itself went back to $(short "$before"); waiting for it"
    wait_for "$(jq -r '[.deployments[] | select(.status == "PRIMARY")][0].id' <<<"$description")"
    return
  fi
  say "going back to $(short "$before")"
  text=$(definition "$before") || fail "cannot read $(short "$before")"
  # Terraform retires a revision when it writes another. What it says can be registered again.
  if [[ $(jq -r .taskDefinition.status <<<"$text") == INACTIVE ]]; then
    register "$text" "$(image_in "$text")"
    before=$revision
  fi
  bring "$before"
}

# Sees to it that there is an image: build_service SERVICE TAG FOLDER.
build_service() {
  is_tag "$2"
  use_account
  find_service "$1"
  find_base
  find_image "$2"
  publish "$3" "$1" "$image" "$(platform_in "$base")"
}

# The whole way of a new version: deploy_service SERVICE TAG FOLDER [CHECK...]. A command that is given looks at the new
# version once it is stable; when it fails, the service goes back too.
deploy_service() {
  local before
  check_patience
  build_service "$1" "$2" "$3"
  shift 3
  (($# > 0)) || set -- true
  before=$(running)
  find_revision
  if bring "$revision" && "$@"; then
    $dry_run || say "$service runs $image as $(short "$revision")"
    return
  fi
  restore "$before" || fail "$service is neither at the new version nor back at $(short "$before"); look at its events above"
  fail "$service is back at $(short "$before"); $image did not prove itself"
}

# Sets `previous`: what ran before the revision that runs.
find_previous() {
  local now family number answer
  now=$(running)
  answer=$(definition "$now") || fail "cannot read $(short "$now")"
  previous=$(jq -r '[.tags[]? | select(.key == "replaces").value][0] // empty' <<<"$answer")
  [[ -z $previous ]] || return 0
  # Terraform's own revisions carry no such note: the one before it that can still be used.
  family=$(short "$now") number=${family##*:} family=${family%:*}
  while ((--number > 0)); do
    answer=$(definition "$family:$number" 2>/dev/null) || continue
    if [[ $(jq -r .taskDefinition.status <<<"$answer") == ACTIVE ]]; then
      previous=$family:$number
      return
    fi
  done
  fail "$(short "$now") is the first revision of $service; there is nothing to go back to"
}

# Lets a service run what it ran before, or the revision that is named: roll_back SERVICE [REVISION].
roll_back() {
  check_patience
  use_account
  find_service "$1"
  if [[ -z ${2:-} ]]; then
    find_previous
  else
    previous=$(short "$(running)")
    previous=${previous%:*}:$2
    definition "$previous" >/dev/null 2>&1 || wrong "there is no $previous; $service runs $(short "$(running)")"
  fi
  say "$service runs $(short "$(running)")"
  restore "$previous" || fail "$service did not become stable with $previous; look at its events above"
  $dry_run || say "$service runs $(short "$previous") again"
}
