#!/usr/bin/env bash
# Plans or applies the Health Platform's infrastructure, or tells how it is.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy-infrastructure.sh ENV plan|apply|status [--confirm prod] [--emulator] [--dry-run]

  plan            shows what an apply would change
  apply           changes it, unit by unit in dependency order; in prod with --confirm prod only
  status          shows which units are applied, how the services are, and when they were last deployed

  ENV             dev, staging or prod
  --confirm prod  says that prod is meant
  --emulator      plans and applies on the local emulator
  --dry-run       only says what would be run

Exit codes: 0 fine; 1 something failed, is missing or is not healthy; 2 the arguments make no sense.
TEXT
}

# shellcheck source=infrastructure.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/infrastructure.sh"

confirmed='' emulator=false

option() {
  case $1 in
    --confirm) given "$@"; confirmed=$2 taken=2 ;;
    --emulator) emulator=true taken=1 ;;
  esac
}

parse "$@"
expect 2 2 'ENV plan|apply|status'
use_environment health-platform "${positional[0]}"
case ${positional[1]} in
  plan) groundplan_run plan "$emulator" ;;
  apply)
    [[ $environment != prod || $confirmed == prod ]] || wrong "apply changes prod; say --confirm prod if that is meant"
    groundplan_run apply "$emulator"
    ;;
  status) status ;;
  *) wrong "there is no action '${positional[1]}'; it is plan, apply or status" ;;
esac
