#!/bin/sh
# Prints one paper of each kind on CUPS queues of its own: server, configuration and spool in a folder of /tmp, on a free port of
# loopback; started here, stopped here.  Then every failure must be one sentence: paused queue, closed queue, unknown printer, full
# disk, no printer, no server; and what the server gave up, keeps or was told to cancel must say so.
# usage: tests/tools/checkprint.sh BUILD       exit 0 all well, 1 something is wrong, 2 packages are missing
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$(cd "$1" && pwd) || exit 1
PATH=$PATH:/usr/sbin:/sbin

# --- what it needs -------------------------------------------------------------------------------------------------------
missing=
need() { command -v "$1" >/dev/null || case " $missing " in *" $2 "*) ;; *) missing="$missing $2" ;; esac; }
need cupsd cups
need lpadmin cups-client
need lp cups-client
need pdftotext poppler-utils
[ -n "$missing" ] && {
    echo "check-print: missing; apt install$missing" >&2
    exit 2
}

dir=$(mktemp -d /tmp/lianxi-print.XXXXXX) || exit 1
chmod 755 "$dir"
mkdir -p "$dir/bin/backend" "$dir/root" "$dir/run" "$dir/cache" "$dir/log" "$dir/spool/tmp" "$dir/out" "$dir/home"
server= mounted= bad=0 n=0
fail() {
    echo "check-print: FAILED: $*" >&2
    bad=$((bad + 1))
}
ok() { n=$((n + 1)); }

stop_server() {
    [ -n "$server" ] && kill "$server" 2>/dev/null && wait "$server" 2>/dev/null
    server=
}
clean_up() {
    stop_server
    [ -n "$mounted" ] && umount "$mounted"
    [ -s "$dir/pdf-made" ] && while read -r f; do rm -f "$f"; done <"$dir/pdf-made"
    rm -rf "$dir"
}
trap clean_up EXIT
trap 'exit 1' INT TERM HUP

# --- a server of our own --------------------------------------------------------------------------------------------------
user=$(id -un) group=$(id -gn)
if [ "$(id -u)" = 0 ]; then # the server gives its helpers to lp
    user=lp group=lp
    chown lp "$dir/out"
fi
for d in filter daemon driver monitor notifier cgi-bin; do
    [ -e "/usr/lib/cups/$d" ] && ln -s "/usr/lib/cups/$d" "$dir/bin/$d"
done
[ -e /usr/lib/cups/backend/cups-pdf ] && ln -s /usr/lib/cups/backend/cups-pdf "$dir/bin/backend/cups-pdf"
cat >"$dir/bin/backend/keep" <<EOF
#!/bin/sh
# keeps what is printed: JOB.pdf, and how it was asked for: JOB.args
[ \$# = 0 ] && exit 0
if [ -n "\${6:-}" ]; then cat "\$6"; else cat; fi >"$dir/out/\$1.part" && mv "$dir/out/\$1.part" "$dir/out/\$1.pdf"
printf '%s\n' "copies=\$4 \$5" >"$dir/out/\$1.args"
EOF
cat >"$dir/bin/backend/broken" <<EOF
#!/bin/sh
# gives up every job
[ \$# = 0 ] && exit 0
cat >/dev/null
echo 'ERROR: the drum is broken' >&2
exit 1
EOF
chmod 755 "$dir/bin/backend/keep" "$dir/bin/backend/broken"

# usage: start_server SPOOL
start_server() {
    port=$((20000 + $$ % 20000))
    for _ in 1 2 3 4 5; do
        cat >"$dir/files.conf" <<EOF
User $user
Group $group
SystemGroup root
FatalErrors config
ServerBin $dir/bin
ServerRoot $dir/root
StateDir $dir/run
CacheDir $dir/cache
RequestRoot $1
TempDir $1/tmp
AccessLog $dir/log/access
ErrorLog $dir/log/error
PageLog $dir/log/page
EOF
        cat >"$dir/cupsd.conf" <<EOF
LogLevel info
Listen 127.0.0.1:$port
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobHistory Yes
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
EOF
        CUPS_SERVER=127.0.0.1:$port
        export CUPS_SERVER
        cupsd -f -c "$dir/cupsd.conf" -s "$dir/files.conf" >"$dir/log/out" 2>&1 &
        server=$!
        for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
            LC_ALL=C lpstat -r 2>/dev/null | grep -q 'is running' && kill -0 "$server" 2>/dev/null && return 0
            sleep 0.25
        done
        stop_server
        port=$((port + 17))
    done
    cat "$dir/log/out" "$dir/log/error" >&2
    return 1
}
start_server "$dir/spool" || {
    fail "cupsd does not start"
    exit 1
}
for q in office attic cellar; do
    lpadmin -p $q -v keep:/ -E 2>>"$dir/log/lpadmin" || fail "no queue $q"
done
lpadmin -p drum -v broken:/ -E -o printer-error-policy=abort-job 2>>"$dir/log/lpadmin" || fail "no queue drum"
lpadmin -p stuck -v broken:/ -E -o printer-error-policy=stop-printer 2>>"$dir/log/lpadmin" || fail "no queue stuck"
lpadmin -d office
cupsdisable -r 'out of paper' attic
cupsreject -r 'closed' cellar

# --- the office -----------------------------------------------------------------------------------------------------------
HOME=$dir/home XDG_STATE_HOME=$dir/home XDG_CONFIG_HOME=$dir/home LIANXI_NOW='2024-06-25 09:00'
export HOME XDG_STATE_HOME XDG_CONFIG_HOME LIANXI_NOW
cp "$build/demo/lianxi.db" "$dir/office.db"
L() { "$build/lianxi" --lang en --db "$dir/office.db" "$@"; }

# Waits until the file is there, at most twenty seconds.
wait_for() {
    for _ in $(seq 80); do
        [ -e "$1" ] && return 0
        sleep 0.25
    done
    return 1
}

# A record to make a paper of that kind of.
samples() {
    case $1 in
    MEETING | POOL) L meeting list --numbers ;;
    ITEM) L item list --numbers --limit 5 ;;
    UNIT) L unit list --numbers --limit 20 ;;
    QUERY) echo state:open ;;
    DOCUMENT) L document list --numbers ;;
    DECISION) L decision list --numbers --limit 5 ;;
    NONE | TOPIC | BODY) echo ;;
    *) # another kind of NO: whatever has a number
        L meeting list --numbers
        L document list --numbers
        L item list --numbers --limit 5
        echo
        ;;
    esac
}

# --- one paper of each kind -------------------------------------------------------------------------------------------------
cups_pdf=
if [ "$(id -u)" = 0 ] && [ -e "$dir/bin/backend/cups-pdf" ] && [ -e /usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd ]; then
    # cups-pdf gives a file to the home folder of who prints it, whatever HOME says; what comes is taken away again
    home=$(getent passwd root | cut -d: -f6)
    lpadmin -p paper -v cups-pdf:/ -E -P /usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd 2>>"$dir/log/lpadmin" && cups_pdf=$home/PDF
fi
[ -n "$cups_pdf" ] || echo "check-print: not through cups-pdf (it wants root and the package printer-driver-cups-pdf); the queue keeps the files itself"

print_kind() {
    kind=$1 of=$2
    if [ -n "$no" ]; then set -- "$kind" "$no"; else set -- "$kind"; fi
    L paper "$@" --pdf -o "$dir/want.pdf" 2>/dev/null || return 1
    job=$(L paper "$@" --print --printer office 2>"$dir/said") || {
        fail "$kind ($of $no): $(cat "$dir/said")"
        return 0
    }
    id=${job##*-}
    if ! wait_for "$dir/out/$id.args"; then
        fail "$kind: $job never came out"
    elif ! cmp -s "$dir/want.pdf" "$dir/out/$id.pdf"; then
        fail "$kind: what came out is not what --pdf makes"
    else
        ok
    fi
    if [ -n "$cups_pdf" ]; then
        touch "$dir/before"
        job=$(L paper "$@" --print --printer paper 2>"$dir/said") || fail "$kind through cups-pdf: $(cat "$dir/said")"
        came=
        for _ in $(seq 80); do
            came=$(find "$cups_pdf" -name "lianxi_*.pdf" -newer "$dir/before" -size +0 2>/dev/null | head -n 1)
            LC_ALL=C lpstat -W completed -o paper 2>/dev/null | grep -q "^$job " && [ -n "$came" ] && break
            sleep 0.25
        done
        if [ -z "$came" ]; then
            fail "$kind: nothing came through cups-pdf"
        else
            echo "$came" >>"$dir/pdf-made"
            want=$(pdfinfo "$dir/want.pdf" | awk '/^Pages/ { print $2 }') got=$(pdfinfo "$came" | awk '/^Pages/ { print $2 }')
            [ "$want" = "$got" ] && ok || fail "$kind: $got pages through cups-pdf, not $want"
            rm -f "$came"
        fi
    fi
    return 0
}

sed -n 's/^PAPER([A-Z_0-9]*, "\([a-z_-]*\)".*, \([A-Z]*\)).*$/\1 \2/p' core/paper/paper.def >"$dir/kinds"
L office set copy_mark=plain >/dev/null # some were printed before: what comes out is compared byte by byte
while read -r kind of; do
    made=
    samples "$of" >"$dir/samples"
    while read -r no; do
        print_kind "$kind" "$of" <&3 && made=yes && break
    done 3</dev/null <"$dir/samples"
    [ -n "$made" ] || fail "$kind: the demonstration office has nothing to make it of ($of)"
done <"$dir/kinds"
echo "check-print: $(wc -l <"$dir/kinds") kinds of papers"

# --- again, and how it was asked for --------------------------------------------------------------------------------------------
L office set copy_mark=marked >/dev/null
first=$(L paper minutes 26 --print --printer office 2>"$dir/said") || fail "minutes: $(cat "$dir/said")"
again=$(L paper minutes 26 --print --printer office --copies 2 --duplex long --pages 1 2>"$dir/said") || fail "minutes: $(cat "$dir/said")"
wait_for "$dir/out/${first##*-}.args" && wait_for "$dir/out/${again##*-}.args" || fail "the second print never came out"
pdftotext -layout "$dir/out/${again##*-}.pdf" - | head -n 3 | grep -q '副本' && ok || fail "the second print does not say that it is a copy"
args=$(cat "$dir/out/${again##*-}.args")
for option in copies=2 sides=two-sided-long-edge page-ranges=1 media=A4; do
    case " $args " in *" $option "*) ok ;; *) fail "$option is not in: $args" ;; esac
done
L print list 26 --limit 2 | grep -q 'office ×2 .*copy .*done' && ok || fail "the print is not on record: $(L print list 26 --limit 2)"

# --- failures ---------------------------------------------------------------------------------------------------------------------
# usage: refused EXIT WORDS COMMAND...      the command ends so, and says one sentence that holds the words; in Chinese one too
LZ() { "$build/lianxi" --lang zh --db "$dir/office.db" "$@"; }
refused() {
    want=$1 words=$2
    shift 2
    L "$@" >"$dir/o" 2>"$dir/e"
    got=$?
    sed -i '/substitute fonts/d' "$dir/e" # the log of the fonts, beside the sentence
    lines=$(grep -c . "$dir/e")
    if [ $got = "$want" ] && [ "$lines" = 1 ] && grep -q "$words" "$dir/e"; then
        ok
        echo "  $(cat "$dir/e")"
    else
        fail "$*: exit $got, $(cat "$dir/o" "$dir/e")"
    fi
    LZ "$@" >"$dir/oz" 2>"$dir/ez"
    got=$?
    sed -i '/替代字体/d' "$dir/ez"
    if [ $got = "$want" ] && [ "$(grep -c . "$dir/ez")" = 1 ] && LC_ALL=C grep -q '[^ -~]' "$dir/ez" && ! cmp -s "$dir/e" "$dir/ez"; then
        ok
        echo "  $(cat "$dir/ez")"
    else
        fail "in Chinese, $*: exit $got, $(cat "$dir/oz" "$dir/ez")"
    fi
}
# usage: becomes WORDS      the newest print of 26 gets that state within ten seconds, and a sentence on stderr says what to do
becomes() {
    for _ in $(seq 40); do
        L print list 26 --limit 1 >"$dir/o" 2>"$dir/e"
        grep -q "$1" "$dir/o" && break
        sleep 0.25
    done
    if grep -q "$1" "$dir/o" && [ "$(grep -c "$2" "$dir/e")" = 1 ] && LZ print list 26 --limit 1 2>&1 >/dev/null | grep -q "$3"; then
        ok
        echo "  $(cat "$dir/e")"
    else
        fail "not $1: $(cat "$dir/o" "$dir/e")"
    fi
}
refused 0 'cupsenable attic' paper agenda 26 --print --printer attic
held=$(cat "$dir/o")
L print list 26 --limit 1 | grep -q 'held: out of paper' && ok || fail "the paused print is not held: $(L print list 26 --limit 1)"
L print cancel "$held" >/dev/null && ok || fail "cancel $held"
LC_ALL=C lpstat -W not-completed -o attic | grep -q "^$held " && fail "$held still waits" || ok
refused 1 'over already' print cancel "$held"
L paper agenda 26 --print --printer drum >/dev/null 2>&1 || fail "no print on drum"
becomes 'failed: the drum is broken' 'gave it up' '未能印出'
L paper agenda 26 --print --printer stuck >/dev/null 2>&1 || fail "no print on stuck"
becomes 'held: the drum is broken' 'waits for its printer' '在等打印机'
# an earlier one cancelled at the printer itself, not by us
job=$(L paper agenda 26 --print --printer attic 2>/dev/null)
cancel "$job"
becomes 'cancelled' 'did not come out' '没有印出'
refused 1 'takes no jobs' paper agenda 26 --print --printer cellar
refused 3 'no such printer; there are: office' paper agenda 26 --print --printer nowhere
refused 1 'rising order' paper agenda 26 --print --printer office --pages 3-1

stop_server
if [ "$(id -u)" = 0 ] && mkdir "$dir/tiny" && mount -t tmpfs -o size=64k none "$dir/tiny" 2>/dev/null; then
    mounted=$dir/tiny
    mkdir "$dir/tiny/tmp"
    start_server "$dir/tiny" && {
        refused 1 'disk .*full' paper minutes 26 --print --printer office
        stop_server
    }
    # a file of ours on a full disk
    head -c 100000 /dev/zero >"$dir/tiny/filled" 2>/dev/null
    refused 1 'could not be written.*No space' paper minutes 26 --md -o "$dir/tiny/minutes.md"
    [ -e "$dir/tiny/minutes.md" ] && fail "half a file is left on the full disk"
else
    echo "check-print: full disk not tried: a small file system wants root"
fi

start_server "$dir/spool" || fail "cupsd does not start again"
for q in office attic cellar drum stuck paper; do
    lpadmin -x $q 2>/dev/null
done
refused 3 'No printer is set up' paper agenda 26 --print
stop_server
left=$(ps -eo args | grep -F "$dir" | grep -vc grep)
[ "$left" = 0 ] && ok || fail "the server left $left processes"
refused 1 'No print server answers' paper agenda 26 --print
refused 1 'No print server answers' print printers
L print list 26 --limit 1 >/dev/null 2>&1 && ok || fail "without a server the list of prints must stand"

[ $bad = 0 ] && echo "check-print: $n checks, all well" && exit 0
echo "check-print: $n checks well, $bad failed" >&2
exit 1
