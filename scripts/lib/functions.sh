# shellcheck shell=bash
# Lambda functions: a new version, its share of the calls, and the rollback.

# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

shift_pause=${SHIFT_PAUSE_SECONDS:-60}
shift_timeout=${SHIFT_TIMEOUT_SECONDS:-3600}

# Sets `function` (its name at AWS), `alias_name`, and `before` (the version that the alias points to).
find_function() {
  local wanted=$1 answer refusal hidden=''
  alias_name=$2
  # A function's name begins with system and environment, with the system, or with neither. The roles of workflows may see only
  # functions that exist.
  for function in "$system-$environment-$wanted" "$system-$wanted" "$wanted"; do
    if ask aws lambda get-alias --function-name "$function" --name "$alias_name" --output json; then
      before=$(jq -r .FunctionVersion <<<"$answer")
      return
    fi
    if is_denied "$refusal"; then
      hidden=$refusal
    elif ! is_missing "$refusal"; then
      fail "cannot read function $function in $region. AWS says: $refusal"
    fi
  done
  [[ -z $hidden ]] || denied "a function '$wanted' with an alias '$alias_name' in $region" "$hidden"
  unmade "there is no function '$wanted' with an alias '$alias_name' in $region"
}

# -- step 1: the new version

# Sets `version`: publish_archive FILE. If the function accepts only signed code, the archive is signed first.
publish_archive() {
  local signing answer
  [[ -f $1 ]] || wrong "there is no file $1"
  signing=$(aws lambda get-function-code-signing-config --function-name "$function" --query CodeSigningConfigArn \
    --output text) || fail "cannot read the code signing configuration of $function"
  if $dry_run; then
    change aws lambda update-function-code --function-name "$function" --zip-file "fileb://$1" --publish
    version=NEW
  elif [[ -z $signing || $signing == None ]]; then
    answer=$(aws lambda update-function-code --function-name "$function" --zip-file "fileb://$1" --publish --output json) ||
      fail "cannot update $function with the code in $1"
    published "$answer"
  else
    sign "$1" "$signing"
    answer=$(aws lambda update-function-code --function-name "$function" --s3-bucket "$code_bucket" --s3-key "$signed" \
      --publish --output json) || fail "cannot update $function with the signed code of $1"
    published "$answer"
  fi
}

# Sets `code_bucket` and `signed`, the key of the archive with its signature: sign FILE CONFIGURATION.
sign() {
  local profile given object job state deadline=$((SECONDS + shift_timeout))
  profile=$(aws lambda get-code-signing-config --code-signing-config-arn "$2" \
    --query 'CodeSigningConfig.AllowedPublishers.SigningProfileVersionArns[0]' --output text) ||
    fail "cannot read who may sign the code of $function"
  # arn:...:/signing-profiles/<name>/<version>
  profile=${profile%/*} profile=${profile##*/}
  # Terraform had the first archive signed with this profile, and its job says in which bucket the signed archive is.
  code_bucket=$(aws signer list-signing-jobs --output json |
    jq -r --arg profile "$profile" '[.jobs[] | select(.profileName == $profile).signedObject.s3.bucketName][0] // empty') ||
    fail "cannot list what was signed with $profile"
  [[ -n $code_bucket ]] || unmade "nothing was signed with $profile yet, so $function has no bucket for its code"
  given=deployed/$function-$(date -u +%Y%m%dT%H%M%SZ).zip
  object=$(aws s3api put-object --bucket "$code_bucket" --key "$given" --body "$1" --query VersionId --output text) ||
    fail "cannot put $1 into $code_bucket"
  job=$(aws signer start-signing-job --profile-name "$profile" \
    --source "s3={bucketName=$code_bucket,key=$given,version=$object}" \
    --destination "s3={bucketName=$code_bucket,prefix=signed/}" --query jobId --output text) ||
    fail "cannot sign $1 with $profile"
  while true; do
    state=$(aws signer describe-signing-job --job-id "$job" --output json) || fail "cannot read signing job $job"
    case $(jq -r .status <<<"$state") in
      Succeeded) break ;;
      Failed) fail "$1 was not signed: $(jq -r '.statusReason // "no reason is given"' <<<"$state")" ;;
    esac
    ((SECONDS < deadline)) || fail "signing job $job is not complete after $shift_timeout seconds"
    sleep 2
  done
  signed=$(jq -r .signedObject.s3.key <<<"$state")
  say "signed with $profile"
}

# Sets `version`: publish_image TAG, in the repository that the function's image is from.
publish_image() {
  local image answer
  image=$(aws lambda get-function --function-name "$function" --query Code.ImageUri --output text) ||
    fail "cannot read the code of $function"
  [[ $image == *.dkr.ecr.*/* ]] || fail "$function is not deployed from an image, so it has no tags"
  image=${image%%@*}
  [[ ${image##*/} != *:* ]] || image=${image%:*}
  if $dry_run; then
    change aws lambda update-function-code --function-name "$function" --image-uri "$image:$1" --publish
    version=NEW
    return
  fi
  answer=$(aws lambda update-function-code --function-name "$function" --image-uri "$image:$1" --publish --output json) ||
    fail "cannot update $function with the image $image:$1"
  published "$answer"
}

published() {
  version=$(jq -r .Version <<<"$1")
  aws lambda wait function-updated-v2 --function-name "$function" || fail "$function is not ready with its new code"
  say "version $version of $function is published"
}

# Sets `version` to an existing one.
use_version() {
  local answer refusal
  look_up "version $1 of $function" aws lambda get-function-configuration --function-name "$function" --qualifier "$1" ||
    wrong "$function has no version $1"
  version=$1
}

# -- steps 2 to 5: the alias, the share of the calls, the alarms, and the final shift

# Shifts a share of the calls to the new version, in percent.
share() {
  local weight
  weight=$(jq -n --argjson percent "$1" '$percent / 100')
  change aws lambda update-alias --function-name "$function" --name "$alias_name" --function-version "$before" \
    --routing-config "AdditionalVersionWeights={$version=$weight}" >/dev/null ||
    fail "cannot shift calls to version $version of $function"
  $dry_run || say "version $version gets $1 % of the calls, version $before the rest"
}

# Shifts all calls to one version.
point() {
  change aws lambda update-alias --function-name "$function" --name "$alias_name" --function-version "$1" \
    --routing-config 'AdditionalVersionWeights={}' >/dev/null
}

# Checks the alarms for the duration of a step; fails as soon as one goes off.
watch() {
  local loud deadline=$((SECONDS + shift_pause))
  while true; do
    loud=$(aws cloudwatch describe-alarms --alarm-name-prefix "$function-$alias_name-" --state-value ALARM \
      --query 'MetricAlarms[].AlarmName' --output text) || { say "cannot read the alarms of $function"; return 1; }
    if [[ -n $loud && $loud != None ]]; then
      say "alarm: $loud"
      return 1
    fi
    ((SECONDS < deadline)) || return 0
    sleep "$((shift_pause < 10 ? 1 : 10))"
  done
}

roll_back_calls() {
  trap - INT TERM
  point "$before" || fail "version $before of $function does NOT get all calls again: point alias $alias_name to it by hand"
  fail "version $before of $function gets all calls again; version $version was rolled back"
}

# Shifts step by step: shift_to PERCENT... The last step is all calls.
shift_to() {
  local percent
  trap 'say "interrupted"; roll_back_calls' INT TERM
  for percent in "$@"; do
    share "$percent"
    $dry_run || watch || roll_back_calls
  done
  point "$version" || roll_back_calls
  $dry_run && return
  say "version $version gets all calls"
  watch || roll_back_calls
  trap - INT TERM
  say "$function runs version $version; version $before is still published"
}

# -- CodeDeploy, if the function has a deployment group

# Whether the function has a deployment group. The roles of workflows may see only those that exist.
has_group() {
  local answer refusal
  ! ask aws deploy get-deployment-group --application-name "$function" --deployment-group-name "$function" || return 0
  if is_denied "$refusal"; then
    say "these credentials may see no deployment group of $function, so CodeDeploy does not shift the calls"
  elif ! is_missing "$refusal"; then
    fail "cannot read the deployment group of $function. AWS says: $refusal"
  fi
  return 1
}

# Lets CodeDeploy shift the calls, with the group's own steps and alarms, and waits.
shift_with_codedeploy() {
  local content revision deployment state deadline=$((SECONDS + shift_timeout))
  content=$(jq -nc --arg name "$function" --arg alias "$alias_name" --arg before "$before" --arg after "$version" \
    '{version: 0.0, Resources: [{function: {Type: "AWS::Lambda::Function",
      Properties: {Name: $name, Alias: $alias, CurrentVersion: $before, TargetVersion: $after}}}]}')
  revision=$(jq -nc --arg content "$content" '{revisionType: "AppSpecContent", appSpecContent: {content: $content}}')
  local -a command=(aws deploy create-deployment --application-name "$function" --deployment-group-name "$function"
    --revision "$revision" --query deploymentId --output text)
  if $dry_run; then
    change "${command[@]}"
    return
  fi
  deployment=$("${command[@]}") || fail "cannot create a CodeDeploy deployment of $function"
  say "CodeDeploy shifts $function from version $before to $version: $deployment"
  while true; do
    state=$(aws deploy get-deployment --deployment-id "$deployment" --query deploymentInfo.status --output text) ||
      fail "cannot read deployment $deployment"
    case $state in
      Succeeded) say "$function runs version $version; version $before is still published"; return ;;
      Failed | Stopped) fail "deployment $deployment ended as $state, and CodeDeploy shifted the calls back" ;;
    esac
    ((SECONDS < deadline)) || fail "deployment $deployment is $state after $shift_timeout seconds, and continues"
    sleep "$((shift_pause < 10 ? 1 : 10))"
  done
}
