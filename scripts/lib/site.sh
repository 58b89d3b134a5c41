# shellcheck shell=bash
# A web application in a bucket: put there with the headers that a browser needs, and shown by CloudFront.

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
    # A service worker is asked for like a page: an old one would keep all else old.
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
    unmade "no distribution shows bucket $1"
}

# Refuses to begin when a bucket is missing.
find_buckets() {
  local bucket
  for bucket in "$@"; do
    aws s3api head-bucket --bucket "$bucket" >/dev/null 2>&1 ||
      unmade "there is no bucket $bucket, or none for these credentials"
  done
}

# What is shown now goes to the backup, unless the build is what is shown: a second run must not push out the former version.
back_up() {
  local hosting=$1 backup=$2 shown=$scratch/shown
  if ! aws s3 cp --only-show-errors "s3://$hosting/index.html" "$shown" 2>/dev/null; then
    say "$hosting shows nothing yet, so there is nothing to keep"
  elif [[ -n $site ]] && cmp -s "$shown" "$site/index.html"; then
    say "$hosting shows this build already; $backup keeps the version before it"
  else
    say "keeping the version of $hosting in $backup"
    change aws s3 sync --only-show-errors --delete "s3://$hosting/" "s3://$backup/" || fail "cannot keep the present version"
  fi
}

# Puts the files into the bucket: what pages refer to first, then the pages, and removals last.
upload() {
  local hosting=$1 sorted=$scratch/sorted
  if [[ -z $site ]]; then
    say "there is no earlier build whose files could be listed"
    return
  fi
  sort_files "$sorted"
  say "$(count "$sorted/hashed") hashed files, $(count "$sorted/plain") others, $(count "$sorted/pages") pages"
  put "$sorted/hashed" "$hosting" --cache-control 'public, max-age=31536000, immutable'
  # Without a header, the distribution's own times hold.
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

# Removes what the new version has not. Hashed files stay: a page that somebody has open still loads them.
remove_others() {
  change aws s3 sync --only-show-errors --delete --size-only "$1" "s3://$2/" \
    --exclude 'assets/*' --exclude 'static/*' --exclude '_next/static/*' || fail "cannot remove the former files of $2"
}

# Puts the kept version back. A copy of everything: `sync` leaves out files of the same size that are older, and an
# index.html whose hashes alone differ is such a file.
put_back() {
  local hosting=$1 backup=$2
  aws s3api head-object --bucket "$backup" --key index.html >/dev/null 2>&1 ||
    fail "$backup keeps no version that could be put back"
  say "putting the version in $backup back into $hosting"
  change aws s3 cp --only-show-errors --recursive "s3://$backup/" "s3://$hosting/" || fail "cannot write to $hosting"
  remove_others "s3://$backup/" "$hosting"
}

# Makes CloudFront forget what it holds, and waits until it has.
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
    fail "the files are in place, but distribution $distribution cannot be told to forget the old ones"
  say "waiting for invalidation $id of $distribution"
  while true; do
    state=$(aws cloudfront get-invalidation --distribution-id "$distribution" --id "$id" \
      --query Invalidation.Status --output text) ||
      fail "cannot look at invalidation $id of $distribution"
    case $state in Completed | COMPLETED) return ;; esac
    ((SECONDS < deadline)) || fail "invalidation $id of $distribution is not complete after $invalidation_timeout seconds"
    sleep "$invalidation_pause"
  done
}
