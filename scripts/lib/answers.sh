# shellcheck shell=bash
# What AWS answers: that something does not exist is another thing than that the caller may not see it.

# Whether AWS refuses the call to these credentials.
is_denied() {
  [[ $1 == *AccessDenied* || $1 == *UnauthorizedOperation* || $1 == *'is not authorized to perform'* || $1 == *'(403)'* ]]
}

# Whether AWS says that there is no such thing.
is_missing() {
  ! is_denied "$1" && [[ $1 == *NotFound* || $1 == *DoesNotExist* || $1 == *NoSuch* || $1 == *'(404)'* ||
    $1 == *'Unable to describe task definition'* ]]
}

# Fails because these credentials may not see something, so that it is not known whether it exists: denied WHAT MESSAGE.
denied() { fail "these credentials may not see $1, so it is not known whether it exists. AWS says: $2"; }

# Calls AWS and sets `answer`, or `refusal` to its message: ask COMMAND...
# shellcheck disable=SC2034 # the caller reads the answer
ask() {
  local errors status=0
  errors=$(mktemp)
  answer=$("$@" 2>"$errors") || status=$?
  refusal=$(<"$errors")
  rm -f "$errors"
  ((status != 0)) || refusal=''
  return "$status"
}

# Calls AWS and sets `answer`; returns 1 if there is no such thing, and fails if that cannot be told: look_up WHAT COMMAND...
look_up() {
  local what=$1
  shift
  ! ask "$@" || return 0
  ! is_denied "$refusal" || denied "$what" "$refusal"
  is_missing "$refusal" || fail "cannot read $what. AWS says: $refusal"
  return 1
}
