# shellcheck shell=bash
# The repository with the settings, and the command that runs Groundplan for it.

# The folder that these scripts belong to: a checkout of Groundplan, or its unpacked archive.
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
project=${GROUNDPLAN_PROJECT:-} root=''

# Whether a folder has settings.
has_settings() { compgen -G "$1/environments/*/system.yaml" >/dev/null; }

# Sets `root`, for Groundplan too: the folder that --project or GROUNDPLAN_PROJECT names; or the nearest one with settings, from the current one
# upwards; or the one that these scripts belong to, for a call from an application's own repository.
find_project() {
  local folder=$PWD
  if [[ -n $project ]]; then
    has_settings "$project" || wrong "there are no settings in $project; they would be environments/SYSTEM/system.yaml"
    root=$(cd "$project" && pwd)
  else
    while ! has_settings "$folder" && [[ -n $folder ]]; do
      folder=${folder%/*}
    done
    root=${folder:-$home}
    has_settings "$root" ||
      wrong "there are no settings (environments/SYSTEM/system.yaml) in $PWD or above it; name their folder with --project"
  fi
  # Groundplan works on the same one.
  export GROUNDPLAN_PROJECT=$root
}

# The command that runs Groundplan: as it was called, the repository's wrapper, the one beside these scripts, or that on the PATH.
groundplan_command() {
  local candidate
  for candidate in "${GROUNDPLAN_COMMAND:-}" "${root:-$PWD}/groundplanw" "$home/groundplan"; do
    if [[ -n $candidate ]] && command -v "$candidate" >/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  printf 'groundplan\n'
}

# The same as a person would type it in the current folder.
command_shown() {
  local command
  command=$(groundplan_command)
  case $command in
    "$PWD"/*) command=./${command#"$PWD"/} ;;
  esac
  printf '%s\n' "$command"
}
