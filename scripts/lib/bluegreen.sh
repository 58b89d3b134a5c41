# shellcheck shell=bash
# Services whose versions take turns: CodeDeploy puts the new tasks beside the old ones, and moves requests over.

# shellcheck source=images.sh
. "$(dirname "${BASH_SOURCE[0]}")/images.sh"

deploy_timeout=${DEPLOY_TIMEOUT_SECONDS:-900}
deploy_pause=${DEPLOY_PAUSE_SECONDS:-10}

check_patience() {
  seconds DEPLOY_TIMEOUT_SECONDS "$deploy_timeout"
  seconds DEPLOY_PAUSE_SECONDS "$deploy_pause"
}

# What is being deployed: its container, and the service as ECS describes it.
container='' description=''

# Whether CodeDeploy deploys the service.
takes_turns() { [[ $(jq -r '.deploymentController.type // "ECS"' <<<"$description") == CODE_DEPLOY ]]; }

# What CodeDeploy is to do: the revision, behind the same port of the same container, on what the service runs on.
appspec() {
  jq -c --arg revision "$1" '
    ([.taskSets[]? | select(.status == "PRIMARY")][0] // .) as $now
    | ($now.loadBalancers[0] // .loadBalancers[0]) as $way
    | ($now.capacityProviderStrategy // .capacityProviderStrategy // []) as $capacity
    | {version: "0.0", Resources: [{TargetService: {Type: "AWS::ECS::Service", Properties: ({
        TaskDefinition: $revision,
        LoadBalancerInfo: {ContainerName: $way.containerName, ContainerPort: $way.containerPort},
        PlatformVersion: "LATEST"
      } + if $capacity == [] then {} else {CapacityProviderStrategy: [$capacity[]
        | {CapacityProvider: .capacityProvider, Weight: .weight, Base: (.base // 0)}]} end)}}]}' <<<"$description"
}

# Lets CodeDeploy bring a revision, and waits until it has its turn. Fails when it does not get it.
turn_to() {
  local target=$1 name=$system-$environment-$container content answer
  content=$(appspec "$target")
  local -a command=(aws deploy create-deployment --application-name "$name" --deployment-group-name "$name"
    --description "${target##*/}" --revision "$(jq -nc --arg content "$content" \
      '{revisionType: "AppSpecContent", appSpecContent: {content: $content}}')")
  # An alarm that is on already would end the very deployment that is to put things right.
  if ${ignore_alarms:-false}; then command+=(--override-alarm-configuration enabled=false); fi
  if $dry_run; then
    change "${command[@]}"
    return
  fi
  answer=$("${command[@]}" --query deploymentId --output text) || fail "cannot begin a deployment of $name"
  say "deployment $answer brings ${target##*/}"
  wait_for_turn "$answer" "$target"
}

# The old tasks stay for a while after their turn, and CodeDeploy calls a deployment complete when they are gone: what counts
# is who has the turn.
wait_for_turn() {
  local deployment=$1 target=$2 deadline=$((SECONDS + deploy_timeout)) answer state last=''
  while true; do
    answer=$(aws deploy get-deployment --deployment-id "$deployment" --query deploymentInfo --output json) ||
      fail "cannot look at deployment $deployment, which goes on by itself"
    state=$(jq -r .status <<<"$answer")
    look
    case $state in
      Succeeded) return 0 ;;
      Failed | Stopped)
        say "deployment $deployment ended as $state:" \
          "$(jq -r '.errorInformation.message // "no reason is given"' <<<"$answer")"
        return 1
        ;;
      Ready)
        if ! ${approve:-false}; then
          say "the new tasks wait at the test port; to let them take over:" \
            "aws deploy continue-deployment --region $region --deployment-id $deployment --deployment-wait-type READY_WAIT"
          exit 3
        fi
        aws deploy continue-deployment --deployment-id "$deployment" --deployment-wait-type READY_WAIT ||
          fail "cannot let deployment $deployment go on"
        ;;
    esac
    [[ -z $(jq -r '.taskSets[0].id // empty' <<<"$description") || $(running) != "$target" ]] || return 0
    [[ $state == "$last" ]] || say "deployment $deployment is $state"
    last=$state
    if ((SECONDS >= deadline)); then
      say "deployment $deployment is $state after $deploy_timeout seconds; stopping it"
      aws deploy stop-deployment --deployment-id "$deployment" --auto-rollback-enabled >/dev/null ||
        fail "cannot stop deployment $deployment, which goes on by itself"
      return 1
    fi
    sleep "$deploy_pause"
  done
}
