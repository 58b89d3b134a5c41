#!/usr/bin/env bash
# Rolls H2O's backend back to the previous version, or to a given one.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: rollback.sh ENV [REVISION] [--dry-run]

Rolls the service back to what it ran before its last deployment, or to REVISION of its task definition, and waits until it is
stable.

  ENV         dev or prod
  REVISION    a number, such as 123 of h2o-backend:123
  --dry-run   prints what it would do

Environment: DEPLOY_TIMEOUT_SECONDS (900), DEPLOY_PAUSE_SECONDS (10) between checks.
Exit codes: 0 the service runs that revision; 1 it does not; 2 invalid arguments.
TEXT
}

# shellcheck source=services.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/services.sh"

parse "$@"
expect 1 2 'ENV [REVISION]'
use_environment h2o "${positional[0]}"
revision=${positional[1]:-}
[[ -z $revision || $revision =~ ^[1-9][0-9]*$ ]] ||
  wrong "'$revision' is not a revision; use a number, such as 123 of h2o-backend:123"
roll_back backend "$revision"
