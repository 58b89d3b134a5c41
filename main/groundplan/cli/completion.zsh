#compdef groundplan groundplanw
# Completion of groundplan in Zsh. The program itself says what a word may become; where it says nothing, files are completed.
_groundplan() {
  local -a candidates
  candidates=("${(@f)$("${(Q)words[1]/#\~/$HOME}" __complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  candidates=("${(@)candidates:#}")
  if (( ${#candidates} )); then
    compadd -- "${candidates[@]}"
  else
    _files
  fi
}
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
  _groundplan "$@"
else
  if (( ! $+functions[compdef] )); then
    autoload -Uz compinit
    compinit
  fi
  compdef _groundplan groundplan groundplanw
fi
