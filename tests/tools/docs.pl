#!/usr/bin/perl
# Writes what follows from the command table: docs/commands.md, the COMMANDS of the man pages, completions.
# usage: tests/tools/docs.pl OUT      reads tui/command.def and docs/man; perl-base is enough
use strict;
use warnings;
use utf8;

my $out = shift // 'docs';
my @commands = read_table('tui/command.def');
my @cli = grep { $_->{flags} =~ /\bF_CLI/ && $_->{flags} !~ /\bF_CLI_ONLY\b.*\bF_HIDDEN/ } @commands;
my $made = 'made from tui/command.def by `make docs`';

put('commands.md', commands_md());
put('completions/lianxi.bash', bash());
put('completions/_lianxi', zsh());
put('completions/lianxi.fish', fish());
put('man/lianxi.1', man('docs/man/lianxi.1', 'en'));
put('man/zh_CN/lianxi.1', man('docs/man/zh_CN/lianxi.1', 'zh'));

# C(ID, "name", "keys", contexts, flags, "args", L("label", "label"), L("help", "help"))
sub read_table {
    my ($path) = @_;
    open my $in, '<:utf8', $path or die "$path: $!\n";
    my $text = do { local $/; <$in> };
    my $s = qr/"((?:[^"\\]|\\.)*)"/;
    my @rows;
    while ($text =~ /^C\((\w+),\s*$s,\s*$s,\s*([^,]+),\s*([^,]+),\s*$s,\s*L\($s,\s*$s\),\s*L\($s,\s*$s\)\)/gm) {
        my %row = (id => $1, name => $2, keys => $3, contexts => $4, flags => $5, args => $6, label => $7, label_zh => $8, help => $9, help_zh => $10);
        s/\\(["\\])/$1/g for values %row;
        push @rows, \%row;
    }
    return @rows;
}

sub put {
    my ($name, $text) = @_;
    my $path = "$out/$name";
    system('mkdir', '-p', $path =~ s{/[^/]*$}{}r) == 0 or die "mkdir for $path\n";
    open my $to, '>:utf8', $path or die "$path: $!\n";
    print $to $text;
    close $to or die "$path: $!\n";
}

sub cell { $_[0] =~ s/\|/\\|/gr }

sub commands_md {
    my $md = "# Commands 命令\n\n<!-- $made -->\n\n"
        . "The same names work after `lianxi` in a shell and after `:` on the screen. Exit codes and queries: lianxi(1).\n"
        . "命令行与屏幕 `:` 后使用同一套名称；退出码与查询写法见 lianxi(1)。\n\n"
        . "| command 命令 | arguments 参数 | | |\n| --- | --- | --- | --- |\n";
    for (sort { $a->{name} cmp $b->{name} } @cli) {
        $md .= sprintf "| `%s` | %s | %s | %s |\n", cell($_->{name}), $_->{args} eq '' ? '' : '`' . cell($_->{args}) . '`', cell($_->{help}), cell($_->{help_zh});
    }
    return $md;
}

# First words of the commands, and what follows each.
sub tree {
    my %tree;
    for (@cli) {
        my ($noun, $verb) = split / /, $_->{name}, 2;
        my @options = $_->{args} =~ /(--[a-z][a-z-]*)/g;
        $tree{$noun}{verbs}{ $verb // '' } = { help => $_->{help}, options => \@options };
        $tree{$noun}{help} //= $_->{help};
    }
    return \%tree;
}

my @global;
BEGIN { @global = qw(--db --as --lang --as-of --version --help) }

sub bash {
    my $tree = tree();
    my $cases = '';
    for my $noun (sort keys %$tree) {
        my $verbs = $tree->{$noun}{verbs};
        $cases .= "    \"$noun \") words='" . join(' ', grep { $_ ne '' } sort keys %$verbs) . (exists $verbs->{''} ? ' ' . join(' ', @{ $verbs->{''}{options} }) : '') . "' ;;\n";
        for my $verb (grep { $_ ne '' && @{ $verbs->{$_}{options} } } sort keys %$verbs) {
            $cases .= "    \"$noun $verb\") words='" . join(' ', @{ $verbs->{$verb}{options} }) . "' ;;\n";
        }
    }
    return "# bash completion of lianxi, $made\n_lianxi() {\n"
        . "  local word=\${COMP_WORDS[COMP_CWORD]} noun= verb= words= i\n"
        . "  for ((i = 1; i < COMP_CWORD; i++)); do\n    case \${COMP_WORDS[i]} in\n    --db | --as | --lang | --as-of) ((i++)) ;;\n    -*) ;;\n"
        . "    *) if [ -z \"\$noun\" ]; then noun=\${COMP_WORDS[i]}; elif [ -z \"\$verb\" ]; then verb=\${COMP_WORDS[i]}; fi ;;\n    esac\n  done\n"
        . "  case \"\$noun \$verb\" in\n    ' ') words='" . join(' ', @global, sort keys %$tree) . "' ;;\n$cases  esac\n"
        . "  case \${COMP_WORDS[COMP_CWORD - 1]} in\n    --db | -o) COMPREPLY=(\$(compgen -f -- \"\$word\")) ;;\n    --lang) COMPREPLY=(\$(compgen -W 'zh en' -- \"\$word\")) ;;\n"
        . "    *) COMPREPLY=(\$(compgen -W \"\$words\" -- \"\$word\")); [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=(\$(compgen -f -- \"\$word\")) ;;\n  esac\n}\ncomplete -F _lianxi lianxi\n";
}

sub quoted { $_[0] =~ s/'/'\\''/gr }

sub zsh {
    my $tree = tree();
    my $text = "#compdef lianxi\n# $made\nlocal -a nouns verbs\nlocal noun=\${words[2]}\nif (( CURRENT == 2 )); then\n  nouns=(\n";
    $text .= "    '$_:" . quoted($tree->{$_}{help} =~ s/:/\\:/gr) . "'\n" for sort keys %$tree;
    $text .= "  )\n  _describe command nouns\n  _arguments " . join(' ', map { "'$_'" } @global) . "\nelif (( CURRENT == 3 )); then\n  case \$noun in\n";
    for my $noun (sort keys %$tree) {
        my @verbs = grep { $_ ne '' } sort keys %{ $tree->{$noun}{verbs} } or next;
        $text .= "  $noun) verbs=(" . join(' ', map { "'$_:" . quoted($tree->{$noun}{verbs}{$_}{help} =~ s/:/\\:/gr) . "'" } @verbs) . ") ;;\n";
    }
    return $text . "  esac\n  _describe verb verbs\nelse\n  _files\nfi\n";
}

sub fish {
    my $tree = tree();
    my $text = "# fish completion of lianxi, $made\n";
    $text .= 'complete -c lianxi -n __fish_use_subcommand -l ' . substr($_, 2) . "\n" for @global;
    for my $noun (sort keys %$tree) {
        $text .= "complete -c lianxi -f -n __fish_use_subcommand -a $noun -d '" . ($tree->{$noun}{help} =~ s/'/\\'/gr) . "'\n";
        for my $verb (sort keys %{ $tree->{$noun}{verbs} }) {
            my $v = $tree->{$noun}{verbs}{$verb};
            $text .= "complete -c lianxi -n '__fish_seen_subcommand_from $noun' -a $verb -d '" . ($v->{help} =~ s/'/\\'/gr) . "'\n" if $verb ne '';
            $text .= "complete -c lianxi -n '__fish_seen_subcommand_from $noun; and __fish_seen_subcommand_from $verb' -l " . substr($_, 2) . "\n"
                for grep { $verb ne '' } @{ $v->{options} };
        }
    }
    return $text;
}

# The page as it stands, with new lines between its two marks.
sub man {
    my ($path, $lang) = @_;
    open my $in, '<:utf8', $path or die "$path: $!\n";
    my $text = do { local $/; <$in> };
    my $part = '';
    for (sort { $a->{name} cmp $b->{name} } @cli) {
        my ($args, $help) = map { s/\\/\\e/gr =~ s/-/\\-/gr =~ s/^([.'])/\\&$1/r } $_->{args}, $lang eq 'zh' ? $_->{help_zh} : $_->{help};
        $part .= ".TP\n.B $_->{name}\n" . ($args eq '' ? '' : "$args\n.br\n") . "$help\n";
    }
    $text =~ s/(^\.\\" BEGIN COMMANDS[^\n]*\n).*?(^\.\\" END COMMANDS)/$1$part$2/ms or die "$path: no marks for the commands\n";
    return $text;
}
