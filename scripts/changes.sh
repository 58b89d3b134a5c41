#!/usr/bin/env bash
# Determines which parts of a system a pipeline has to deploy, as lines of GITHUB_OUTPUT.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: changes.sh SYSTEM ENV TYPE [--from COMMIT] [--to COMMIT]

Prints environment, tag, infrastructure, backend, frontend (true or false) and services (a JSON list), for the repository
of the working directory.

  TYPE            full, backend-only, frontend-only, infrastructure-only; or changed: what differs between two commits
  --from COMMIT   the previous commit; without it, or if it does not exist, everything counts as changed
  --to COMMIT     the commit to deploy; default: HEAD

What counts as changed: terragrunt/root.hcl and terragrunt/SYSTEM/ENV/ next to environments/ for the infrastructure; and at the
top of the repository frontend/ for the frontend, backend/SERVICE/ and backend/Dockerfile.SERVICE for a service, and anything
else in backend/ for all of them. Services are those with a Dockerfile in backend/SERVICE/ or named backend/Dockerfile.SERVICE.

Exit codes: 0 fine; 1 a requested part does not exist; 2 invalid arguments.
TEXT
}

# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

from='' to=HEAD

option() {
  case $1 in
    --from) given "$@"; from=$2 taken=2 ;;
    --to) given "$@"; to=$2 taken=2 ;;
  esac
}

# The services that have a Dockerfile, one on a line.
services() {
  local file
  for file in "$top"/backend/*/Dockerfile; do
    [[ ! -f $file ]] || basename "$(dirname "$file")"
  done
  for file in "$top"/backend/Dockerfile.*; do
    [[ ! -f $file ]] || printf '%s\n' "${file##*/Dockerfile.}"
  done
}

# Sorts changed files, each ended by a null character, into parts: sets infrastructure, frontend and changed_services.
sort_changes() {
  local file service
  while IFS= read -r -d '' file; do
    case $file in
      "${live}terragrunt/root.hcl" | "${live}terragrunt/$system/$environment/"*) infrastructure=true ;;
      frontend/*) frontend=true ;;
      backend/*)
        service=${file#backend/}
        case $service in
          Dockerfile.*) service=${service#Dockerfile.} ;;
          */*) service=${service%%/*} ;;
        esac
        if grep -qxF -- "$service" <<<"$all_services"; then
          changed_services+=$service$'\n'
        else
          changed_services+=$all_services$'\n'
        fi
        ;;
    esac
  done
}

parse "$@"
expect 3 3 'SYSTEM ENV TYPE'
use_environment "${positional[0]}" "${positional[1]}"
type=${positional[2]}
need git jq
top=$(git rev-parse --show-toplevel) || fail "not in a Git repository"
# The folder of the settings in the repository, such as infrastructure/; empty at its top.
live=$(cd "$root" && pwd -P)/
case $live in
  "$top/"*) live=${live#"$top/"} ;;
  *) live='' ;;
esac
tag=$(git rev-parse --short=12 --verify --quiet "$to^{commit}") || wrong "there is no commit '$to'"
all_services=$(services | sort -u)
infrastructure=false frontend=false changed_services=''

case $type in
  full) infrastructure=true frontend=true changed_services=$all_services ;;
  infrastructure-only) infrastructure=true ;;
  frontend-only) frontend=true ;;
  backend-only) changed_services=$all_services ;;
  changed)
    if [[ -n $from ]] && git rev-parse --quiet --verify "$from^{commit}" >/dev/null; then
      sort_changes < <(git diff --name-only -z --no-renames "$from" "$to")
    else
      say "there is no previous commit to compare with; everything counts as changed"
      infrastructure=true changed_services=$all_services
      [[ ! -d $top/frontend ]] || frontend=true
    fi
    ;;
  *) wrong "there is no type '$type'; use full, backend-only, frontend-only, infrastructure-only or changed" ;;
esac

if [[ -z $all_services && $type =~ ^(full|backend-only)$ ]]; then
  fail "no service in $top/backend has a Dockerfile; it would be backend/SERVICE/Dockerfile or backend/Dockerfile.SERVICE"
fi
if [[ ! -f $top/frontend/package.json && $type =~ ^(full|frontend-only)$ ]]; then
  fail "there is no $top/frontend/package.json to build a frontend from"
fi
backend=false
[[ -z $changed_services ]] || backend=true
cat <<TEXT
environment=$environment
tag=$tag
infrastructure=$infrastructure
backend=$backend
frontend=$frontend
services=$(sort -u <<<"$changed_services" | jq -Rnc '[inputs | select(. != "")]')
TEXT
