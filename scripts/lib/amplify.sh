# shellcheck shell=bash
# A web application on Amplify Hosting: its files are deployed to a branch as one archive.

# shellcheck source=frontend.sh
. "$(dirname "${BASH_SOURCE[0]}")/frontend.sh"

job_timeout=${JOB_TIMEOUT_SECONDS:-900}
job_pause=${JOB_PAUSE_SECONDS:-10}

# Sets `app`: find_app NAME.
find_app() {
  app=$(aws amplify list-apps --query "apps[?name=='$1'].appId | [0]" --output text) || fail "cannot list Amplify's apps"
  [[ -n $app && $app != None ]] || unmade "there is no app $1"
}

# Deploys the site to a branch, and waits until it is live.
deploy_app() {
  local branch=$1 archive=$scratch/site.zip answer job
  if $dry_run; then
    change aws amplify create-deployment --app-id "$app" --branch-name "$branch"
    return
  fi
  seconds JOB_TIMEOUT_SECONDS "$job_timeout"
  seconds JOB_PAUSE_SECONDS "$job_pause"
  need curl python3
  (cd "$site" && python3 -m zipfile -c "$archive" .) || fail "cannot pack $site"
  answer=$(aws amplify create-deployment --app-id "$app" --branch-name "$branch" --output json) ||
    fail "cannot create a deployment to branch $branch of $app"
  job=$(jq -r .jobId <<<"$answer")
  # The URL gives write access: it is passed in a file that only curl reads.
  curl --silent --show-error --fail --upload-file "$archive" --header 'Content-Type: application/zip' \
    --config <(jq -r '"url = \"\(.zipUploadUrl)\""' <<<"$answer") ||
    fail "cannot upload the files"
  aws amplify start-deployment --app-id "$app" --branch-name "$branch" --job-id "$job" >/dev/null ||
    fail "cannot start deployment $job"
  say "deployment $job of branch $branch has started"
  wait_for_job "$branch" "$job"
}

wait_for_job() {
  local state deadline=$((SECONDS + job_timeout))
  while true; do
    state=$(aws amplify get-job --app-id "$app" --branch-name "$1" --job-id "$2" --query job.summary.status --output text) ||
      fail "cannot read deployment $2"
    case $state in
      SUCCEED) return ;;
      FAILED | CANCELLED) fail "deployment $2 ended as $state; the previous version is still live" ;;
    esac
    ((SECONDS < deadline)) || fail "deployment $2 is $state after $job_timeout seconds"
    sleep "$job_pause"
  done
}
