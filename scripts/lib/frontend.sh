# shellcheck shell=bash
# A web application's files, built by npm.

# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Builds: build_site FOLDER OUTPUT. Sets `site`, the folder with the result; in a dry run an earlier one, or none.
build_site() {
  local folder=$1 output=$2 candidate
  [[ -f $folder/package.json ]] || fail "there is no $folder/package.json to build from; name another folder with --folder"
  folder=$(cd "$folder" && pwd)
  touch "$scratch/began"
  if $dry_run; then
    say "would build $folder"
  else
    need npm
    say "building $folder"
    (cd "$folder" && npm ci && DEPLOY_ENVIRONMENT=$environment npm run build) >&2 ||
      fail "building $folder failed; npm's message is above"
  fi
  for candidate in ${output:-dist build}; do
    site=$folder/$candidate
    # Ignore what an earlier build left in the other folder.
    if [[ -f $site/index.html ]] && { $dry_run || [[ $site/index.html -nt $scratch/began ]]; }; then return; fi
  done
  site=''
  $dry_run || fail "the build wrote no index.html to ${output:-dist or build} in $folder; name its folder with --output"
}
