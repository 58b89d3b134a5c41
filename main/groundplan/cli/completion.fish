# Completion of groundplan in fish. The program itself says what a word may become; where it says nothing, files are completed.
function __groundplan_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    # What is typed is not expanded yet.
    set -l program (string replace -r '^~(?=/)' "$HOME" -- $words[1])
    set -e words[1]
    set -l candidates ($program __complete -- $words "$current" 2>/dev/null)
    if test (count $candidates) -gt 0
        printf '%s\n' $candidates
    else
        __fish_complete_path "$current"
    end
end
complete -c groundplan -f -a '(__groundplan_complete)'
complete -c groundplanw -f -a '(__groundplan_complete)'
