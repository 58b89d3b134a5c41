#!/usr/bin/env bash
# Writes the result of a deployment of ohi as Markdown: the stages with their results, and the environment's URLs.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: summary.sh ENV TAG

Reads the results of a workflow's jobs as JSON from $NEEDS: {"plan": {"result": "success"}, ...}.

Exit codes: 0 written; 2 invalid arguments.
TEXT
}

# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/common.sh"

parse "$@"
expect 2 2 'ENV TAG'
use_environment ohi "${positional[0]}"
need jq
domain=$(deep_setting zone_name)

printf '## ohi %s, version %s\n\n| stage | result |\n|---|---|\n' "$environment" "${positional[1]}"
jq -r 'to_entries[] | "| \(.key) | \(.value.result) |"' <<<"${NEEDS:-"{}"}" || wrong "NEEDS is not a JSON object of jobs and results"
printf '\n| part | address |\n|---|---|\n'
for host in www api graphql sse provider; do
  printf '| %s | https://%s.%s |\n' "$host" "$host" "$domain"
done
