# shellcheck shell=bash
# Blue/green services: CodeDeploy starts the new tasks next to the old ones, and shifts traffic to them.

# shellcheck source=images.sh
. "$(dirname "${BASH_SOURCE[0]}")/images.sh"

deploy_timeout=${DEPLOY_TIMEOUT_SECONDS:-900}
deploy_pause=${DEPLOY_PAUSE_SECONDS:-10}

check_timeouts() {
  seconds DEPLOY_TIMEOUT_SECONDS "$deploy_timeout"
  seconds DEPLOY_PAUSE_SECONDS "$deploy_pause"
}

# The container that is deployed, and the service as ECS describes it.
container='' description=''

# Whether CodeDeploy deploys the service.
is_blue_green() { [[ $(jq -r '.deploymentController.type // "ECS"' <<<"$description") == CODE_DEPLOY ]]; }

# The AppSpec: the revision, with the container, port and capacity providers of the service.
appspec() {
  jq -c --arg revision "$1" '
    ([.taskSets[]? | select(.status == "PRIMARY")][0] // .) as $now
    | ($now.loadBalancers[0] // .loadBalancers[0]) as $target_group
    | ($now.capacityProviderStrategy // .capacityProviderStrategy // []) as $capacity
    | {version: "0.0", Resources: [{TargetService: {Type: "AWS::ECS::Service", Properties: ({
        TaskDefinition: $revision,
        LoadBalancerInfo: {ContainerName: $target_group.containerName, ContainerPort: $target_group.containerPort},
        PlatformVersion: "LATEST"
      } + if $capacity == [] then {} else {CapacityProviderStrategy: [$capacity[]
        | {CapacityProvider: .capacityProvider, Weight: .weight, Base: (.base // 0)}]} end)}}]}' <<<"$description"
}

# Deploys a revision with CodeDeploy, and waits until it gets the traffic. Fails if it does not.
shift_traffic_to() {
  local target=$1 name=$system-$environment-$container content answer
  content=$(appspec "$target")
  local -a command=(aws deploy create-deployment --application-name "$name" --deployment-group-name "$name"
    --description "${target##*/}" --revision "$(jq -nc --arg content "$content" \
      '{revisionType: "AppSpecContent", appSpecContent: {content: $content}}')")
  # An alarm that is already in alarm would stop the deployment that may fix its cause.
  if ${ignore_alarms:-false}; then command+=(--override-alarm-configuration enabled=false); fi
  if $dry_run; then
    change "${command[@]}"
    return
  fi
  answer=$("${command[@]}" --query deploymentId --output text) || fail "cannot create a deployment of $name"
  say "deployment $answer deploys ${target##*/}"
  wait_for_traffic "$answer" "$target"
}

# CodeDeploy reports a deployment as complete only when the old tasks, which it keeps for a while, are stopped: wait only
# until the new tasks get the traffic.
wait_for_traffic() {
  local deployment=$1 target=$2 deadline=$((SECONDS + deploy_timeout)) answer state last=''
  while true; do
    answer=$(aws deploy get-deployment --deployment-id "$deployment" --query deploymentInfo --output json) ||
      fail "cannot read deployment $deployment, which continues"
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
          say "the new tasks wait at the test port; to shift traffic to them:" \
            "aws deploy continue-deployment --region $region --deployment-id $deployment --deployment-wait-type READY_WAIT"
          exit 3
        fi
        aws deploy continue-deployment --deployment-id "$deployment" --deployment-wait-type READY_WAIT ||
          fail "cannot continue deployment $deployment"
        ;;
    esac
    [[ -z $(jq -r '.taskSets[0].id // empty' <<<"$description") || $(running) != "$target" ]] || return 0
    [[ $state == "$last" ]] || say "deployment $deployment is $state"
    last=$state
    if ((SECONDS >= deadline)); then
      say "deployment $deployment is $state after $deploy_timeout seconds; stopping it"
      aws deploy stop-deployment --deployment-id "$deployment" --auto-rollback-enabled >/dev/null ||
        fail "cannot stop deployment $deployment, which continues"
      return 1
    fi
    sleep "$deploy_pause"
  done
}
