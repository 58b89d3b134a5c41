# Completion of groundplan in Bash, from 3.2. The program itself says what a word may become; where it says nothing, files are completed.
_groundplan() {
  local word last='' joined=''
  local -a words=()
  COMPREPLY=()
  # Bash splits at equals signs what is one word for the program.
  for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ ($word == = || -n $joined) && ${#words[@]} -gt 0 ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words[${#words[@]}]=$word
    fi
    joined=''
    [[ $word == = ]] && joined=1
  done
  last=${words[${#words[@]} - 1]}
  [[ $last == -*=* ]] && last=${last%%=*}= || last=''
  while IFS= read -r word; do
    COMPREPLY[${#COMPREPLY[@]}]=${word#"$last"}
  done < <("${COMP_WORDS[0]/#\~/$HOME}" __complete -- "${words[@]}" 2>/dev/null)
}
complete -o default -F _groundplan groundplan groundplanw
