# lianxi: joint-meeting secretariat.   make deps run | make deps check | make help
#
# Nothing is asked of the system while this file is read: pkg-config runs inside recipes, after `deps`.

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
            libjansson-dev libinih-dev gettext libpango1.0-dev fonts-wqy-microhei ncurses-term \
            libcmocka-dev libvterm-dev poppler-utils clang sqlite3 python3-minimal

CORE_SRC  = $(wildcard core/*.c core/*/*.c)
CORE_SRC_NOPDF = $(filter-out core/paper/pdf.c,$(CORE_SRC))
DB_SRC    = $(wildcard db/*.c)
TUI_SRC   = $(filter-out tui/main.c,$(wildcard tui/*.c tui/views/*.c))
SQL       = $(sort $(wildcard db/sql/*.sql))
TESTLIB   = $(wildcard tests/lib/*.c)
TESTS     = $(wildcard tests/core/test_*.c tests/db/test_*.c tests/tui/test_*.c tests/pty/test_*.c)

obj       = $(patsubst %.c,$B/%.o,$(1))
CORE_OBJ  = $(call obj,$(CORE_SRC_NOPDF))
DB_OBJ    = $(call obj,$(DB_SRC)) $(if $(SQL),$B/db/migrations.o)
TUI_OBJ   = $(call obj,$(TUI_SRC))
TEST_BIN  = $(patsubst %.c,$B/%,$(TESTS))
MO        = $B/locale/zh_CN/LC_MESSAGES/lianxi.mo

LIBS_CORE = -lcmark -lunistring -ljansson
LIBS_DB   = -lsqlite3 -lmd
LIBS_TUI  = -lncursesw -ltinfo -linih
LIBS_TEST = -lcmocka -lvterm -lutil
PDF_CFLAGS = $$(pkg-config --cflags pangocairo pangoft2 fontconfig)
PDF_LIBS  = $$(pkg-config --libs pangocairo pangoft2 fontconfig)

.PHONY: all deps run check asan lint bench docs migration install uninstall clean approve demo help fuzz faults tests
.DELETE_ON_ERROR:
.SECONDARY:

all: $B/lianxi $B/lianxi-pdf $(MO)

help:
	@echo 'make deps run     install what is missing, build, open the demonstration office'
	@echo 'make deps check   install what is missing, build, run every test'
	@echo 'make all asan lint bench docs approve fuzz faults install uninstall clean; make migration NAME=...'

# --- what must be installed first ---------------------------------------------------------------------------------
deps:
	@sh tests/tools/deps.sh $(PACKAGES)

# With `make -j deps run` nothing may start before deps has ended.
ifneq (,$(filter deps,$(MAKECMDGOALS)))
AFTER_DEPS = deps
endif

# --- compiling ------------------------------------------------------------------------------------------------------
$B/%.o: %.c | $(AFTER_DEPS)
	@mkdir -p $(@D)
	$(CC) $(STD) $(DEFINES) $(WARN) $(CFLAGS) $(EXTRA) -MMD -MP -c -o $@ $<

$B/core/paper/pdf.o $B/tui/pdf/main.o: EXTRA = $(PDF_CFLAGS)
$B/tests/lib/audit.o: EXTRA = -DSQLITE_ENABLE_SESSION -DSQLITE_ENABLE_PREUPDATE_HOOK

$B/db/migrations.c: $(SQL) db/sql/embed.awk | $(AFTER_DEPS)
	@mkdir -p $(@D)
	awk -f db/sql/embed.awk $(SQL) >$@
$B/db/migrations.o: $B/db/migrations.c
	$(CC) $(STD) $(DEFINES) $(WARN) $(CFLAGS) -MMD -MP -c -o $@ $<

$B/lianxi: $B/tui/main.o $(TUI_OBJ) $(DB_OBJ) $(CORE_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_TUI) $(LIBS_DB) $(LIBS_CORE)

$B/lianxi-pdf: $B/tui/pdf/main.o $B/core/paper/pdf.o $(CORE_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_CORE) $(PDF_LIBS)

# Each area keeps its own catalogue; msgcat puts them together and msgfmt checks the formats.
$(MO): $(sort $(wildcard tui/po/*.zh_CN.po)) | $(AFTER_DEPS)
	@mkdir -p $(@D)
	msgcat --use-first $^ | msgfmt -c -o $@ -

$B/tests/core/test_%: $B/tests/core/test_%.o $(call obj,$(TESTLIB)) $(TUI_OBJ) $(DB_OBJ) $(CORE_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_TEST) $(LIBS_TUI) $(LIBS_DB) $(LIBS_CORE)
$B/tests/db/test_%: $B/tests/db/test_%.o $(call obj,$(TESTLIB)) $(TUI_OBJ) $(DB_OBJ) $(CORE_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_TEST) $(LIBS_TUI) $(LIBS_DB) $(LIBS_CORE)
$B/tests/tui/test_%: $B/tests/tui/test_%.o $(call obj,$(TESTLIB)) $(TUI_OBJ) $(DB_OBJ) $(CORE_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_TEST) $(LIBS_TUI) $(LIBS_DB) $(LIBS_CORE)
$B/tests/pty/test_%: $B/tests/pty/test_%.o $(call obj,$(TESTLIB)) $(TUI_OBJ) $(DB_OBJ) $(CORE_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_TEST) $(LIBS_TUI) $(LIBS_DB) $(LIBS_CORE)

tests: $(TEST_BIN)

# --- what people type -----------------------------------------------------------------------------------------------
check: all $(TEST_BIN)
	@sh tests/run.sh $B $(TEST_BIN)

ASAN = $(MAKE) B=$B/asan CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined'
asan: | $(AFTER_DEPS)
	$(ASAN) check

lint: all
	@sh tests/lint/lint.sh $B

demo: $B/demo/lianxi.db
$B/demo/lianxi.db: $B/lianxi $(wildcard docs/demo/*)
	@rm -rf $B/demo && mkdir -p $B/demo
	sh docs/demo/office.sh $B/lianxi $@

run: all demo
	@$B/lianxi --db $B/demo/lianxi.db

bench: all
	@sh tests/bench/bench.sh $B

faults: all
	@sh tests/tools/faults.sh $B

docs: all
	@sh tests/tools/docs.sh $B

approve: all $(TEST_BIN)
	@sh tests/tools/approve.sh $B

migration:
	@sh tests/tools/migration.sh $B '$(NAME)'

install: all
	install -D -m 755 $B/lianxi $(DESTDIR)$(PREFIX)/bin/lianxi
	install -D -m 755 $B/lianxi-pdf $(DESTDIR)$(PREFIX)/bin/lianxi-pdf
	install -D -m 644 $(MO) $(DESTDIR)$(PREFIX)/share/locale/zh_CN/LC_MESSAGES/lianxi.mo
	for f in docs/man/*.1; do [ ! -e "$$f" ] || install -D -m 644 "$$f" $(DESTDIR)$(PREFIX)/share/man/man1/$$(basename $$f); done
	for f in docs/man/zh_CN/*.1; do [ ! -e "$$f" ] || install -D -m 644 "$$f" $(DESTDIR)$(PREFIX)/share/man/zh_CN/man1/$$(basename $$f); done

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/lianxi $(DESTDIR)$(PREFIX)/bin/lianxi-pdf \
	  $(DESTDIR)$(PREFIX)/share/locale/zh_CN/LC_MESSAGES/lianxi.mo \
	  $(DESTDIR)$(PREFIX)/share/man/man1/lianxi.1 $(DESTDIR)$(PREFIX)/share/man/zh_CN/man1/lianxi.1

clean:
	rm -rf build

-include $(shell find $B -name '*.d' 2>/dev/null)
