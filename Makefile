# The ways in. Each does its own set-up, which costs a moment when there is nothing to do.
python := .venv/bin/python
# Two workers: what bounds the tests is the machine's cores, and 2 is the smallest machine they must be quick on.
workers ?= 2
# What was compiled is kept, whatever the person's surroundings say: else each worker, command and reader compiles all anew.
unexport PYTHONDONTWRITEBYTECODE
pytest := $(python) -m pytest --numprocesses $(workers) --dist loadgroup

.PHONY: setup run test test-all ready check checked set-up-for-tests types format lint imports tools verapdf-here dss-here html-tools-here sbom-tools-here compiled coverage bench recall fuzz fuzz-share share-kills alterations attacks words lock verapdf dss shots pictures bundle sbom test-bundle
setup:
	packaging/setup.sh

# With a screen: the window on the sample. Without one: the whole job on the sample, and pictures of the window on it;
# both print where what they made is. A folder of its own each time: what an earlier run left may have been worked on since.
run: setup
ifneq ($(DISPLAY)$(WAYLAND_DISPLAY),)
	$(python) main.py --sample
else
	folder=build/demo/$$(date +%Y-%m-%d-%H%M%S) && $(python) main.py demo $$folder && \
		$(python) main.py --screenshots $$folder.screenshots $$folder/sample.casebook
endif

# At a desk: what takes long (tests/scale.py) is small or left to CI and to test-all; the last lines say what was. Files are in memory, where
# there is room: power cuts and drives that fail are file systems of the tests' own (tests/disks.py), and no other disk is waited for.
in_memory = $(shell test -w /dev/shm && test $$(df -Pk /dev/shm | awk 'END {print $$4}') -gt 4000000 && echo /dev/shm)
test:
	@$(MAKE) $(side_by_side) ready
	PYTEST_DEBUG_TEMPROOT=$(in_memory) $(pytest) $(more)

# All of it: every kill, schedule, corpus and example.
test-all: export REVIEWER_WHOLE = 1
test-all: test

# What needs no test run: format, lint, types, and who may import whom.
check:
	@$(MAKE) $(side_by_side) checked

# What tests begin after is done side by side, and what each says is shown in one piece: set-up and what is fetched first,
# then the checks. Where one fails, the others are still told, and no test begins.
side_by_side = --no-print-directory --keep-going --jobs=$(workers) $(if $(filter output-sync,$(.FEATURES)),--output-sync)
ready: checked tools compiled
checked: types format lint imports
types format lint imports compiled: set-up-for-tests

# What the bundle is made and tried by is wanted where its tests run: in CI and by test-all, and not at a desk.
set-up-for-tests:
	packaging/setup.sh --tests $(if $(filter 1,$(REVIEWER_THOROUGH) $(REVIEWER_WHOLE)),--bundle)
# Most of the time before the tests is this. By one process: several have three seconds to start, which a busy machine does not keep.
types:
	.venv/bin/mypy
format:
	.venv/bin/ruff format --check
lint:
	.venv/bin/ruff check
imports:
	.venv/bin/lint-imports

# Reader processes read what was compiled, and may write nothing: left to them, each would compile its modules anew.
compiled:
	@$(python) -m compileall -q reviewer

# They wait for set-up only where it has to bring what they are fetched by.
tools: verapdf-here dss-here html-tools-here sbom-tools-here
verapdf-here dss-here html-tools-here: $(if $(and $(shell command -v mvn),$(shell command -v npm)),,set-up-for-tests)
verapdf-here:
	@packaging/fetch-verapdf.sh >/dev/null || echo 'test: no veraPDF, so tests that need it are skipped' >&2
dss-here:
	@packaging/fetch-dss.sh >/dev/null || echo 'test: no EU DSS, so tests that need it are skipped' >&2
html-tools-here:
	@packaging/fetch-html-tools.sh >/dev/null || echo 'test: no html-validate, so tests that need it are skipped' >&2
sbom-tools-here: set-up-for-tests
	@packaging/fetch-sbom-tools.sh >/dev/null || echo 'test: nothing that writes CycloneDX, so tests that need it are skipped' >&2

coverage: export REVIEWER_WHOLE = 1
coverage: check compiled
	$(pytest) --cov --cov-report=term-missing:skip-covered --cov-report=html:build/coverage

# The bundle is made anew: what is measured against the checkout must be made of it.
bench:
	packaging/setup.sh --bench --bundle
	packaging/bundle.sh || echo 'bench: no bundle, so its rows are not run' >&2
	$(python) -m bench

# How much of the words that other readers find in real files ours has too, by kind; folder=DIR for files of your own.
recall:
	packaging/setup.sh --tests
	$(python) -m bench.recall $(folder)

# Real files, changed at random, through the reader process; seconds=N for longer. What it finds is kept in build/fuzz.
seconds ?= 60
fuzz:
	packaging/setup.sh --tests
	$(python) -m tests.faults.fuzzing $(seconds)

# A signed letter, altered in every region of its file: neither the verifier nor the command may call any good. number=N, seed=N for others.
number ?= 400
seed ?= 20320406
alterations:
	packaging/setup.sh --tests
	$(python) -m tests.faults.alterations $(number) $(seed)

# Schedules of acts, faults and crashes on a shared folder; number=N and seed=N for others, breakages=1 to break the program and see it caught.
fuzz-share: number = 10000
fuzz-share: seed = 1
fuzz-share:
	packaging/setup.sh --tests
	$(python) -m tests.faults.share_fuzz $(number) $(seed) $(if $(breakages),--breakages)

# Syncs over a drive that fails (300) and over Samba (25), and commands (200), killed with -9: of each some in `make test`, all here, in CI and in test-all.
share-kills:
	packaging/setup.sh --tests
	REVIEWER_WHOLE=1 $(pytest) tests/faults/test_mounted_kills.py tests/faults/test_command_kills.py

# The program's texts for translators, and the catalogues that it speaks by: after a text was changed or translated.
words:
	packaging/setup.sh --tests
	$(python) -m tests.catalogues

# Every way in which somebody may alter a casebook, each at the real commands: a few of a kind run in the tests.
attacks:
	packaging/setup.sh --tests
	REVIEWER_SCALE="attacks=1000" $(pytest) tests/faults/test_attacked_commands.py

# What is handed to people who have no Python: a folder with all that it needs, and of it a .tar.gz and a .deb, in build/bundle.
bundle:
	packaging/setup.sh --bundle
	packaging/bundle.sh

# The list of all parts of what is handed out (CycloneDX): made with the bundle, since it says what is in that, and lies beside it.
sbom: bundle
	@echo build/bundle/*.cdx.json

# The bundle is what it promises: taken apart, read by, and installed on a machine without Python, as in CI; and made twice, which CI leaves.
test-bundle: export REVIEWER_WHOLE = 1
test-bundle: check compiled
	$(pytest) tests/bundle

lock:
	packaging/lock.sh

verapdf:
	packaging/fetch-verapdf.sh

dss:
	packaging/fetch-dss.sh

# Pictures of every screen and dialog, in every theme and two sizes of text and of window; build/shots/index.html shows them all.
shots:
	packaging/setup.sh --tests
	$(python) -m tests.ui.shots build/shots

# The pictures of guide and README, of the sample inspection: those whose screen shows something else by now are made anew.
pictures:
	packaging/setup.sh --tests
	$(python) -m tests.ui.pictures
