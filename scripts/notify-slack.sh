#!/usr/bin/env bash
# Tells a Slack channel how a pipeline ended.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: notify-slack.sh RESULT TEXT [URL] [--dry-run]

Posts TEXT to the channel of the incoming webhook in $SLACK_WEBHOOK_URL. Without one nothing is posted, which is no failure.

  RESULT   success, failure or cancelled
  URL      where to read more

Exit codes: 0 posted, or nowhere to post to; 1 Slack refused; 2 the arguments make no sense.
TEXT
}

# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

parse "$@"
expect 2 3 'RESULT TEXT [URL]'
case ${positional[0]} in
  success) sign=':white_check_mark:' ;;
  failure) sign=':x:' ;;
  cancelled) sign=':no_entry_sign:' ;;
  *) wrong "there is no result '${positional[0]}'; it is success, failure or cancelled" ;;
esac
need curl jq
message=$(jq -nc --arg text "$sign ${positional[1]}" --arg url "${positional[2]:-}" \
  '{text: ($text + if $url == "" then "" else " <\($url)|Details>" end)}')
if $dry_run; then
  printf '%s\n' "$message"
elif [[ -z ${SLACK_WEBHOOK_URL:-} ]]; then
  say "SLACK_WEBHOOK_URL is not set; nobody is told"
else
  # The address is a secret: it goes through a file that only curl reads, not through the list of processes.
  curl --silent --show-error --fail --max-time 20 --retry 2 --output /dev/null --header 'Content-Type: application/json' \
    --data "$message" --config <(printf 'url = "%s"\n' "$SLACK_WEBHOOK_URL") || fail "Slack did not take the message"
fi
