# bash completion of lianxi, made from tui/command.def by `make docs`
_lianxi() {
  local word=${COMP_WORDS[COMP_CWORD]} noun= verb= words= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
    --db | --as | --lang | --as-of) ((i++)) ;;
    -*) ;;
    *) if [ -z "$noun" ]; then noun=${COMP_WORDS[i]}; elif [ -z "$verb" ]; then verb=${COMP_WORDS[i]}; fi ;;
    esac
  done
  case "$noun $verb" in
    ' ') words='--db --as --lang --as-of --version --help redo search undo' ;;
    "redo ") words=' ' ;;
    "search ") words=' ' ;;
    "undo ") words=' --entry' ;;
  esac
  case ${COMP_WORDS[COMP_CWORD - 1]} in
    --db | -o) COMPREPLY=($(compgen -f -- "$word")) ;;
    --lang) COMPREPLY=($(compgen -W 'zh en' -- "$word")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$word")); [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -F _lianxi lianxi
