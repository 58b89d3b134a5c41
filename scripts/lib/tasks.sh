# shellcheck shell=bash
# One-off tasks: of kind ecs-task, or a command in a container of a service's task definition, in its network.

# shellcheck source=services.sh
. "$(dirname "${BASH_SOURCE[0]}")/services.sh"

task_timeout=${TASK_TIMEOUT_SECONDS:-1800}
task_pause=${TASK_PAUSE_SECONDS:-5}

# Sets `cluster`, `container`, `service` (its name) and `network` for a task of kind ecs-task: the tags of its
# definition say where it runs. Fails if there is none of that name.
find_task() {
  container=$1
  local tags answer refusal
  for service in "$system-$environment-$container" "$system-$container" "$container"; do
    look_up "task definition $service" definition "$service" || continue
    base=$answer
    tags=$(jq -c '[.tags[]? | {key, value}] | from_entries' <<<"$base")
    cluster=$(jq -r '."run:cluster" // empty' <<<"$tags")
    [[ -n $cluster ]] || continue
    network=$(jq -c '{awsvpcConfiguration: {subnets: (."run:subnets" / " "), securityGroups: [."run:security-group"],
      assignPublicIp: "DISABLED"}}' <<<"$tags")
    description=$(jq -c '{taskDefinition: .taskDefinition.taskDefinitionArn}' <<<"$base")
    return
  done
  return 1
}

# Runs a command and exits with its code: run_command NAME TAG [COMMAND...]. An empty tag means the image that the service runs,
# no command means the task's own.
run_command() {
  local name=$1 tag=$2 code
  shift 2
  seconds TASK_TIMEOUT_SECONDS "$task_timeout"
  seconds TASK_PAUSE_SECONDS "$task_pause"
  [[ -z $tag ]] || is_tag "$tag"
  use_account
  if ! find_task "$name"; then
    find_service "$name"
    (($# > 0)) || wrong "$service is a service: give the command to run in its task after --"
    network=$(jq -c '{awsvpcConfiguration: .networkConfiguration.awsvpcConfiguration}' <<<"$description")
  fi
  if [[ -z $tag ]]; then
    revision=$(running)
  else
    find_base
    find_image "$tag"
    image_exists "$image" || fail "there is no image $image; build and push it first"
    find_revision
  fi
  start_task "$@"
  ! $dry_run || return 0
  wait_for_task
  code=$(jq -r --arg name "$container" '[.containers[] | select(.name == $name).exitCode][0] // empty' <<<"$task")
  [[ $code != 0 ]] || { say "done"; return 0; }
  say "task $(short "$task_arn") ended with ${code:-no exit code}:" \
    "$(jq -r '.stoppedReason // "no reason is given"' <<<"$task")"
  task_log
  exit "${code:-1}"
}

# Sets `task_arn`. On Fargate even if the service is on Spot: an interruption in the middle is worse than the price.
start_task() {
  local overrides answer
  overrides=$(jq -nc --arg name "$container" \
    '{containerOverrides: [{name: $name} + if $ARGS.positional == [] then {} else {command: $ARGS.positional} end]}' \
    --args -- "$@")
  local -a command=(aws ecs run-task --cluster "$cluster" --task-definition "$(short "$revision")" --launch-type FARGATE
    --count 1 --network-configuration "$network" --overrides "$overrides" --propagate-tags TASK_DEFINITION --output json)
  if $dry_run; then
    change "${command[@]}"
    return
  fi
  answer=$("${command[@]}") || fail "cannot start a task of $(short "$revision")"
  task_arn=$(jq -r '.tasks[0].taskArn // empty' <<<"$answer")
  [[ -n $task_arn ]] ||
    fail "no task was started: $(jq -r '[.failures[]? | "\(.reason) \(.detail // "")"] | join(", ")' <<<"$answer")"
  say "task $(short "$task_arn") of $(short "$revision") runs: ${*:-its own command}"
}

# Sets `task` once it has stopped. One that takes longer is not stopped: half a migration is worse than a slow one.
wait_for_task() {
  local deadline=$((SECONDS + task_timeout))
  while true; do
    task=$(aws ecs describe-tasks --cluster "$cluster" --tasks "$task_arn" --query 'tasks[0]' --output json) ||
      fail "cannot read task $task_arn, which may still run"
    [[ $(jq -r .lastStatus <<<"$task") != STOPPED ]] || return 0
    ((SECONDS < deadline)) ||
      fail "task $(short "$task_arn") in $cluster still runs after $task_timeout seconds, and was not stopped"
    sleep "$task_pause"
  done
}

# Shows the last lines of the container's log.
task_log() {
  local options group stream answer refusal
  options=$(definition "$revision" | jq --arg name "$container" \
    '.taskDefinition.containerDefinitions[] | select(.name == $name).logConfiguration.options // {}')
  group=$(jq -r '."awslogs-group" // empty' <<<"$options")
  stream=$(jq -r '."awslogs-stream-prefix" // empty' <<<"$options")/$container/$(short "$task_arn")
  [[ -n $group ]] || return 0
  if ask aws logs get-log-events --log-group-name "$group" --log-stream-name "$stream" --limit 50 \
    --query 'events[].message' --output json; then
    say "the end of its log, $group $stream:"
    jq -r '.[] | "  \(.)"' <<<"$answer" >&2
  elif is_missing "$refusal"; then
    say "it has no log in $group"
  else
    say "its log in $group cannot be read. AWS says: $refusal"
  fi
}
