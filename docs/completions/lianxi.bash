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
    ' ') words='--db --as --lang --as-of --version --help agenda body db doctor filter holiday item keys log meeting minutes note notice office paper person plan prep quorum quota redo reply review roll rotation search series session sitting template today undo unit' ;;
    "agenda ") words='add list move parent remove set' ;;
    "agenda add") words='--kind --presenter --speaker --minutes --at --under --item --note --script --attend --agreed --secrecy' ;;
    "body ") words='add dissolve leave list member set show' ;;
    "body add") words='--kind --parent --unit --from --basis --rank' ;;
    "body dissolve") words='--basis' ;;
    "body leave") words='--basis' ;;
    "body list") words='--sort --group --limit' ;;
    "body member") words='--role --rank --from --to --basis' ;;
    "body show") words='--at' ;;
    "db ") words='adopt backup check clone dump info load purge reindex restore' ;;
    "db check") words='--mend' ;;
    "db purge") words='--reason' ;;
    "doctor ") words=' ' ;;
    "filter ") words='add delete list' ;;
    "filter add") words='--view --sort --key' ;;
    "filter list") words='--sort --group --limit' ;;
    "holiday ") words='add list' ;;
    "holiday add") words='--kind --name' ;;
    "holiday list") words='--sort --group --limit' ;;
    "item ") words='accept add archive assign close extend finish handover history import list merge remind reopen report return set show source start strike suspend withdraw' ;;
    "item accept") words='--note' ;;
    "item add") words='--lead --with --due --start --plan --meeting --kind --text --parent' ;;
    "item archive") words='--note' ;;
    "item assign") words='--note' ;;
    "item close") words='--note' ;;
    "item extend") words='--reason' ;;
    "item finish") words='--note' ;;
    "item import") words='--dry-run' ;;
    "item list") words='--sort --group --limit' ;;
    "item remind") words='--note' ;;
    "item reopen") words='--note' ;;
    "item report") words='--progress' ;;
    "item return") words='--reason' ;;
    "item start") words='--note' ;;
    "item strike") words='--note' ;;
    "item suspend") words='--reason' ;;
    "item withdraw") words='--reason' ;;
    "keys ") words=' --md' ;;
    "log ") words=' --limit' ;;
    "meeting ") words='add ics list postpone set show step' ;;
    "meeting add") words='--no --template --date --time --host --place --title --theme --chair' ;;
    "meeting list") words='--sort --group --limit' ;;
    "meeting postpone") words='--reason --time --place' ;;
    "minutes ") words='import show' ;;
    "minutes import") words='--dry-run --drop' ;;
    "minutes show") words='--md' ;;
    "note ") words='add hang list' ;;
    "note add") words='--on --from --way' ;;
    "note list") words='--sort --group --limit' ;;
    "notice ") words='add list show' ;;
    "notice add") words='--kind --to --reply-by --reason --date --time --place --text --issuer' ;;
    "office ") words='export import set show' ;;
    "office import") words='--dry-run' ;;
    "paper ") words=' --text --md --html --pdf --docx --en' ;;
    "person ") words='add import list set sheet show' ;;
    "person add") words='--unit --name --role --phone' ;;
    "person import") words='--dry-run' ;;
    "person list") words='--sort --group --limit' ;;
    "person sheet") words='--at' ;;
    "plan ") words='import list move read show' ;;
    "plan import") words='--dry-run' ;;
    "plan list") words='--sort --group --limit' ;;
    "plan move") words='--before --into --top' ;;
    "plan read") words='--json' ;;
    "prep ") words='add done drop list remove reopen set' ;;
    "prep add") words='--days --working --due --unit' ;;
    "quorum ") words=' --json' ;;
    "quota ") words='add done list set show' ;;
    "quota add") words='--series --body --unit --least --period --from --to --source --item' ;;
    "quota done") words='--text' ;;
    "quota list") words='--at' ;;
    "redo ") words=' ' ;;
    "reply ") words='list set' ;;
    "reply list") words='--pending' ;;
    "reply set") words='--name --post --for --phone --people --note' ;;
    "review ") words='list show ' ;;
    "review list") words='--sort --group --limit' ;;
    "review show") words='--md' ;;
    "roll ") words='add all back call leave list set show' ;;
    "roll add") words='--as --post --state' ;;
    "roll show") words='--en' ;;
    "rotation ") words='list next set skip take' ;;
    "rotation list") words='--what' ;;
    "rotation next") words='--what --date' ;;
    "rotation set") words='--what --basis' ;;
    "rotation skip") words='--reason --what' ;;
    "rotation take") words='--meeting --reason --what' ;;
    "search ") words=' ' ;;
    "series ") words='add ics list set show' ;;
    "series add") words='--code --counter --numbering --body --owner --quorum --repeat --nth --weekday --month' ;;
    "series list") words='--sort --group --limit' ;;
    "session ") words='close end next open previous show speaker start' ;;
    "sitting ") words='add list remove set' ;;
    "sitting add") words='--date --time --until --place' ;;
    "template ") words='add apply line list move remove set show' ;;
    "template add") words='--series --time --place' ;;
    "template line") words='--agenda --minutes --days --working --unit --depth --text' ;;
    "template list") words='--sort --group --limit' ;;
    "today ") words=' ' ;;
    "undo ") words=' --entry' ;;
    "unit ") words='add alias find import list member set show' ;;
    "unit add") words='--parent --kind' ;;
    "unit alias") words='--from --to' ;;
    "unit import") words='--dry-run' ;;
    "unit list") words='--sort --group --limit' ;;
    "unit member") words='--from --to --rank --basis' ;;
  esac
  case ${COMP_WORDS[COMP_CWORD - 1]} in
    --db | -o) COMPREPLY=($(compgen -f -- "$word")) ;;
    --lang) COMPREPLY=($(compgen -W 'zh en' -- "$word")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$word")); [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -F _lianxi lianxi
