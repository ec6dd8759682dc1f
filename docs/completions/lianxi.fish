# fish completion of lianxi, made from tui/command.def by `make docs`
complete -c lianxi -n __fish_use_subcommand -l db
complete -c lianxi -n __fish_use_subcommand -l as
complete -c lianxi -n __fish_use_subcommand -l lang
complete -c lianxi -n __fish_use_subcommand -l as-of
complete -c lianxi -n __fish_use_subcommand -l version
complete -c lianxi -n __fish_use_subcommand -l help
complete -c lianxi -f -n __fish_use_subcommand -a redo -d 'Do again what was taken back'
complete -c lianxi -f -n __fish_use_subcommand -a search -d 'Search everything stored'
complete -c lianxi -f -n __fish_use_subcommand -a undo -d 'Take back my last change'
