#!/usr/bin/perl
# The rules of the house that can be read off the sources; perl-base is enough.
# usage: tests/lint/source.pl ROOT        prints "lint: FILE:LINE: rule: why"; exit 1 when anything was printed.
# Lines "look: ..." are places to look at, no violations.  tests/lint/selftest.sh plants one violation of each rule.
use strict;
use warnings;

my $root = shift // '.';
chdir $root or die "$root: $!\n";
binmode STDOUT, ':utf8';

my $violations = 0;
my $han = qr/[\x{2e80}-\x{2fdf}\x{3005}\x{3007}\x{3400}-\x{9fff}\x{f900}-\x{faff}\x{20000}-\x{3ffff}]/;

# FILE:RULE that may break it, and why.
my %allowed = (
    'core/mem.c:exit' => 'lx_fatal without a hook ends with _exit',
    'tui/draw.c:draw' => 'the one place that draws',
    'tests/db/test_together.c:sleep' => 'a kill at any moment is what is tested',
);

# Which header may stand where: header, files, how many of them at the most (0: any number), whose library.
my @homes = (
    [qr/^uni(str|width|ctype|gbrk|lbrk|wbrk|norm|case|conv|types|name)\.h$/, qr{^core/text/}, 0, 'libunistring'],
    [qr/^cmark/,                    qr{^core/},  1, 'libcmark'],
    [qr/^jansson/,                  qr{^core/},  1, 'jansson'],
    [qr/^sqlite3/,                  qr{^db/},    0, 'sqlite3'],
    [qr/^(sha\w*|md\d|rmd160)\.h$/, qr{^db/},    1, 'libmd'],
    [qr/^ini\.h$/,                  qr{^tui/},   1, 'inih'],
    [qr/^libintl\.h$/,              qr{^tui/},   0, 'gettext'],
    [qr{^(n?curses\w*/)?(n?curses|term|panel|menu|form)\.h$}, qr{^tui/(screen|draw|keys)\.c$}, 0, 'ncurses'],
    [qr{^(pango|cairo|fontconfig|ft2build|freetype|glib)},    qr{^core/page/pdf(font)?\.[ch]$}, 0, 'cairo'],
    [qr/^(xlsxwriter|expat)/,       qr{^core/},  1, 'the spreadsheet library'],
    [qr/^(unzip|zip|minizip)/,      qr{^core/},  1, 'minizip'],
    [qr/^(cmocka|vterm)/,           qr{^tests/}, 0, 'the test library'],
);

my @paths = split /\n/, `find core db tui tests docs Makefile README.md .ci -type f 2>/dev/null | LC_ALL=C sort`;
my @sources = map { parse($_) } grep { m{^(core|db|tui)/.*\.(c|h|def)$} } @paths;

for my $f (@sources) {
    include($f);
    han($f);
    sql($f);
    drawing($f);
    padding($f);
    quiet($f);
    shell($f);
    extern_data($f);
    labels($f);
    sizes($f);
}
homes(@sources);
records($_) for grep { $_->{path} =~ m{^core/(record|enum)\.def$} } @sources;
unfinished($_) for grep { !m{^tests/(fixtures|screens|lint)/} } @paths;
sleeping($_) for map { parse($_) } grep { m{^tests/(core|db|tui|pty|lib)/.*\.[ch]$} } @paths;
exit($violations ? 1 : 0);

sub found {
    my ($path, $line, $rule, $why) = @_;
    return if $allowed{"$path:$rule"};
    print "lint: $path:$line: $rule: $why\n";
    $violations++;
}

# One source: its lines as they are, its code (comments blanked, strings emptied), and its string literals with their
# line; literals that stand side by side are one.
sub parse {
    my ($path) = @_;
    open my $in, '<:raw', $path or die "$path: $!\n";
    local $/;
    my $text = <$in> // '';
    close $in;
    utf8::decode($text) or found($path, 1, 'utf8', 'the file is not UTF-8');
    my ($code, $line, $open, @strings) = ('', 1, 0);
    while ($text =~ m{\G( /\*.*?\*/ | //[^\n]* | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | \s+ | . )}gsx) {
        my $token = $1;
        if ($token =~ m{^(/\*|//)}) {
            $code .= $token =~ s/[^\n]//gr . ' ';
        } elsif ($token =~ /^"/) {
            my $inside = substr $token, 1, -1;
            if ($open) { $strings[-1][1] .= $inside } else { push @strings, [$line, $inside] }
            $open = 1;
            $code .= '""';
        } else {
            $open = 0 if $token !~ /^\s/;
            $code .= $token =~ /^'./ ? "' '" : $token;
        }
        $line += $token =~ tr/\n//;
    }
    return { path => $path, area => $path =~ m{^(\w+)}, strings => \@strings, text => $text,
             lines => [split /\n/, $text, -1], code => [split /\n/, $code, -1] };
}

# Calls do(number, line) for each line of code.
sub each_line {
    my ($lines, $do) = @_;
    my $n = 0;
    $do->(++$n, $_) for @$lines;
}

# libc <- core <- db <- tui; includes are written from the top.
sub include {
    my ($f) = @_;
    each_line($f->{lines}, sub {
        my ($n, $line) = @_;
        return unless $line =~ /^\s*#\s*include\s+"([^"]+)"/;
        my $what = $1;
        my $ok = $f->{area} eq 'core' ? $what =~ m{^core/}
               : $f->{area} eq 'db'   ? $what =~ m{^(core|db)/}
               :                        $what =~ m{^(core|tui)/|^db/db\.h$};
        found($f->{path}, $n, 'include', $what !~ m{/} ? "\"$what\" is to be written from the top of the tree"
                                                       : "$f->{area} must not know of \"$what\"") unless $ok;
        found($f->{path}, $n, 'include', "$what belongs to record.h and record.c; loop over lx_table() instead")
            if $what =~ m{^core/(record|enum)\.def$} && $f->{path} !~ m{^core/record\.[ch]$};
    });
}

# Each library in its own files.
sub homes {
    my %seen;
    for my $f (@_) {
        each_line($f->{lines}, sub {
            my ($n, $line) = @_;
            return unless $line =~ /^\s*#\s*include\s+<([^>]+)>/;
            my $header = $1;
            for my $home (grep { $header =~ $_->[0] } @homes) {
                my (undef, $where, $most, $library) = @$home;
                found($f->{path}, $n, 'library', "<$header>: $library is not for this file") if $f->{path} !~ $where;
                $seen{$library}{ $f->{path} } = 1 if $f->{path} =~ $where;
                found($f->{path}, $n, 'library', "<$header>: $library has one file, here are " . join ' ', sort keys %{ $seen{$library} })
                    if $most && keys %{ $seen{$library} } > $most;
            }
        });
    }
}

# Chinese words stand in .def tables and catalogues, never in C; comments may show examples.
sub han {
    my ($f) = @_;
    return if $f->{path} =~ /\.def$/;
    each_line($f->{code}, sub { found($f->{path}, $_[0], 'han', 'Han characters in code') if $_[1] =~ $han });
    for (@{ $f->{strings} }) {
        found($f->{path}, $_->[0], 'han', "Han characters in a string: \"$_->[1]\"") if $_->[1] =~ $han;
    }
}

sub sql {
    my ($f) = @_;
    return if $f->{area} eq 'db';
    for (@{ $f->{strings} }) {
        my ($line, $s) = @$_;
        found($f->{path}, $line, 'sql', "\"$s\": SQL belongs to db")
            if $s =~ /^\s*(select\s.+\sfrom\s|SELECT\s)/s
            || $s =~ /\b(INSERT\s+(OR\s+\w+\s+)?INTO|insert\s+(or\s+\w+\s+)?into|DELETE\s+FROM|delete\s+from\s+\w+\s+where)\b/
            || $s =~ /\b(UPDATE\s+\S+\s+SET\b|update\s+\S+\s+set\s+\S+\s*=)/
            || $s =~ /\b(CREATE|create|ALTER|alter|DROP|drop)\s+(\w+\s+)?(TABLE|table|INDEX|index|VIEW|view|TRIGGER|trigger)\s+\S/
            || $s =~ /\b(PRAGMA|pragma)\s+\w/
            || $s =~ /\b(ORDER\s+BY|GROUP\s+BY|BEGIN\s+IMMEDIATE|LEFT\s+JOIN)\b/;
    }
}

# Text reaches the screen through tui/draw.c only.
sub drawing {
    my ($f) = @_;
    return if $f->{area} ne 'tui';
    each_line($f->{code}, sub {
        found($f->{path}, $_[0], 'draw', "$1: only tui/draw.c draws")
            if $_[1] =~ /\b((?:mv)?w?(?:add|ins|echo)_?(?:n?w?str|w?chn?str|w?ch)
                          |(?:mv)?(?:vw_?|w)?printw|(?:mv)?w?[hv]line(?:_set)?|w?border(?:_set)?|box(?:_set)?)\s*\(/x;
    });
}

# Only core/text pads: printf counts bytes, a terminal counts cells.
sub padding {
    my ($f) = @_;
    return if $f->{area} eq 'db' || $f->{path} =~ m{^core/text/};
    for (@{ $f->{strings} }) {
        found($f->{path}, $_->[0], 'padding', "\"$1\" pads bytes; use lx_text_fit")
            if $_->[1] =~ /(?<!%)(?:%%)*(%(?:\d+\$)?[-0+ #']*(?:\*|[1-9]\d*)(?:\.(?:\*|\d+))?l?s)/;
    }
}

# core and db print nothing and never end the process.
sub quiet {
    my ($f) = @_;
    return if $f->{area} eq 'tui';
    each_line($f->{code}, sub {
        found($f->{path}, $_[0], 'exit', "$1: only tui ends the process")
            if $_[1] =~ /(?<![\w.>])((?:_|quick_)?exit|_Exit|abort|raise)\s*\(/;
        found($f->{path}, $_[0], 'print', "$1: $f->{area} prints nothing; give values back")
            if $_[1] =~ /(?<![\w.>])(v?f?printf|v?dprintf|f?puts|f?putc|putchar|perror|psignal|stdout|stderr|stdin)\b/
            && $_[1] !~ /__attribute__|^\s*#\s*define\s+LX_PRINTF/;
    });
}

# No data is ever run as a command, no string outgrows its room.
sub shell {
    my ($f) = @_;
    each_line($f->{code}, sub {
        found($f->{path}, $_[0], 'shell', "$1: no shell; posix_spawn with an argument vector")
            if $_[1] =~ /(?<![\w.>])(system|popen|wordexp)\s*\(/;
        found($f->{path}, $_[0], 'unsafe', "$1: use core/str.h")
            if $_[1] =~ /(?<![\w.>])(strcpy|strcat|strncpy|strncat|v?sprintf|gets|strtok|alloca)\s*\(/;
    });
}

# No data is shared between files; what is mutable is looked for in the objects (tests/lint/state.sh).
sub extern_data {
    my ($f) = @_;
    each_line($f->{code}, sub {
        found($f->{path}, $_[0], 'extern', 'extern data: give a function, or make it const')
            if $_[1] =~ /^\s*extern\b(?!.*\bconst\b)(?!.*\()/ && $_[1] !~ /\benviron;/; # the system's own
    });
}

# L("English", "Chinese"): both are there, and the second is Chinese.
sub labels {
    my ($f) = @_;
    return if $f->{path} !~ /\.def$/;
    each_line($f->{lines}, sub {
        my ($n, $line) = @_;
        while ($line =~ /\bL\(\s*"((?:[^"\\]|\\.)*)"\s*,\s*"((?:[^"\\]|\\.)*)"\s*\)/g) {
            my ($en, $zh) = ($1, $2);
            next if $en eq '' && $zh eq '';
            found($f->{path}, $n, 'label', "L(\"$en\", \"$zh\"): first English, then Chinese")
                if $en eq '' || ($zh !~ $han && $en ne $zh);
        }
    });
}

# RECORD and END, ENUM and END_ENUM stand in pairs; fields and words name the one they stand in; flags are sorted.
sub records {
    my ($f) = @_;
    my ($type, $tag);
    each_line($f->{code}, sub {
        my ($n, $line) = @_;
        my $bad = sub { found($f->{path}, $n, 'table', $_[0]) };
        if ($line =~ /^(?:RECORD|ENUM)\((\w+)(?:,\s*(\w+))?/) {
            $bad->("$1 begins before $type has ended") if defined $type;
            ($type, $tag) = ($1, $2 // $1);
        } elsif ($line =~ /^(?:END|END_ENUM)\((\w+)\)/) {
            $bad->("the end of $1 stands where " . (defined $type ? "$type is open" : 'nothing is open')) if ($type // '') ne $1;
            undef $type;
        } elsif ($line =~ /^(?:FIELD|WORD)\((\w+),\s*(\w+)/) {
            $bad->("$1 $2 stands in " . (defined $type ? $tag : 'nothing')) if !defined $type || $tag ne $1;
            return unless $line =~ /^FIELD\((?:\w+,\s*){4}([^,]*?)\s*,/;
            my %once;
            $bad->("flags in alphabetical order, each once: $1") if join(' ', sort grep { !$once{$_}++ } split /[\s|]+/, $1) ne join(' ', split /[\s|]+/, $1);
        }
    });
    found($f->{path}, scalar @{ $f->{code} }, 'table', "$type has no end") if defined $type;
}

# Nothing unfinished is landed.
sub unfinished {
    my ($path) = @_;
    return if $path =~ /\.(gz|png|pdf|db|mo|bin)$/;
    open my $in, '<', $path or return;
    while (my $line = <$in>) {
        found($path, $., 'unfinished', "$1: finish it, or say it in an issue") if $line =~ /\b(TODO|FIXME|XXX|HACK)\b/;
    }
}

# Tests wait for what they wait for.
sub sleeping {
    my ($f) = @_;
    each_line($f->{code}, sub {
        found($f->{path}, $_[0], 'sleep', "$1: wait for the event") if $_[1] =~ /(?<![\w.>])((?:u|nano)?sleep|clock_nanosleep)\s*\(/;
    });
}

# Places to look, not a verdict; tables are long by nature.
sub sizes {
    my ($f) = @_;
    return if $f->{path} =~ /\.def$/;
    my ($name, $start) = ('', 0);
    my $length = @{ $f->{lines} } - 1;
    print "look: $f->{path}:1: size: $length lines\n" if $length > 600;
    each_line($f->{code}, sub {
        my ($n, $line) = @_;
        $name = $1 if $line =~ /^\w[^;=]*?\b(\w+)\([^;]*$/;
        $start = $n if $line =~ /^\{/;
        return unless $start && $line =~ /^\}/;
        print "look: $f->{path}:$start: size: $name has ", $n - $start - 1, " lines\n" if $n - $start - 1 > 80;
        $start = 0;
    });
}
