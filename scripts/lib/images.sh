# shellcheck shell=bash
# Images: built from the application's own Dockerfiles, pushed to the repository that the running service's image is from.

# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# The repository of an image: what precedes its tag or digest.
repository_of() {
  local image=${1%@*}
  [[ ${image##*/} != *:* ]] || image=${image%:*}
  printf '%s\n' "$image"
}

# Sets `dockerfile` for a service. A folder with the service's name holds only this service; any other may hold several.
find_dockerfile() {
  local folder=$1 service=$2 candidate
  [[ -d $folder ]] || fail "there is no folder $folder to build $service from; name another one with --folder"
  local -a candidates=("$folder/Dockerfile.$service" "$folder/$service/Dockerfile")
  [[ ${folder##*/} != "$service" ]] || candidates+=("$folder/Dockerfile")
  for candidate in "${candidates[@]}"; do
    if [[ -f $candidate ]]; then
      dockerfile=$candidate
      return
    fi
  done
  fail "$service has no Dockerfile; it would be one of: ${candidates[*]}"
}

# Whether the tag is in the repository. Tags are immutable there, so an existing one is the image that was built.
image_exists() {
  local image=$1 name answer
  name=${image#*/}
  answer=$(aws ecr describe-images --repository-name "${name%:*}" --image-ids "imageTag=${name##*:}" \
    --query 'imageDetails[0].imageDigest' --output text 2>&1) && return
  [[ $answer == *ImageNotFoundException* ]] || fail "cannot read repository ${name%:*}: $answer"
  return 1
}

# Builds and pushes, unless the tag is already in the repository: publish FOLDER SERVICE IMAGE PLATFORM.
publish() {
  local folder=$1 service=$2 image=$3 platform=$4
  if image_exists "$image"; then
    say "$image already exists and is not built again"
    return
  fi
  find_dockerfile "$folder" "$service"
  if ! $dry_run; then
    need docker
    say "building $image from $dockerfile"
  fi
  change docker build --pull --platform "$platform" --file "$dockerfile" --tag "$image" "$folder" >&2 ||
    fail "building $service failed; Docker's message is above"
  if ! $dry_run; then
    aws ecr get-login-password | docker login --username AWS --password-stdin "${image%%/*}" >&2 ||
      fail "cannot sign in to ${image%%/*}"
  fi
  change docker push "$image" >&2 || fail "pushing $image failed; Docker's message is above"
}
