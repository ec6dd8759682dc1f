# lianxi: joint-meeting secretariat.   make deps run | make deps check | make help
#
# Nothing is asked of the system while this file is read but which sources there are: pkg-config runs inside
# recipes, after `deps`.  Everything made goes below $B.  V=1 shows whole commands.

VERSION   = 0.1.0
B         = build
PREFIX    = /usr/local
SYSCONF   = /etc
CC        = gcc
OPT       = -O2 -g
STD       = -std=c17 -D_GNU_SOURCE -I. -I$B
WARN      = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 -Werror
HARDEN    = -fstack-protector-strong
CFLAGS    = $(OPT) $(HARDEN)
LDFLAGS   = -Wl,-z,relro -Wl,-z,now
DEFINES   = -DLX_VERSION='"$(VERSION)"' -DLX_LOCALEDIR='"$(PREFIX)/share/locale"' -DLX_SYSCONFDIR='"$(SYSCONF)"' -DLX_LIBEXECDIR='"$(PREFIX)/libexec/lianxi"'

# What the packages are for stands in docs/architecture.md; the last line is for tests only.
PACKAGES  = gcc libc6-dev pkg-config libncurses-dev libsqlite3-dev libcmark-dev libunistring-dev libmd-dev \
            libjansson-dev libinih-dev gettext libcairo2-dev libminizip-dev zlib1g-dev \
            fonts-wqy-microhei fonts-arphic-uming fonts-arphic-ukai fonts-babelstone-han ncurses-term \
            libcmocka-dev libvterm-dev poppler-utils libical-dev clang sqlite3 python3-minimal

SRC       = $(sort $(shell find core db tui tests -name '*.c' -not -path 'tests/fixtures/*' 2>/dev/null))
CORE_SRC  = $(filter-out core/page/pdf%,$(filter core/%,$(SRC)))
DB_SRC    = $(filter db/%,$(SRC))
TUI_SRC   = $(filter-out tui/main.c tui/pdf/%,$(filter tui/%,$(SRC)))
TESTS     = $(filter tests/core/test_%.c tests/db/test_%.c tests/tui/test_%.c tests/pty/test_%.c,$(SRC))
TESTLIB   = $(filter tests/lib/%,$(SRC))
SAMPLES   = $(filter tests/pty/sample_%.c,$(SRC))
BENCHES   = $(filter tests/bench/%.c tests/tools/%.c,$(SRC))
FUZZES    = $(filter-out %/engine.c %/slow.c,$(filter tests/fuzz/%.c,$(SRC)))
SQL       = $(sort $(wildcard db/sql/*.sql))
PO        = tui/po/base.zh_CN.po $(sort $(filter-out tui/po/base.zh_CN.po,$(wildcard tui/po/*.zh_CN.po)))

obj       = $(patsubst %.c,$B/%.o,$(1))
CORE_OBJ  = $(call obj,$(CORE_SRC))
DB_OBJ    = $(call obj,$(DB_SRC)) $(if $(SQL),$B/db/migrations.o)
TUI_OBJ   = $(call obj,$(TUI_SRC))
LIB_OBJ   = $(call obj,$(TESTLIB))
TEST_BIN  = $(patsubst %.c,$B/%,$(TESTS))
SAMPLE_BIN = $(patsubst %.c,$B/%,$(SAMPLES))
BENCH_BIN = $(patsubst %.c,$B/%,$(BENCHES))
FUZZ_OBJ  = $(call obj,$(FUZZES))
MO        = $B/locale/zh_CN/LC_MESSAGES/lianxi.mo

LIBS_CORE = -lcmark -lunistring -ljansson -lminizip -lz -lm
LIBS_DB   = -lsqlite3 -lmd
LIBS_TUI  = -lncursesw -ltinfo -linih
LIBS_TEST = -lcmocka -lvterm -lical
PDF_CFLAGS = $$(pkg-config --cflags cairo-ft cairo-pdf fontconfig)
PDF_LIBS  = $$(pkg-config --libs cairo-ft cairo-pdf fontconfig)

.PHONY: all deps run check check-print paper-bars asan lint bench docs migration install uninstall clean approve demo help faults fuzz tests FORCE
.DELETE_ON_ERROR:
.SECONDARY:

all: $B/lianxi $B/lianxi-pdf $(MO)

help:
	@echo 'make deps run     install what is missing, build, open the demonstration office'
	@echo 'make deps check   install what is missing, build, run every test'
	@echo 'make all asan lint bench docs approve faults fuzz check-print paper-bars install uninstall clean; make migration NAME=...'

# --- what must be installed first ---------------------------------------------------------------------------------
deps:
	@sh tests/tools/deps.sh $(PACKAGES)

# With `make -j deps run` nothing may start before deps has ended.
ifneq (,$(filter deps,$(MAKECMDGOALS)))
AFTER_DEPS = deps
endif

# --- compiling ------------------------------------------------------------------------------------------------------
# What was compiled with other flags is compiled again; what was linked from other files is linked again.
$B/.flags: NOW = $(CC) $(STD) $(DEFINES) $(WARN) $(CFLAGS)
$B/.links: NOW = $(CC) $(CFLAGS) $(LDFLAGS) $(CORE_OBJ) $(DB_OBJ) $(TUI_OBJ) $(LIB_OBJ) \
                 $(LIBS_CORE) $(LIBS_DB) $(LIBS_TUI) $(LIBS_TEST)
$B/.flags $B/.links: FORCE | $(AFTER_DEPS)
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(NOW))' | cmp -s - $@ || echo '$(subst ','\'',$(NOW))' >$@

say     = $(if $(V)$(findstring s,$(firstword -$(MAKEFLAGS))),,@echo '  $(1)';)
COMPILE = $(call say,cc $<) $(CC) $(STD) $(DEFINES) $(WARN) $(CFLAGS) $(EXTRA) -MMD -MP -c -o $@ $<
LINK    = $(call say,link $@) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^)

$B/%.o: %.c $B/.flags | $(AFTER_DEPS)
	@mkdir -p $(@D)
	$(COMPILE)

$B/core/page/pdf.o $B/core/page/pdffont.o $B/tui/pdf/main.o: EXTRA = $(PDF_CFLAGS)
$B/tests/lib/audit.o: EXTRA = -DSQLITE_ENABLE_SESSION -DSQLITE_ENABLE_PREUPDATE_HOOK

$B/db/migrations.c: $(SQL) db/sql/embed.awk | $(AFTER_DEPS)
	@mkdir -p $(@D)
	@awk -f db/sql/embed.awk $(SQL) >$@
$B/db/migrations.o: $B/db/migrations.c $B/.flags
	$(COMPILE)

# The objects of core, db and tui are linked as objects, never from an archive: our wcwidth must win over libc's.
$B/lianxi: $B/tui/main.o $(TUI_OBJ) $(DB_OBJ) $(CORE_OBJ) $B/.links
	$(LINK) $(LIBS_TUI) $(LIBS_DB) $(LIBS_CORE)

$B/lianxi-pdf: $B/tui/pdf/main.o $B/core/page/pdf.o $B/core/page/pdffont.o $(CORE_OBJ) $B/.links
	$(LINK) $(LIBS_CORE) $(PDF_LIBS)

$(TEST_BIN): $B/%: $B/%.o $(LIB_OBJ) $(TUI_OBJ) $(DB_OBJ) $(CORE_OBJ) $B/.links
	$(LINK) $(LIBS_TEST) $(LIBS_TUI) $(LIBS_DB) $(LIBS_CORE)

$(SAMPLE_BIN): $B/%: $B/%.o $B/.links
	$(LINK) -lncursesw -ltinfo

$(filter-out %/hello,$(BENCH_BIN)): $B/%: $B/%.o $(LIB_OBJ) $(TUI_OBJ) $(DB_OBJ) $(CORE_OBJ) $B/.links
	$(LINK) $(LIBS_TEST) $(LIBS_TUI) $(LIBS_DB) $(LIBS_CORE)
# The empty program is linked with nothing of ours.
$B/tests/bench/hello: $B/tests/bench/hello.o $B/.links
	$(LINK) -lncursesw -ltinfo -lsqlite3 -lcmark

# The fuzz targets: replayed by a test, measured by slow, and run by engine, which only `make fuzz` links.
$B/tests/tui/test_fuzz: $(FUZZ_OBJ)
$B/tests/fuzz/slow $B/tests/fuzz/engine: $B/%: $B/%.o $(FUZZ_OBJ) $(LIB_OBJ) $(TUI_OBJ) $(DB_OBJ) $(CORE_OBJ) $B/.links
	$(LINK) $(if $(filter %/engine,$@),-fsanitize=fuzzer) $(LIBS_TEST) $(LIBS_TUI) $(LIBS_DB) $(LIBS_CORE)

# Each area keeps its own catalogue, plain entries without a header: base's serves for all.
$B/zh_CN.po: $(PO) | $(AFTER_DEPS)
	@mkdir -p $(@D)
	@awk 'FNR == 1 { print "" } { print }' $^ >$@.all
	@msguniq --use-first -o $@ $@.all
$(MO): $B/zh_CN.po
	@mkdir -p $(@D)
	@msgfmt --check-format --check-domain -o $@ $<

tests: $(TEST_BIN) $(SAMPLE_BIN) $(BENCH_BIN)

# --- what people type -----------------------------------------------------------------------------------------------
check: all tests
	@sh tests/run.sh $B $(TEST_BIN)

ASAN = $(MAKE) B=$B/asan CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined'
asan: | $(AFTER_DEPS)
	+@$(ASAN) --no-print-directory check

lint: all
	@sh tests/lint/lint.sh $B

demo: $B/demo/lianxi.db
$B/demo/lianxi.db: $B/lianxi $(MO) $(wildcard docs/demo/*)
	@rm -rf $B/demo && mkdir -p $B/demo
	$(call say,demo $@) sh docs/demo/office.sh $B/lianxi $@

run: all demo
	@LIANXI_NOW='2024-06-25 09:00' $B/lianxi --as 综合科 --db $B/demo/lianxi.db

# Prints on a CUPS of its own; says which packages are missing (they are not part of deps).
check-print: all demo
	@sh tests/tools/checkprint.sh $B

bench: all $(BENCH_BIN)
	@sh tests/bench/bench.sh $B $(SIZES)

faults: all
	@sh tests/tools/faults.sh $B

# SECONDS of each of the TARGETS, all by default.  Needs clang's libFuzzer (Debian: clang and libclang-rt-14-dev, not part of deps).
FUZZ_BUILD = $(MAKE) B=$B/fuzz CC=clang \
             CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined'
fuzz: $B/tests/fuzz/slow
	+@mkdir -p $B/fuzz; \
	if echo 'int LLVMFuzzerTestOneInput(const char *s, unsigned long n) { return !s + !n; }' | \
	    clang -fsanitize=fuzzer,address -x c -o $B/fuzz/probe - 2>/dev/null; \
	then $(FUZZ_BUILD) --no-print-directory $B/fuzz/tests/fuzz/engine && sh tests/tools/fuzz.sh $B '$(SECONDS)' $(TARGETS); \
	else echo 'skipped: no clang with libFuzzer (clang, libclang-rt-14-dev)'; fi

paper-bars: all
	@sh tests/tools/paper_bars.sh $B

docs: all
	@sh tests/tools/docs.sh $B

# Runs the screen tests first, so that what is shown is what the program paints now.
approve: all tests
	@rm -rf $B/screens-new
	-@LX_VIEWS=1 sh tests/run.sh $B $(filter $B/tests/tui/% $B/tests/pty/%,$(TEST_BIN))
	@sh tests/tools/approve.sh $B

migration: $B/tests/tools/draft
	@sh tests/tools/migration.sh $B '$(NAME)'

SHARE = $(DESTDIR)$(PREFIX)/share
install: all
	install -D -m 755 $B/lianxi $(DESTDIR)$(PREFIX)/bin/lianxi
	install -D -m 755 $B/lianxi-pdf $(DESTDIR)$(PREFIX)/bin/lianxi-pdf
	install -D -m 644 $(MO) $(SHARE)/locale/zh_CN/LC_MESSAGES/lianxi.mo
	for f in docs/man/*.1; do [ ! -e "$$f" ] || install -D -m 644 "$$f" $(SHARE)/man/man1/$$(basename $$f); done
	for f in docs/man/zh_CN/*.1; do [ ! -e "$$f" ] || install -D -m 644 "$$f" $(SHARE)/man/zh_CN/man1/$$(basename $$f); done
	[ ! -e docs/completions/lianxi.bash ] || install -D -m 644 docs/completions/lianxi.bash $(SHARE)/bash-completion/completions/lianxi
	[ ! -e docs/completions/_lianxi ] || install -D -m 644 docs/completions/_lianxi $(SHARE)/zsh/site-functions/_lianxi
	[ ! -e docs/completions/lianxi.fish ] || install -D -m 644 docs/completions/lianxi.fish $(SHARE)/fish/vendor_completions.d/lianxi.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/lianxi $(DESTDIR)$(PREFIX)/bin/lianxi-pdf $(SHARE)/locale/zh_CN/LC_MESSAGES/lianxi.mo \
	  $(SHARE)/man/man1/lianxi.1 $(SHARE)/man/zh_CN/man1/lianxi.1 $(SHARE)/man/man1/lianxi-pdf.1 \
	  $(SHARE)/bash-completion/completions/lianxi $(SHARE)/zsh/site-functions/_lianxi \
	  $(SHARE)/fish/vendor_completions.d/lianxi.fish

clean:
	rm -rf build

-include $(patsubst %.c,$B/%.d,$(SRC)) $B/db/migrations.d
