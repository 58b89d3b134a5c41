# shellcheck shell=bash
# The question after a deployment: does it answer?

# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

smoke_tries=${SMOKE_TEST_TRIES:-10}
smoke_pause=${SMOKE_TEST_PAUSE_SECONDS:-6}

# Refuses what is no address, before anything is deployed.
is_address() {
  [[ $1 =~ ^https?://[^/]+ ]] || wrong "'$1' is no address; it begins with https://"
}

# Asks an address until it answers with success; fails when it does not.
smoke_test() {
  local url=$1 try answer=''
  if $dry_run; then
    say "would ask $url"
    return
  fi
  need curl
  for ((try = 1; try <= smoke_tries; try++)); do
    if answer=$(curl --silent --show-error --fail --location --max-time 10 --output /dev/null "$url" 2>&1); then
      say "$url answers"
      return
    fi
    ((try == smoke_tries)) || sleep "$smoke_pause"
  done
  say "$url does not answer as it should after $smoke_tries tries: $answer"
  return 1
}
