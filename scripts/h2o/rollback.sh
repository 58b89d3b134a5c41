#!/usr/bin/env bash
# Lets H2O's backend run the version before, or a version that is named.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: rollback.sh ENV [REVISION] [--dry-run]

Lets the service run what it ran before its last deployment, or REVISION of its task definition, and waits until it is
stable.

  ENV         dev or prod
  REVISION    a number, such as 123 of h2o-backend:123
  --dry-run   says what it would do

Environment: DEPLOY_TIMEOUT_SECONDS (900), DEPLOY_PAUSE_SECONDS (10) between looks.
Exit codes: 0 the service runs it; 1 it does not; 2 the arguments make no sense.
TEXT
}

# shellcheck source=services.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib/services.sh"

parse "$@"
expect 1 2 'ENV [REVISION]'
use_environment h2o "${positional[0]}"
revision=${positional[1]:-}
[[ -z $revision || $revision =~ ^[1-9][0-9]*$ ]] ||
  wrong "'$revision' is no revision; it is a number, such as 123 of h2o-backend:123"
roll_back backend "$revision"
