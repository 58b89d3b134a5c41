#!/usr/bin/env bash
# Reports the result of a pipeline to a Slack channel.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: notify-slack.sh RESULT TEXT [URL] [--dry-run]

Posts TEXT to the channel of the incoming webhook in $SLACK_WEBHOOK_URL. Without one nothing is posted, which is not an error.

  RESULT   success, failure or cancelled
  URL      a page with details

Exit codes: 0 posted, or no webhook; 1 Slack refused the message; 2 invalid arguments.
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
  *) wrong "there is no result '${positional[0]}'; use success, failure or cancelled" ;;
esac
need curl jq
message=$(jq -nc --arg text "$sign ${positional[1]}" --arg url "${positional[2]:-}" \
  '{text: ($text + if $url == "" then "" else " <\($url)|Details>" end)}')
if $dry_run; then
  printf '%s\n' "$message"
elif [[ -z ${SLACK_WEBHOOK_URL:-} ]]; then
  say "SLACK_WEBHOOK_URL is not set; nothing is posted"
else
  # The URL is a secret: it is passed in a file that only curl reads, so that it is not in the process list.
  curl --silent --show-error --fail --max-time 20 --retry 2 --output /dev/null --header 'Content-Type: application/json' \
    --data "$message" --config <(printf 'url = "%s"\n' "$SLACK_WEBHOOK_URL") || fail "Slack did not accept the message"
fi
