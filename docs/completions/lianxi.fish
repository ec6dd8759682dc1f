# fish completion of lianxi, made from tui/command.def by `make docs`
complete -c lianxi -n __fish_use_subcommand -l db
complete -c lianxi -n __fish_use_subcommand -l as
complete -c lianxi -n __fish_use_subcommand -l lang
complete -c lianxi -n __fish_use_subcommand -l as-of
complete -c lianxi -n __fish_use_subcommand -l version
complete -c lianxi -n __fish_use_subcommand -l help
complete -c lianxi -f -n __fish_use_subcommand -a agenda -d 'Add an agenda item; --under makes it part of another'
complete -c lianxi -n '__fish_seen_subcommand_from agenda' -a add -d 'Add an agenda item; --under makes it part of another'
complete -c lianxi -n '__fish_seen_subcommand_from agenda; and __fish_seen_subcommand_from add' -l kind
complete -c lianxi -n '__fish_seen_subcommand_from agenda; and __fish_seen_subcommand_from add' -l presenter
complete -c lianxi -n '__fish_seen_subcommand_from agenda; and __fish_seen_subcommand_from add' -l speaker
complete -c lianxi -n '__fish_seen_subcommand_from agenda; and __fish_seen_subcommand_from add' -l minutes
complete -c lianxi -n '__fish_seen_subcommand_from agenda; and __fish_seen_subcommand_from add' -l at
complete -c lianxi -n '__fish_seen_subcommand_from agenda; and __fish_seen_subcommand_from add' -l under
complete -c lianxi -n '__fish_seen_subcommand_from agenda; and __fish_seen_subcommand_from add' -l item
complete -c lianxi -n '__fish_seen_subcommand_from agenda; and __fish_seen_subcommand_from add' -l note
complete -c lianxi -n '__fish_seen_subcommand_from agenda; and __fish_seen_subcommand_from add' -l script
complete -c lianxi -n '__fish_seen_subcommand_from agenda; and __fish_seen_subcommand_from add' -l attend
complete -c lianxi -n '__fish_seen_subcommand_from agenda; and __fish_seen_subcommand_from add' -l agreed
complete -c lianxi -n '__fish_seen_subcommand_from agenda; and __fish_seen_subcommand_from add' -l secrecy
complete -c lianxi -n '__fish_seen_subcommand_from agenda' -a build -d 'Build the agenda from what is open, by rules; adds only what is new'
complete -c lianxi -n '__fish_seen_subcommand_from agenda' -a diff -d 'What differs between two versions of the agenda; without numbers the last two'
complete -c lianxi -n '__fish_seen_subcommand_from agenda' -a freeze -d 'Freeze the agenda as a version to be sent; one that is not ready wants an override with its reason'
complete -c lianxi -n '__fish_seen_subcommand_from agenda; and __fish_seen_subcommand_from freeze' -l why
complete -c lianxi -n '__fish_seen_subcommand_from agenda; and __fish_seen_subcommand_from freeze' -l override
complete -c lianxi -n '__fish_seen_subcommand_from agenda' -a list -d 'The agenda with clock times'
complete -c lianxi -n '__fish_seen_subcommand_from agenda' -a move -d 'Move an agenda item, with all below it, to another place at its level'
complete -c lianxi -n '__fish_seen_subcommand_from agenda' -a parent -d 'Make an agenda item part of another, or of none (-)'
complete -c lianxi -n '__fish_seen_subcommand_from agenda' -a proof -d 'Open at the last session + new = shown + over: the balance of open matters'
complete -c lianxi -n '__fish_seen_subcommand_from agenda' -a ready -d 'Which rows of the agenda lack what'
complete -c lianxi -n '__fish_seen_subcommand_from agenda' -a remove -d 'Take an agenda item off, with all below it'
complete -c lianxi -n '__fish_seen_subcommand_from agenda' -a set -d 'Change fields of an agenda item; sitting=NAME puts it into a part of the session'
complete -c lianxi -n '__fish_seen_subcommand_from agenda' -a versions -d 'Frozen versions, and what differs between the last two'
complete -c lianxi -f -n __fish_use_subcommand -a archive -d 'The whole session as one folder or zip: papers, minutes, records, list of contents, fingerprints'
complete -c lianxi -f -n __fish_use_subcommand -a basis -d 'Which higher plan or document it serves'
complete -c lianxi -n '__fish_seen_subcommand_from basis' -a add -d 'Which higher plan or document it serves'
complete -c lianxi -n '__fish_seen_subcommand_from basis; and __fish_seen_subcommand_from add' -l clause
complete -c lianxi -n '__fish_seen_subcommand_from basis' -a list -d 'Everything that serves a higher plan'
complete -c lianxi -f -n __fish_use_subcommand -a body -d 'Add a body: leading group, office, topic group ...'
complete -c lianxi -n '__fish_seen_subcommand_from body' -a add -d 'Add a body: leading group, office, topic group ...'
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from add' -l kind
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from add' -l parent
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from add' -l unit
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from add' -l from
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from add' -l basis
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from add' -l rank
complete -c lianxi -n '__fish_seen_subcommand_from body' -a delete -d 'Delete a body with its members and duties, where it was a mistake; otherwise dissolve it'
complete -c lianxi -n '__fish_seen_subcommand_from body' -a dissolve -d 'Dissolve a body and all below it; DATE is its last day'
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from dissolve' -l basis
complete -c lianxi -n '__fish_seen_subcommand_from body' -a leave -d 'A unit leaves; DATE is its last day'
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from leave' -l basis
complete -c lianxi -n '__fish_seen_subcommand_from body' -a list -d 'Bodies'
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from list' -l group
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -n '__fish_seen_subcommand_from body' -a member -d 'A unit becomes a member; BODY - is the joint meeting itself'
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from member' -l role
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from member' -l rank
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from member' -l from
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from member' -l to
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from member' -l basis
complete -c lianxi -n '__fish_seen_subcommand_from body' -a set -d 'Change fields of a body'
complete -c lianxi -n '__fish_seen_subcommand_from body' -a show -d 'One body with its members on a day'
complete -c lianxi -n '__fish_seen_subcommand_from body; and __fish_seen_subcommand_from show' -l at
complete -c lianxi -f -n __fish_use_subcommand -a bulletin -d 'Number the bulletin and keep it: of a meeting, a period, or since the last issue'
complete -c lianxi -n '__fish_seen_subcommand_from bulletin' -a issue -d 'Number the bulletin and keep it: of a meeting, a period, or since the last issue'
complete -c lianxi -n '__fish_seen_subcommand_from bulletin; and __fish_seen_subcommand_from issue' -l no
complete -c lianxi -n '__fish_seen_subcommand_from bulletin' -a list -d 'Issues of the bulletin, newest first; `paper bulletin 2024-3` prints one again'
complete -c lianxi -f -n __fish_use_subcommand -a capture -d 'One line: "... @lead +with limit" is an item; t n d r v l b say what it is'
complete -c lianxi -f -n __fish_use_subcommand -a db -d 'Check the database against its own history'
complete -c lianxi -n '__fish_seen_subcommand_from db' -a adopt -d 'Take changes made by other tools into the history'
complete -c lianxi -n '__fish_seen_subcommand_from db' -a backup -d 'A whole, verified copy, also while in use'
complete -c lianxi -n '__fish_seen_subcommand_from db' -a check -d 'Check the database against its own history'
complete -c lianxi -n '__fish_seen_subcommand_from db; and __fish_seen_subcommand_from check' -l mend
complete -c lianxi -n '__fish_seen_subcommand_from db' -a clone -d 'A copy that goes on by itself'
complete -c lianxi -n '__fish_seen_subcommand_from db' -a dump -d 'Every record as JSON'
complete -c lianxi -n '__fish_seen_subcommand_from db' -a info -d 'Which file, how large, since when'
complete -c lianxi -n '__fish_seen_subcommand_from db' -a load -d 'Take a dump into an empty database'
complete -c lianxi -n '__fish_seen_subcommand_from db' -a purge -d 'Destroy the text of an entry, by order'
complete -c lianxi -n '__fish_seen_subcommand_from db; and __fish_seen_subcommand_from purge' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from db' -a reindex -d 'Build the full text index anew'
complete -c lianxi -n '__fish_seen_subcommand_from db' -a restore -d 'Put a backup in place; the present file is kept'
complete -c lianxi -f -n __fish_use_subcommand -a decision -d 'Enter a decision under the next number of its meeting or year'
complete -c lianxi -n '__fish_seen_subcommand_from decision' -a add -d 'Enter a decision under the next number of its meeting or year'
complete -c lianxi -n '__fish_seen_subcommand_from decision; and __fish_seen_subcommand_from add' -l meeting
complete -c lianxi -n '__fish_seen_subcommand_from decision; and __fish_seen_subcommand_from add' -l text
complete -c lianxi -n '__fish_seen_subcommand_from decision; and __fish_seen_subcommand_from add' -l outcome
complete -c lianxi -n '__fish_seen_subcommand_from decision; and __fish_seen_subcommand_from add' -l date
complete -c lianxi -n '__fish_seen_subcommand_from decision; and __fish_seen_subcommand_from add' -l unit
complete -c lianxi -n '__fish_seen_subcommand_from decision; and __fish_seen_subcommand_from add' -l body
complete -c lianxi -n '__fish_seen_subcommand_from decision; and __fish_seen_subcommand_from add' -l document
complete -c lianxi -n '__fish_seen_subcommand_from decision' -a delete -d 'Delete a decision that nothing came of, entered by mistake'
complete -c lianxi -n '__fish_seen_subcommand_from decision' -a done -d 'The decision has been carried out; again: open'
complete -c lianxi -n '__fish_seen_subcommand_from decision' -a list -d 'Decisions that meet a condition'
complete -c lianxi -n '__fish_seen_subcommand_from decision; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from decision; and __fish_seen_subcommand_from list' -l group
complete -c lianxi -n '__fish_seen_subcommand_from decision; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -n '__fish_seen_subcommand_from decision' -a number -d 'Number what a meeting settled under its agenda items'
complete -c lianxi -n '__fish_seen_subcommand_from decision' -a reopen -d 'The decision is open again'
complete -c lianxi -n '__fish_seen_subcommand_from decision' -a replace -d 'A later decision takes its place'
complete -c lianxi -n '__fish_seen_subcommand_from decision' -a set -d 'Change fields of a decision'
complete -c lianxi -n '__fish_seen_subcommand_from decision' -a show -d 'One decision'
complete -c lianxi -n '__fish_seen_subcommand_from decision' -a withdraw -d 'Withdraw a decision; its number is not given again'
complete -c lianxi -n '__fish_seen_subcommand_from decision; and __fish_seen_subcommand_from withdraw' -l reason
complete -c lianxi -f -n __fish_use_subcommand -a doctor -d 'Look at the database, terminal, language and printer'
complete -c lianxi -f -n __fish_use_subcommand -a document -d 'Enter the draft of a document'
complete -c lianxi -n '__fish_seen_subcommand_from document' -a add -d 'Enter the draft of a document'
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from add' -l kind
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from add' -l issuer
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from add' -l joint
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from add' -l drafter
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from add' -l meeting
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from add' -l plan
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from add' -l replaces
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from add' -l to
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from add' -l copy
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from add' -l from
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from add' -l until
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from add' -l signer
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from add' -l text
complete -c lianxi -n '__fish_seen_subcommand_from document' -a answer -d 'Enter what a unit answered'
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from answer' -l text
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from answer' -l by
complete -c lianxi -n '__fish_seen_subcommand_from document' -a ask -d 'Ask units to countersign, by default all members'
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from ask' -l unit
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from ask' -l due
complete -c lianxi -n '__fish_seen_subcommand_from document' -a delete -d 'Delete a document without a number, with its opinions and signatures'
complete -c lianxi -n '__fish_seen_subcommand_from document' -a issue -d 'Issue a document under the next number of its unit and year, or the one it bears'
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from issue' -l no
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from issue' -l date
complete -c lianxi -n '__fish_seen_subcommand_from document' -a joint -d 'The units that issue it jointly, in their order'
complete -c lianxi -n '__fish_seen_subcommand_from document' -a list -d 'Documents that meet a condition'
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from list' -l group
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -n '__fish_seen_subcommand_from document' -a matrix -d 'Who has countersigned which document, and when'
complete -c lianxi -n '__fish_seen_subcommand_from document' -a route -d 'Add a step to the route on which a document is signed'
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from route' -l by
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from route' -l at
complete -c lianxi -n '__fish_seen_subcommand_from document' -a set -d 'Change fields of a document'
complete -c lianxi -n '__fish_seen_subcommand_from document' -a show -d 'One document: issuers, opinions, what is still open'
complete -c lianxi -n '__fish_seen_subcommand_from document' -a sign -d 'The next on the route signs the document, or sends it back and says why'
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from sign' -l by
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from sign' -l date
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from sign' -l back
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from sign' -l text
complete -c lianxi -n '__fish_seen_subcommand_from document' -a signoffs -d 'Who has signed the document, and who is next'
complete -c lianxi -n '__fish_seen_subcommand_from document' -a step -d 'Take a document to another state'
complete -c lianxi -n '__fish_seen_subcommand_from document; and __fish_seen_subcommand_from step' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from document' -a unroute -d 'Take the Nth step out of the route'
complete -c lianxi -f -n __fish_use_subcommand -a filter -d 'Saved filters; @NAME in a QUERY uses one'
complete -c lianxi -n '__fish_seen_subcommand_from filter' -a add -d 'Keep a filter under a name; --key 1 to 9 is its key behind f'
complete -c lianxi -n '__fish_seen_subcommand_from filter; and __fish_seen_subcommand_from add' -l view
complete -c lianxi -n '__fish_seen_subcommand_from filter; and __fish_seen_subcommand_from add' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from filter; and __fish_seen_subcommand_from add' -l key
complete -c lianxi -n '__fish_seen_subcommand_from filter' -a delete -d 'Delete a saved filter'
complete -c lianxi -n '__fish_seen_subcommand_from filter' -a list -d 'Saved filters; @NAME in a QUERY uses one'
complete -c lianxi -n '__fish_seen_subcommand_from filter; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from filter; and __fish_seen_subcommand_from list' -l group
complete -c lianxi -n '__fish_seen_subcommand_from filter; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -f -n __fish_use_subcommand -a follow -d 'Follow a meeting that somebody else runs, read only'
complete -c lianxi -f -n __fish_use_subcommand -a holiday -d 'A day off or a make-up working day'
complete -c lianxi -n '__fish_seen_subcommand_from holiday' -a add -d 'A day off or a make-up working day'
complete -c lianxi -n '__fish_seen_subcommand_from holiday; and __fish_seen_subcommand_from add' -l kind
complete -c lianxi -n '__fish_seen_subcommand_from holiday; and __fish_seen_subcommand_from add' -l name
complete -c lianxi -n '__fish_seen_subcommand_from holiday' -a list -d 'Days off and make-up working days'
complete -c lianxi -n '__fish_seen_subcommand_from holiday; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from holiday; and __fish_seen_subcommand_from list' -l group
complete -c lianxi -n '__fish_seen_subcommand_from holiday; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -f -n __fish_use_subcommand -a item -d 'Register an action item'
complete -c lianxi -n '__fish_seen_subcommand_from item' -a accept -d 'The lead unit has signed for items'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from accept' -l note
complete -c lianxi -n '__fish_seen_subcommand_from item' -a add -d 'Register an action item'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from add' -l lead
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from add' -l with
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from add' -l due
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from add' -l start
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from add' -l plan
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from add' -l meeting
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from add' -l kind
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from add' -l text
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from add' -l parent
complete -c lianxi -n '__fish_seen_subcommand_from item' -a archive -d 'File struck items'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from archive' -l note
complete -c lianxi -n '__fish_seen_subcommand_from item' -a assign -d 'Assign items to their lead units'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from assign' -l note
complete -c lianxi -n '__fish_seen_subcommand_from item' -a close -d 'Close items'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from close' -l note
complete -c lianxi -n '__fish_seen_subcommand_from item' -a extend -d 'Give a later limit'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from extend' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from item' -a finish -d 'Reported as done, to be checked'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from finish' -l note
complete -c lianxi -n '__fish_seen_subcommand_from item' -a handover -d 'Hand a clerk\'s open items over to another'
complete -c lianxi -n '__fish_seen_subcommand_from item' -a history -d 'Who changed what in an item, and when'
complete -c lianxi -n '__fish_seen_subcommand_from item' -a import -d 'Take items from a CSV file'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from import' -l dry-run
complete -c lianxi -n '__fish_seen_subcommand_from item' -a list -d 'Action items that meet a condition'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from list' -l group
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -n '__fish_seen_subcommand_from item' -a merge -d 'Merge an item into another'
complete -c lianxi -n '__fish_seen_subcommand_from item' -a remind -d 'Note a reminder, in your own words or the usual ones'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from remind' -l note
complete -c lianxi -n '__fish_seen_subcommand_from item' -a reopen -d 'Open closed items again'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from reopen' -l note
complete -c lianxi -n '__fish_seen_subcommand_from item' -a report -d 'Note a report: words and progress'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from report' -l progress
complete -c lianxi -n '__fish_seen_subcommand_from item' -a return -d 'Send items back for redo'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from return' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from item' -a set -d 'Change fields of an item'
complete -c lianxi -n '__fish_seen_subcommand_from item' -a show -d 'One item with all that belongs to it'
complete -c lianxi -n '__fish_seen_subcommand_from item' -a source -d 'The lines that an item came from'
complete -c lianxi -n '__fish_seen_subcommand_from item' -a start -d 'Items are in hand'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from start' -l note
complete -c lianxi -n '__fish_seen_subcommand_from item' -a strike -d 'Strike closed items off the list'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from strike' -l note
complete -c lianxi -n '__fish_seen_subcommand_from item' -a suspend -d 'Suspend items'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from suspend' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from item' -a withdraw -d 'Withdraw items'
complete -c lianxi -n '__fish_seen_subcommand_from item; and __fish_seen_subcommand_from withdraw' -l reason
complete -c lianxi -f -n __fish_use_subcommand -a keys -d 'Every key and command'
complete -c lianxi -f -n __fish_use_subcommand -a live -d 'The live screen of a meeting: item by item, outcomes, quick entry'
complete -c lianxi -f -n __fish_use_subcommand -a log -d 'The journal: every change, newest first'
complete -c lianxi -f -n __fish_use_subcommand -a material -d 'Papers of the meeting, with the copies to print'
complete -c lianxi -n '__fish_seen_subcommand_from material' -a add -d 'A paper of the meeting'
complete -c lianxi -n '__fish_seen_subcommand_from material; and __fish_seen_subcommand_from add' -l on
complete -c lianxi -n '__fish_seen_subcommand_from material; and __fish_seen_subcommand_from add' -l unit
complete -c lianxi -n '__fish_seen_subcommand_from material; and __fish_seen_subcommand_from add' -l due
complete -c lianxi -n '__fish_seen_subcommand_from material; and __fish_seen_subcommand_from add' -l pages
complete -c lianxi -n '__fish_seen_subcommand_from material; and __fish_seen_subcommand_from add' -l copies
complete -c lianxi -n '__fish_seen_subcommand_from material; and __fish_seen_subcommand_from add' -l secrecy
complete -c lianxi -n '__fish_seen_subcommand_from material; and __fish_seen_subcommand_from add' -l recall
complete -c lianxi -n '__fish_seen_subcommand_from material; and __fish_seen_subcommand_from add' -l received
complete -c lianxi -n '__fish_seen_subcommand_from material' -a list -d 'Papers of the meeting, with the copies to print'
complete -c lianxi -n '__fish_seen_subcommand_from material' -a receive -d 'The paper has come'
complete -c lianxi -n '__fish_seen_subcommand_from material; and __fish_seen_subcommand_from receive' -l pages
complete -c lianxi -n '__fish_seen_subcommand_from material' -a replace -d 'A new version of the paper; the old one is void'
complete -c lianxi -n '__fish_seen_subcommand_from material; and __fish_seen_subcommand_from replace' -l title
complete -c lianxi -n '__fish_seen_subcommand_from material; and __fish_seen_subcommand_from replace' -l pages
complete -c lianxi -n '__fish_seen_subcommand_from material' -a set -d 'Change fields of a paper of the meeting'
complete -c lianxi -f -n __fish_use_subcommand -a meeting -d 'Add a meeting with the next number of its series'
complete -c lianxi -n '__fish_seen_subcommand_from meeting' -a add -d 'Add a meeting with the next number of its series'
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from add' -l no
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from add' -l template
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from add' -l date
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from add' -l time
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from add' -l host
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from add' -l place
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from add' -l title
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from add' -l theme
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from add' -l chair
complete -c lianxi -n '__fish_seen_subcommand_from meeting' -a delete -d 'Delete a draft meeting with all that hangs on it; refused once a notice has gone out'
complete -c lianxi -n '__fish_seen_subcommand_from meeting' -a ics -d 'A meeting as iCalendar'
complete -c lianxi -n '__fish_seen_subcommand_from meeting' -a list -d 'Meetings'
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from list' -l group
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -n '__fish_seen_subcommand_from meeting' -a postpone -d 'Put a meeting off; a notice names the old date and the new'
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from postpone' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from postpone' -l time
complete -c lianxi -n '__fish_seen_subcommand_from meeting; and __fish_seen_subcommand_from postpone' -l place
complete -c lianxi -n '__fish_seen_subcommand_from meeting' -a set -d 'Change fields of a meeting'
complete -c lianxi -n '__fish_seen_subcommand_from meeting' -a show -d 'One meeting with its agenda'
complete -c lianxi -n '__fish_seen_subcommand_from meeting' -a step -d 'Take a meeting to another state'
complete -c lianxi -f -n __fish_use_subcommand -a minutes -d 'Store minutes and take their action items out'
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a approve -d 'A later meeting has approved the minutes'
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a build -d 'Assemble the minutes from the records; hand edits stay; the difference is shown first'
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from build' -l dry-run
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from build' -l zh
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from build' -l en
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a check -d 'What is missing before the minutes can be locked'
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a circulate -d 'Send the minutes round, frozen as they go out; without --to to the members of its body'
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from circulate' -l due
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from circulate' -l to
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a correct -d 'A dated correction of locked minutes, printed with them'
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from correct' -l file
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from correct' -l date
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a diff -d 'Differences from the records, from a VERSION (round N, v3, issued, now) or between two of them'
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from diff' -l zh
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from diff' -l en
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a extract -d 'What concerns one unit; --all -o FOLDER: one file per unit'
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from extract' -l unit
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from extract' -l all
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from extract' -l pdf
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from extract' -l en
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a import -d 'Store minutes and take their action items out'
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from import' -l dry-run
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from import' -l drop
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a lock -d 'Check, freeze and issue the minutes; from then on only corrections'
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from lock' -l date
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from lock' -l waive
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from lock' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a opinion -d 'What a unit answered, and whether it was taken up'
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from opinion' -l text
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from opinion' -l by
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from opinion' -l date
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from opinion' -l taken
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from opinion' -l round
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a opinions -d 'Every answer of every round'
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a show -d 'The minutes, rendered or as Markdown; --version: one of the list of versions'
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from show' -l md
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from show' -l version
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a sign -d 'The next leader signs the minutes; --back sends them back, --text says why'
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from sign' -l by
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from sign' -l date
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from sign' -l back
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from sign' -l text
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a signoffs -d 'Who has signed the minutes'
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a versions -d 'Every version of the minutes: drafts, rounds, issued, corrections; any two compared'
complete -c lianxi -n '__fish_seen_subcommand_from minutes' -a waive -d 'Let a check pass, in your name and with the reason; all: every one that fails'
complete -c lianxi -n '__fish_seen_subcommand_from minutes; and __fish_seen_subcommand_from waive' -l reason
complete -c lianxi -f -n __fish_use_subcommand -a note -d 'Write a note'
complete -c lianxi -n '__fish_seen_subcommand_from note' -a add -d 'Write a note'
complete -c lianxi -n '__fish_seen_subcommand_from note; and __fish_seen_subcommand_from add' -l on
complete -c lianxi -n '__fish_seen_subcommand_from note; and __fish_seen_subcommand_from add' -l from
complete -c lianxi -n '__fish_seen_subcommand_from note; and __fish_seen_subcommand_from add' -l way
complete -c lianxi -n '__fish_seen_subcommand_from note' -a hang -d 'Hang a note on a record'
complete -c lianxi -n '__fish_seen_subcommand_from note' -a list -d 'Notes'
complete -c lianxi -n '__fish_seen_subcommand_from note; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from note; and __fish_seen_subcommand_from list' -l group
complete -c lianxi -n '__fish_seen_subcommand_from note; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -f -n __fish_use_subcommand -a notice -d 'Send a notice with a reply slip for each unit'
complete -c lianxi -n '__fish_seen_subcommand_from notice' -a add -d 'Send a notice with a reply slip for each unit'
complete -c lianxi -n '__fish_seen_subcommand_from notice; and __fish_seen_subcommand_from add' -l kind
complete -c lianxi -n '__fish_seen_subcommand_from notice; and __fish_seen_subcommand_from add' -l to
complete -c lianxi -n '__fish_seen_subcommand_from notice; and __fish_seen_subcommand_from add' -l reply-by
complete -c lianxi -n '__fish_seen_subcommand_from notice; and __fish_seen_subcommand_from add' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from notice; and __fish_seen_subcommand_from add' -l date
complete -c lianxi -n '__fish_seen_subcommand_from notice; and __fish_seen_subcommand_from add' -l time
complete -c lianxi -n '__fish_seen_subcommand_from notice; and __fish_seen_subcommand_from add' -l place
complete -c lianxi -n '__fish_seen_subcommand_from notice; and __fish_seen_subcommand_from add' -l text
complete -c lianxi -n '__fish_seen_subcommand_from notice; and __fish_seen_subcommand_from add' -l issuer
complete -c lianxi -n '__fish_seen_subcommand_from notice' -a list -d 'Notices of a meeting'
complete -c lianxi -n '__fish_seen_subcommand_from notice' -a show -d 'One notice and its reply slips; without N the last one'
complete -c lianxi -f -n __fish_use_subcommand -a office -d 'Settings of the office'
complete -c lianxi -n '__fish_seen_subcommand_from office' -a export -d 'Settings, units, bodies, members, series, posts, holidays, duties, rotations, templates as one file'
complete -c lianxi -n '__fish_seen_subcommand_from office' -a import -d 'Take such a file in; nothing is deleted'
complete -c lianxi -n '__fish_seen_subcommand_from office; and __fish_seen_subcommand_from import' -l dry-run
complete -c lianxi -n '__fish_seen_subcommand_from office' -a set -d 'Change settings of the office'
complete -c lianxi -n '__fish_seen_subcommand_from office' -a show -d 'Settings of the office'
complete -c lianxi -f -n __fish_use_subcommand -a outcome -d 'Outcome of item N (passed, deferred, ...) with its follow-up; - takes it back'
complete -c lianxi -n '__fish_seen_subcommand_from outcome' -a set -d 'Outcome of item N (passed, deferred, ...) with its follow-up; - takes it back'
complete -c lianxi -n '__fish_seen_subcommand_from outcome; and __fish_seen_subcommand_from set' -l text
complete -c lianxi -n '__fish_seen_subcommand_from outcome; and __fish_seen_subcommand_from set' -l lead
complete -c lianxi -n '__fish_seen_subcommand_from outcome; and __fish_seen_subcommand_from set' -l with
complete -c lianxi -n '__fish_seen_subcommand_from outcome; and __fish_seen_subcommand_from set' -l due
complete -c lianxi -n '__fish_seen_subcommand_from outcome; and __fish_seen_subcommand_from set' -l title
complete -c lianxi -f -n __fish_use_subcommand -a paper -d 'Preview and print a paper'
complete -c lianxi -f -n __fish_use_subcommand -a person -d 'Add a person or post'
complete -c lianxi -n '__fish_seen_subcommand_from person' -a add -d 'Add a person or post'
complete -c lianxi -n '__fish_seen_subcommand_from person; and __fish_seen_subcommand_from add' -l unit
complete -c lianxi -n '__fish_seen_subcommand_from person; and __fish_seen_subcommand_from add' -l name
complete -c lianxi -n '__fish_seen_subcommand_from person; and __fish_seen_subcommand_from add' -l role
complete -c lianxi -n '__fish_seen_subcommand_from person; and __fish_seen_subcommand_from add' -l phone
complete -c lianxi -n '__fish_seen_subcommand_from person' -a import -d 'Take persons from a CSV file'
complete -c lianxi -n '__fish_seen_subcommand_from person; and __fish_seen_subcommand_from import' -l dry-run
complete -c lianxi -n '__fish_seen_subcommand_from person' -a list -d 'Persons'
complete -c lianxi -n '__fish_seen_subcommand_from person; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from person; and __fish_seen_subcommand_from list' -l group
complete -c lianxi -n '__fish_seen_subcommand_from person; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -n '__fish_seen_subcommand_from person' -a set -d 'Change fields of a person'
complete -c lianxi -n '__fish_seen_subcommand_from person' -a sheet -d 'Who holds which post on a day, unit by unit'
complete -c lianxi -n '__fish_seen_subcommand_from person; and __fish_seen_subcommand_from sheet' -l at
complete -c lianxi -n '__fish_seen_subcommand_from person' -a show -d 'One person'
complete -c lianxi -f -n __fish_use_subcommand -a plan -d 'Show what the reader finds in a plan document; nothing is stored'
complete -c lianxi -n '__fish_seen_subcommand_from plan' -a import -d 'Take a plan document in: sections, items, units, indicators'
complete -c lianxi -n '__fish_seen_subcommand_from plan; and __fish_seen_subcommand_from import' -l dry-run
complete -c lianxi -n '__fish_seen_subcommand_from plan' -a list -d 'Plans'
complete -c lianxi -n '__fish_seen_subcommand_from plan; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from plan; and __fish_seen_subcommand_from list' -l group
complete -c lianxi -n '__fish_seen_subcommand_from plan; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -n '__fish_seen_subcommand_from plan' -a move -d 'Move a section of a plan with everything below it'
complete -c lianxi -n '__fish_seen_subcommand_from plan; and __fish_seen_subcommand_from move' -l before
complete -c lianxi -n '__fish_seen_subcommand_from plan; and __fish_seen_subcommand_from move' -l into
complete -c lianxi -n '__fish_seen_subcommand_from plan; and __fish_seen_subcommand_from move' -l top
complete -c lianxi -n '__fish_seen_subcommand_from plan' -a phrase -d 'Parse phrases, one a line, to JSON'
complete -c lianxi -n '__fish_seen_subcommand_from plan; and __fish_seen_subcommand_from phrase' -l kind
complete -c lianxi -n '__fish_seen_subcommand_from plan; and __fish_seen_subcommand_from phrase' -l ctx
complete -c lianxi -n '__fish_seen_subcommand_from plan' -a read -d 'Show what the reader finds in a plan document; nothing is stored'
complete -c lianxi -n '__fish_seen_subcommand_from plan; and __fish_seen_subcommand_from read' -l json
complete -c lianxi -n '__fish_seen_subcommand_from plan' -a show -d 'One plan: its tree'
complete -c lianxi -f -n __fish_use_subcommand -a prep -d 'Add a step of preparation, counted back from the meeting'
complete -c lianxi -n '__fish_seen_subcommand_from prep' -a add -d 'Add a step of preparation, counted back from the meeting'
complete -c lianxi -n '__fish_seen_subcommand_from prep; and __fish_seen_subcommand_from add' -l days
complete -c lianxi -n '__fish_seen_subcommand_from prep; and __fish_seen_subcommand_from add' -l working
complete -c lianxi -n '__fish_seen_subcommand_from prep; and __fish_seen_subcommand_from add' -l due
complete -c lianxi -n '__fish_seen_subcommand_from prep; and __fish_seen_subcommand_from add' -l unit
complete -c lianxi -n '__fish_seen_subcommand_from prep' -a done -d 'Steps of preparation are done'
complete -c lianxi -n '__fish_seen_subcommand_from prep' -a drop -d 'Steps of preparation are not needed'
complete -c lianxi -n '__fish_seen_subcommand_from prep' -a list -d 'The preparation of a meeting; without one, what is due'
complete -c lianxi -n '__fish_seen_subcommand_from prep' -a remove -d 'Take a step off the list'
complete -c lianxi -n '__fish_seen_subcommand_from prep' -a reopen -d 'Take steps of preparation up again'
complete -c lianxi -n '__fish_seen_subcommand_from prep' -a set -d 'Change a step of preparation'
complete -c lianxi -f -n __fish_use_subcommand -a print -d 'What was printed, sent and saved, newest first, with the state of its job; NO: of one record'
complete -c lianxi -n '__fish_seen_subcommand_from print' -a cancel -d 'Cancel a print at the printer'
complete -c lianxi -n '__fish_seen_subcommand_from print' -a list -d 'What was printed, sent and saved, newest first, with the state of its job; NO: of one record'
complete -c lianxi -n '__fish_seen_subcommand_from print; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -n '__fish_seen_subcommand_from print' -a printers -d 'The printers there are, and which are paused'
complete -c lianxi -f -n __fish_use_subcommand -a quorum -d 'Member governments present, at every agenda item or at item N; exit 1 where the quorum is not met'
complete -c lianxi -f -n __fish_use_subcommand -a quota -d 'Add a duty with a minimum in each period'
complete -c lianxi -n '__fish_seen_subcommand_from quota' -a add -d 'Add a duty with a minimum in each period'
complete -c lianxi -n '__fish_seen_subcommand_from quota; and __fish_seen_subcommand_from add' -l series
complete -c lianxi -n '__fish_seen_subcommand_from quota; and __fish_seen_subcommand_from add' -l body
complete -c lianxi -n '__fish_seen_subcommand_from quota; and __fish_seen_subcommand_from add' -l unit
complete -c lianxi -n '__fish_seen_subcommand_from quota; and __fish_seen_subcommand_from add' -l least
complete -c lianxi -n '__fish_seen_subcommand_from quota; and __fish_seen_subcommand_from add' -l period
complete -c lianxi -n '__fish_seen_subcommand_from quota; and __fish_seen_subcommand_from add' -l from
complete -c lianxi -n '__fish_seen_subcommand_from quota; and __fish_seen_subcommand_from add' -l to
complete -c lianxi -n '__fish_seen_subcommand_from quota; and __fish_seen_subcommand_from add' -l source
complete -c lianxi -n '__fish_seen_subcommand_from quota; and __fish_seen_subcommand_from add' -l item
complete -c lianxi -n '__fish_seen_subcommand_from quota' -a delete -d 'Delete a duty with its record of days'
complete -c lianxi -n '__fish_seen_subcommand_from quota' -a done -d 'Note that a duty was done on a day'
complete -c lianxi -n '__fish_seen_subcommand_from quota; and __fish_seen_subcommand_from done' -l text
complete -c lianxi -n '__fish_seen_subcommand_from quota' -a list -d 'Duties with their count in the running period'
complete -c lianxi -n '__fish_seen_subcommand_from quota; and __fish_seen_subcommand_from list' -l at
complete -c lianxi -n '__fish_seen_subcommand_from quota' -a set -d 'Change fields of a duty'
complete -c lianxi -n '__fish_seen_subcommand_from quota' -a show -d 'One duty and its periods so far'
complete -c lianxi -f -n __fish_use_subcommand -a redo -d 'Do again what was taken back'
complete -c lianxi -f -n __fish_use_subcommand -a reply -d 'Note a unit\'s answer'
complete -c lianxi -n '__fish_seen_subcommand_from reply' -a list -d 'Answers to the last notice; --pending: who has not answered'
complete -c lianxi -n '__fish_seen_subcommand_from reply; and __fish_seen_subcommand_from list' -l pending
complete -c lianxi -n '__fish_seen_subcommand_from reply' -a set -d 'Note a unit\'s answer'
complete -c lianxi -n '__fish_seen_subcommand_from reply; and __fish_seen_subcommand_from set' -l name
complete -c lianxi -n '__fish_seen_subcommand_from reply; and __fish_seen_subcommand_from set' -l post
complete -c lianxi -n '__fish_seen_subcommand_from reply; and __fish_seen_subcommand_from set' -l for
complete -c lianxi -n '__fish_seen_subcommand_from reply; and __fish_seen_subcommand_from set' -l phone
complete -c lianxi -n '__fish_seen_subcommand_from reply; and __fish_seen_subcommand_from set' -l people
complete -c lianxi -n '__fish_seen_subcommand_from reply; and __fish_seen_subcommand_from set' -l note
complete -c lianxi -f -n __fish_use_subcommand -a reserve -d 'One city reserves its position on item N; --drop takes it back'
complete -c lianxi -f -n __fish_use_subcommand -a review -d 'Walk through the list, one item at a time'
complete -c lianxi -n '__fish_seen_subcommand_from review' -a list -d 'Records of past reviews'
complete -c lianxi -n '__fish_seen_subcommand_from review; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from review; and __fish_seen_subcommand_from list' -l group
complete -c lianxi -n '__fish_seen_subcommand_from review; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -n '__fish_seen_subcommand_from review' -a show -d 'One record of a review; NO is the number of the list'
complete -c lianxi -n '__fish_seen_subcommand_from review; and __fish_seen_subcommand_from show' -l md
complete -c lianxi -f -n __fish_use_subcommand -a roll -d 'Everybody who is still expected is there'
complete -c lianxi -n '__fish_seen_subcommand_from roll' -a add -d 'Somebody else on the roll: an observer, a guest, a unit'
complete -c lianxi -n '__fish_seen_subcommand_from roll; and __fish_seen_subcommand_from add' -l as
complete -c lianxi -n '__fish_seen_subcommand_from roll; and __fish_seen_subcommand_from add' -l post
complete -c lianxi -n '__fish_seen_subcommand_from roll; and __fish_seen_subcommand_from add' -l state
complete -c lianxi -n '__fish_seen_subcommand_from roll' -a all -d 'Everybody who is still expected is there'
complete -c lianxi -n '__fish_seen_subcommand_from roll' -a back -d 'Comes back at the agenda item being treated, or item N'
complete -c lianxi -n '__fish_seen_subcommand_from roll' -a call -d 'Make the roll: members of the day, replies to the notice, units called in'
complete -c lianxi -n '__fish_seen_subcommand_from roll' -a leave -d 'Leaves at the agenda item being treated, or item N; on the screen again: comes back'
complete -c lianxi -n '__fish_seen_subcommand_from roll' -a list -d 'The roll, row by row'
complete -c lianxi -n '__fish_seen_subcommand_from roll' -a set -d 'present, proxy, excused, absent; WHO: "name post for whom"; or a field: party=NAME'
complete -c lianxi -n '__fish_seen_subcommand_from roll' -a show -d 'The roll in words, as it is printed'
complete -c lianxi -n '__fish_seen_subcommand_from roll; and __fish_seen_subcommand_from show' -l en
complete -c lianxi -f -n __fish_use_subcommand -a rotation -d 'Set the order in which units take turns'
complete -c lianxi -n '__fish_seen_subcommand_from rotation' -a list -d 'The order and what was otherwise'
complete -c lianxi -n '__fish_seen_subcommand_from rotation; and __fish_seen_subcommand_from list' -l what
complete -c lianxi -n '__fish_seen_subcommand_from rotation' -a next -d 'Whose turn it is next, and why'
complete -c lianxi -n '__fish_seen_subcommand_from rotation; and __fish_seen_subcommand_from next' -l what
complete -c lianxi -n '__fish_seen_subcommand_from rotation; and __fish_seen_subcommand_from next' -l date
complete -c lianxi -n '__fish_seen_subcommand_from rotation' -a set -d 'Set the order in which units take turns'
complete -c lianxi -n '__fish_seen_subcommand_from rotation; and __fish_seen_subcommand_from set' -l what
complete -c lianxi -n '__fish_seen_subcommand_from rotation; and __fish_seen_subcommand_from set' -l basis
complete -c lianxi -n '__fish_seen_subcommand_from rotation' -a skip -d 'Pass over the one whose turn it is, with the reason'
complete -c lianxi -n '__fish_seen_subcommand_from rotation; and __fish_seen_subcommand_from skip' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from rotation; and __fish_seen_subcommand_from skip' -l what
complete -c lianxi -n '__fish_seen_subcommand_from rotation' -a take -d 'A unit takes its turn, or another one\'s with the reason'
complete -c lianxi -n '__fish_seen_subcommand_from rotation; and __fish_seen_subcommand_from take' -l meeting
complete -c lianxi -n '__fish_seen_subcommand_from rotation; and __fish_seen_subcommand_from take' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from rotation; and __fish_seen_subcommand_from take' -l what
complete -c lianxi -f -n __fish_use_subcommand -a search -d 'Search everything stored'
complete -c lianxi -f -n __fish_use_subcommand -a series -d 'Add a series of meetings'
complete -c lianxi -n '__fish_seen_subcommand_from series' -a add -d 'Add a series of meetings'
complete -c lianxi -n '__fish_seen_subcommand_from series; and __fish_seen_subcommand_from add' -l code
complete -c lianxi -n '__fish_seen_subcommand_from series; and __fish_seen_subcommand_from add' -l counter
complete -c lianxi -n '__fish_seen_subcommand_from series; and __fish_seen_subcommand_from add' -l numbering
complete -c lianxi -n '__fish_seen_subcommand_from series; and __fish_seen_subcommand_from add' -l body
complete -c lianxi -n '__fish_seen_subcommand_from series; and __fish_seen_subcommand_from add' -l owner
complete -c lianxi -n '__fish_seen_subcommand_from series; and __fish_seen_subcommand_from add' -l quorum
complete -c lianxi -n '__fish_seen_subcommand_from series; and __fish_seen_subcommand_from add' -l repeat
complete -c lianxi -n '__fish_seen_subcommand_from series; and __fish_seen_subcommand_from add' -l nth
complete -c lianxi -n '__fish_seen_subcommand_from series; and __fish_seen_subcommand_from add' -l weekday
complete -c lianxi -n '__fish_seen_subcommand_from series; and __fish_seen_subcommand_from add' -l month
complete -c lianxi -n '__fish_seen_subcommand_from series' -a delete -d 'Delete a series without meetings, with its templates and rotation'
complete -c lianxi -n '__fish_seen_subcommand_from series' -a ics -d 'All meetings of a series as iCalendar'
complete -c lianxi -n '__fish_seen_subcommand_from series' -a list -d 'Series of meetings'
complete -c lianxi -n '__fish_seen_subcommand_from series; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from series; and __fish_seen_subcommand_from list' -l group
complete -c lianxi -n '__fish_seen_subcommand_from series; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -n '__fish_seen_subcommand_from series' -a set -d 'Change fields of a series'
complete -c lianxi -n '__fish_seen_subcommand_from series' -a show -d 'One series: when it meets, what comes next, gaps in its numbers'
complete -c lianxi -f -n __fish_use_subcommand -a session -d 'Open the session: state, instant, roll; --yes: also on another day than planned'
complete -c lianxi -n '__fish_seen_subcommand_from session' -a close -d 'Conclude the session; the minutes are next'
complete -c lianxi -n '__fish_seen_subcommand_from session' -a end -d 'Conclude the agenda item being treated'
complete -c lianxi -n '__fish_seen_subcommand_from session' -a next -d 'On to the next agenda item; the first opens the session (--yes: also on an unplanned day)'
complete -c lianxi -n '__fish_seen_subcommand_from session; and __fish_seen_subcommand_from next' -l yes
complete -c lianxi -n '__fish_seen_subcommand_from session' -a open -d 'Open the session: state, instant, roll; --yes: also on another day than planned'
complete -c lianxi -n '__fish_seen_subcommand_from session; and __fish_seen_subcommand_from open' -l yes
complete -c lianxi -n '__fish_seen_subcommand_from session' -a previous -d 'Back to the agenda item before'
complete -c lianxi -n '__fish_seen_subcommand_from session' -a show -d 'Every agenda item with its times, outcome and quorum'
complete -c lianxi -n '__fish_seen_subcommand_from session' -a speaker -d 'In item N the speaker at place FROM comes to place TO'
complete -c lianxi -n '__fish_seen_subcommand_from session' -a start -d 'Take up agenda item N; the one being treated is concluded'
complete -c lianxi -f -n __fish_use_subcommand -a sitting -d 'Add a part of a session'
complete -c lianxi -n '__fish_seen_subcommand_from sitting' -a add -d 'Add a part of a session'
complete -c lianxi -n '__fish_seen_subcommand_from sitting; and __fish_seen_subcommand_from add' -l date
complete -c lianxi -n '__fish_seen_subcommand_from sitting; and __fish_seen_subcommand_from add' -l time
complete -c lianxi -n '__fish_seen_subcommand_from sitting; and __fish_seen_subcommand_from add' -l until
complete -c lianxi -n '__fish_seen_subcommand_from sitting; and __fish_seen_subcommand_from add' -l place
complete -c lianxi -n '__fish_seen_subcommand_from sitting' -a list -d 'The parts of a session in order'
complete -c lianxi -n '__fish_seen_subcommand_from sitting' -a remove -d 'Take a part off'
complete -c lianxi -n '__fish_seen_subcommand_from sitting' -a set -d 'Change a part of a session'
complete -c lianxi -f -n __fish_use_subcommand -a template -d 'Add a template of meetings'
complete -c lianxi -n '__fish_seen_subcommand_from template' -a add -d 'Add a template of meetings'
complete -c lianxi -n '__fish_seen_subcommand_from template; and __fish_seen_subcommand_from add' -l series
complete -c lianxi -n '__fish_seen_subcommand_from template; and __fish_seen_subcommand_from add' -l time
complete -c lianxi -n '__fish_seen_subcommand_from template; and __fish_seen_subcommand_from add' -l place
complete -c lianxi -n '__fish_seen_subcommand_from template' -a apply -d 'Copy a template into a meeting that exists'
complete -c lianxi -n '__fish_seen_subcommand_from template' -a delete -d 'Delete a template with all its lines; meetings made from it stay'
complete -c lianxi -n '__fish_seen_subcommand_from template' -a line -d 'Add a line: agenda, sitting, prep, paper, role, signoff, call (who is called: a body, a unit)'
complete -c lianxi -n '__fish_seen_subcommand_from template; and __fish_seen_subcommand_from line' -l agenda
complete -c lianxi -n '__fish_seen_subcommand_from template; and __fish_seen_subcommand_from line' -l minutes
complete -c lianxi -n '__fish_seen_subcommand_from template; and __fish_seen_subcommand_from line' -l days
complete -c lianxi -n '__fish_seen_subcommand_from template; and __fish_seen_subcommand_from line' -l working
complete -c lianxi -n '__fish_seen_subcommand_from template; and __fish_seen_subcommand_from line' -l unit
complete -c lianxi -n '__fish_seen_subcommand_from template; and __fish_seen_subcommand_from line' -l depth
complete -c lianxi -n '__fish_seen_subcommand_from template; and __fish_seen_subcommand_from line' -l text
complete -c lianxi -n '__fish_seen_subcommand_from template' -a list -d 'Templates of meetings'
complete -c lianxi -n '__fish_seen_subcommand_from template; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from template; and __fish_seen_subcommand_from list' -l group
complete -c lianxi -n '__fish_seen_subcommand_from template; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -n '__fish_seen_subcommand_from template' -a move -d 'Move a line to another place'
complete -c lianxi -n '__fish_seen_subcommand_from template' -a remove -d 'Take a line off'
complete -c lianxi -n '__fish_seen_subcommand_from template' -a set -d 'Change fields of a template'
complete -c lianxi -n '__fish_seen_subcommand_from template' -a show -d 'One template and its lines'
complete -c lianxi -f -n __fish_use_subcommand -a today -d 'What is late, near due, next, new, in lines'
complete -c lianxi -f -n __fish_use_subcommand -a topic -d 'Take in a topic that was handed in'
complete -c lianxi -n '__fish_seen_subcommand_from topic' -a accept -d 'Accept the topic; the next agenda built takes it'
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from accept' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from topic' -a add -d 'Take in a topic that was handed in'
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l unit
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l kind
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l speaker
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l attend
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l series
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l minutes
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l basis
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l gist
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l question
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l consulted
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l legality
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l annexes
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l secrecy
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l date
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l meeting
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from add' -l of
complete -c lianxi -n '__fish_seen_subcommand_from topic' -a check -d 'The office has checked the topic'
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from check' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from topic' -a done -d 'The topic was dealt with in session'
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from done' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from topic' -a list -d 'Topics, with state and reason'
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -n '__fish_seen_subcommand_from topic' -a park -d 'Park the topic; again: take it back'
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from park' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from topic' -a refuse -d 'Refuse the topic, with the reason; it stays in the pool'
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from refuse' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from topic' -a reopen -d 'A refused or withdrawn topic begins anew'
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from reopen' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from topic' -a schedule -d 'Put an accepted topic on the agenda of a meeting'
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from schedule' -l at
complete -c lianxi -n '__fish_seen_subcommand_from topic' -a set -d 'Change fields of a topic'
complete -c lianxi -n '__fish_seen_subcommand_from topic' -a show -d 'One topic; TOPIC is its number in the list or its title'
complete -c lianxi -n '__fish_seen_subcommand_from topic' -a unpark -d 'Take a parked topic back, as checked'
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from unpark' -l reason
complete -c lianxi -n '__fish_seen_subcommand_from topic' -a withdraw -d 'Its unit has withdrawn the topic'
complete -c lianxi -n '__fish_seen_subcommand_from topic; and __fish_seen_subcommand_from withdraw' -l reason
complete -c lianxi -f -n __fish_use_subcommand -a trace -d 'Where it came from, up to the sentence, and what came of it'
complete -c lianxi -f -n __fish_use_subcommand -a undo -d 'Take back my last change'
complete -c lianxi -f -n __fish_use_subcommand -a unit -d 'Add a unit'
complete -c lianxi -n '__fish_seen_subcommand_from unit' -a add -d 'Add a unit'
complete -c lianxi -n '__fish_seen_subcommand_from unit; and __fish_seen_subcommand_from add' -l parent
complete -c lianxi -n '__fish_seen_subcommand_from unit; and __fish_seen_subcommand_from add' -l kind
complete -c lianxi -n '__fish_seen_subcommand_from unit' -a alias -d 'Another name of a unit; with --to a former name, for papers of before that day'
complete -c lianxi -n '__fish_seen_subcommand_from unit; and __fish_seen_subcommand_from alias' -l from
complete -c lianxi -n '__fish_seen_subcommand_from unit; and __fish_seen_subcommand_from alias' -l to
complete -c lianxi -n '__fish_seen_subcommand_from unit' -a find -d 'Units by part of a name or pinyin'
complete -c lianxi -n '__fish_seen_subcommand_from unit' -a import -d 'Take units from a CSV file'
complete -c lianxi -n '__fish_seen_subcommand_from unit; and __fish_seen_subcommand_from import' -l dry-run
complete -c lianxi -n '__fish_seen_subcommand_from unit' -a list -d 'Units'
complete -c lianxi -n '__fish_seen_subcommand_from unit; and __fish_seen_subcommand_from list' -l sort
complete -c lianxi -n '__fish_seen_subcommand_from unit; and __fish_seen_subcommand_from list' -l group
complete -c lianxi -n '__fish_seen_subcommand_from unit; and __fish_seen_subcommand_from list' -l limit
complete -c lianxi -n '__fish_seen_subcommand_from unit' -a member -d 'A unit\'s membership, from and to'
complete -c lianxi -n '__fish_seen_subcommand_from unit; and __fish_seen_subcommand_from member' -l from
complete -c lianxi -n '__fish_seen_subcommand_from unit; and __fish_seen_subcommand_from member' -l to
complete -c lianxi -n '__fish_seen_subcommand_from unit; and __fish_seen_subcommand_from member' -l rank
complete -c lianxi -n '__fish_seen_subcommand_from unit; and __fish_seen_subcommand_from member' -l basis
complete -c lianxi -n '__fish_seen_subcommand_from unit' -a set -d 'Change fields of a unit'
complete -c lianxi -n '__fish_seen_subcommand_from unit' -a show -d 'One unit: names, persons, items'
complete -c lianxi -f -n __fish_use_subcommand -a vote -d 'A counted vote on item N'
