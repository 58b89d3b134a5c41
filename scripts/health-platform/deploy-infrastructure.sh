#!/usr/bin/env bash
# Plans or applies the Health Platform's infrastructure, or shows its status.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy-infrastructure.sh ENV plan|apply|status [--confirm prod] [--emulator] [--dry-run]

  plan            shows what an apply would change
  apply           applies, unit by unit in dependency order; in prod only with --confirm prod
  status          shows which units are applied, the state of the services, and their last deployments

  ENV             dev, staging or prod
  --confirm prod  confirms an apply in prod
  --emulator      plans and applies on the local emulator
  --dry-run       only prints the command

Exit codes: 0 fine; 1 something failed, is missing or is not healthy; 2 invalid arguments.
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
    [[ $environment != prod || $confirmed == prod ]] || wrong "apply changes prod; confirm with --confirm prod"
    groundplan_run apply "$emulator"
    ;;
  status) status ;;
  *) wrong "there is no action '${positional[1]}'; use plan, apply or status" ;;
esac
