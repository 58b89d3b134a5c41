# shellcheck shell=bash
# A web application in a bucket: uploaded with cache headers, and served by CloudFront.

# shellcheck source=frontend.sh
. "$(dirname "${BASH_SOURCE[0]}")/frontend.sh"

invalidation_timeout=${INVALIDATION_TIMEOUT_SECONDS:-900}
invalidation_pause=${INVALIDATION_PAUSE_SECONDS:-10}

# Whether a bundler named the file after its content, so that it can never change: assets/index-DiwrgTda.js and the like.
is_hashed() {
  [[ $1 =~ ^(assets|static|_next/static)/ ]] || return 1
  [[ ${1##*/} =~ [.-]([A-Za-z0-9_-]{8,})\.[a-z0-9]+(\.map)?$ && ${BASH_REMATCH[1]} =~ [0-9A-Z] ]]
}

# Sorts the files into three folders of links: `hashed`, `pages`, and `plain` for all others.
sort_files() {
  local file kind
  mkdir -p "$1"/{hashed,pages,plain}
  while IFS= read -r -d '' file; do
    file=${file#"$site"/}
    kind=plain
    if is_hashed "$file"; then kind=hashed; fi
    # A service worker is revalidated like a page: an old one would keep serving old files.
    case $file in *.html | service-worker.js | sw.js) kind=pages ;; esac
    mkdir -p "$1/$kind/$(dirname "$file")"
    ln -s "$site/$file" "$1/$kind/$file"
  done < <(find "$site" -type f -print0)
}

# Sets `distribution`: the one that has the bucket as an origin.
find_distribution() {
  local found
  found=$(aws cloudfront list-distributions --output text \
    --query "DistributionList.Items[?Origins.Items[?starts_with(DomainName, '$1.s3.')]].Id") ||
    fail "cannot list CloudFront's distributions"
  read -r distribution _ <<<"$found"
  [[ -n ${distribution:-} && $distribution != None ]] ||
    unmade "no distribution has bucket $1 as an origin"
}

# Fails if a bucket is missing.
find_buckets() {
  local bucket
  for bucket in "$@"; do
    look_up "bucket $bucket" aws s3api head-bucket --bucket "$bucket" || unmade "there is no bucket $bucket"
  done
}

# Copies the live version to the backup, unless it is this build: a second run must not overwrite the previous version there.
back_up() {
  local hosting=$1 backup=$2 shown=$scratch/shown
  if ! look_up "index.html in $hosting" aws s3 cp --only-show-errors "s3://$hosting/index.html" "$shown"; then
    say "$hosting is empty, so there is nothing to back up"
  elif [[ -n $site ]] && cmp -s "$shown" "$site/index.html"; then
    say "$hosting already has this build; $backup keeps the version before it"
  else
    say "copying the live version from $hosting to $backup"
    change aws s3 sync --only-show-errors --delete "s3://$hosting/" "s3://$backup/" || fail "cannot back up the live version"
  fi
}

# Uploads the files: first what pages refer to, then the pages; then deletes old files.
upload() {
  local hosting=$1 sorted=$scratch/sorted
  if [[ -z $site ]]; then
    say "there is no earlier build, so no files are listed"
    return
  fi
  sort_files "$sorted"
  say "$(count "$sorted/hashed") hashed files, $(count "$sorted/plain") others, $(count "$sorted/pages") pages"
  put "$sorted/hashed" "$hosting" --cache-control 'public, max-age=31536000, immutable'
  # Without a header, the distribution's TTLs apply.
  put "$sorted/plain" "$hosting"
  put "$sorted/pages" "$hosting" --cache-control no-cache
  remove_others "$site" "$hosting"
}

count() { find "$1" -type l | wc -l | tr -d ' '; }

put() {
  local from=$1 to=$2
  shift 2
  [[ -n $(find "$from" -type l -print -quit) ]] || return 0
  change aws s3 cp --only-show-errors --recursive "$from" "s3://$to/" "$@" || fail "cannot write to $to"
}

# Deletes what the new version does not have. Hashed files are kept: pages that are open in a browser still load them.
remove_others() {
  change aws s3 sync --only-show-errors --delete --size-only "$1" "s3://$2/" \
    --exclude 'assets/*' --exclude 'static/*' --exclude '_next/static/*' || fail "cannot delete the old files in $2"
}

# Restores the version in the backup. Copies everything: `sync` skips files of the same size that are older, such as an
# index.html in which only the hashes differ.
restore_backup() {
  local hosting=$1 backup=$2
  look_up "index.html in $backup" aws s3api head-object --bucket "$backup" --key index.html ||
    fail "$backup has no version to restore"
  say "restoring the version in $backup to $hosting"
  change aws s3 cp --only-show-errors --recursive "s3://$backup/" "s3://$hosting/" || fail "cannot write to $hosting"
  remove_others "s3://$backup/" "$hosting"
}

# Invalidates CloudFront's cache, and waits until that is complete.
invalidate() {
  seconds INVALIDATION_TIMEOUT_SECONDS "$invalidation_timeout"
  seconds INVALIDATION_PAUSE_SECONDS "$invalidation_pause"
  local id state deadline=$((SECONDS + invalidation_timeout))
  if $dry_run; then
    change aws cloudfront create-invalidation --distribution-id "$distribution" --paths '/*'
    return
  fi
  id=$(aws cloudfront create-invalidation --distribution-id "$distribution" --paths '/*' \
    --query Invalidation.Id --output text) ||
    fail "the files are uploaded, but the cache of distribution $distribution cannot be invalidated"
  say "waiting for invalidation $id of $distribution"
  while true; do
    state=$(aws cloudfront get-invalidation --distribution-id "$distribution" --id "$id" \
      --query Invalidation.Status --output text) ||
      fail "cannot read invalidation $id of $distribution"
    case $state in Completed | COMPLETED) return ;; esac
    ((SECONDS < deadline)) || fail "invalidation $id of $distribution is not complete after $invalidation_timeout seconds"
    sleep "$invalidation_pause"
  done
}
