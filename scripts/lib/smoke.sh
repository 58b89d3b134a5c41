# shellcheck shell=bash
# The smoke test after a deployment.

# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

smoke_tries=${SMOKE_TEST_TRIES:-10}
smoke_pause=${SMOKE_TEST_PAUSE_SECONDS:-6}

# Refuses an invalid URL, before anything is deployed.
is_address() {
  [[ $1 =~ ^https?://[^/]+ ]] || wrong "'$1' is not a URL; use one that begins with https://"
}

# Requests a URL until it responds with success; fails if it does not.
smoke_test() {
  local url=$1 try answer=''
  if $dry_run; then
    say "would request $url"
    return
  fi
  need curl
  for ((try = 1; try <= smoke_tries; try++)); do
    if answer=$(curl --silent --show-error --fail --location --max-time 10 --output /dev/null "$url" 2>&1); then
      say "$url responds"
      return
    fi
    ((try == smoke_tries)) || sleep "$smoke_pause"
  done
  say "$url does not respond with success after $smoke_tries tries: $answer"
  return 1
}
