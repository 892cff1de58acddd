# make demo       train on the 8x8 digits and draw what was learnt, in demo/
# make test       run every test
# make fuzz       let libFuzzer search for files that a reader does not stand; RUNS=10000000, FUZZ='npy png', FUZZFLAGS=...
# make faults     fail each system call and each allocation of the tools in turn (Linux); FAULTS=calls leaves out most
#                 small allocations, FAULTS=100 tries so many faults on each command, spread over all;
#                 COMMAND='vae-tensor import' takes only the commands with these words
# make bench      measure this machine and the tools on it; MNIST=folder, PYTHON=path, BENCHFLAGS='--only pipes'
# make release    build what is installed
# make install    tools, manual and completions below PREFIX; MPI=1: with a vae-fit that mpirun can start
# make mpi-check  get MPI (Debian, as root) and train with it
# make installcheck  run the installed tools
# make uninstall  remove them
# make tarball deb wheel  build packages, in .build-packages/
# make packages-check  install each where nothing else is, and try it (Debian, as root)
# make engines-check   try Examples/engines with Make, GNU parallel over ssh, Slurm and Spark (Debian, as root)

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
MNIST ?=
PYTHON ?= python3
BENCHFLAGS ?=
RUNS ?= 100000
FUZZFLAGS ?=
FAULTS ?= all
MPI ?=
MPICC ?= mpicc
MPIFLAGS ?=

TOOLS = $(notdir $(wildcard Sources/vae-*))
BIN = $(DESTDIR)$(PREFIX)/bin
SHARE = $(DESTDIR)$(PREFIX)/share
BASH_COMPLETIONS = $(SHARE)/bash-completion/completions
ZSH_COMPLETIONS = $(SHARE)/zsh/site-functions
FISH_COMPLETIONS = $(SHARE)/fish/vendor_completions.d
PAGES = $(notdir $(wildcard man/*))

# What `make fuzz` tests, and libFuzzer's library, which comes with Swift.
FUZZ ?= $(notdir $(wildcard Tests/Fuzz/Seeds/*))
FUZZER = $(firstword $(wildcard $(shell "$$(dirname "$$(readlink -f "$$(command -v $(SWIFT))")")/clang" \
    -print-resource-dir)/lib/*/libclang_rt.fuzzer_no_main*$(shell uname -m).a))
# Freed memory is watched for a moment only, stack frames that ended are not: that is much faster.
FUZZ_ASAN = quarantine_size_mb=1:thread_local_quarantine_size_kb=16:malloc_context_size=0:detect_leaks=0:$\
    detect_stack_use_after_return=0

# What is installed is one executable under the names of all tools. On Linux it needs nothing of the machine but
# the kernel; `make install LINKING=--static-swift-stdlib` takes the machine's C library, libpng and zlib, for
# systems that have no static ones. Objects differ from those of the tests.
RELEASE = .build-install/release/vae
ifeq ($(shell uname -s),Linux)
LINKING = -Xswiftc -static-executable -Xswiftc -use-ld=lld
endif

# `make install MPI=1` takes vae-fit from here: it needs the machine's C library, and that of MPI.
MPI_RELEASE = .build-mpi/release/vae-fit
MPI_WORDS = $(filter-out -Wl%,$(filter -%,$(shell $(MPICC) -show 2>/dev/null)))

.PHONY: all setup demo test fuzz faults bench release install installcheck uninstall clean

all: setup
	$(SWIFT) build -c release

setup:
	@command -v $(SWIFT) >/dev/null || { echo "Install Swift 6.2 or later from swift.org first." >&2; exit 1; }
	@pkg-config --exists libpng zlib 2>/dev/null || $(MAKE) --no-print-directory system-packages

.PHONY: system-packages
system-packages:
	@command -v apt-get >/dev/null || { \
	    echo "Install pkg-config and the development files of libpng and zlib first." >&2; exit 1; }
	@if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	    $$sudo apt-get update && $$sudo apt-get install -y pkg-config libpng-dev zlib1g-dev

demo: all
	@PATH="$$($(SWIFT) build -c release --show-bin-path):$$PATH" Examples/demo.sh demo

test: setup
	@Tests/programs.sh
	$(SWIFT) test -c release --skip FaultTests
	$(SWIFT) test -c release --skip-build --filter FaultTests

# It builds everything with sanitizers, for minutes; `make test` only reads the seeds and inputs near them. Inputs that
# reach something new stay in .build-fuzz/corpus. What ends a reader is written to .build-fuzz/TARGET-crash-...:
# `.build-fuzz/release/vae-fuzz --target=TARGET FILE` repeats it, and as a seed it becomes a test.
fuzz: setup
	@test -n "$(FUZZER)" || { echo "Install a toolchain of swift.org first: libFuzzer comes with it." >&2; exit 1; }
	VAE_FUZZ="$(FUZZER)" $(SWIFT) build -c release --product vae-fuzz --scratch-path .build-fuzz
	for target in $(FUZZ); do \
	    mkdir -p .build-fuzz/corpus/$$target; echo "$$target"; \
	    ASAN_OPTIONS=$(FUZZ_ASAN) .build-fuzz/release/vae-fuzz --target=$$target -runs=$(RUNS) -print_funcs=0 -reload=0 \
	        -verbosity=0 -print_final_stats=1 -timeout=20 -malloc_limit_mb=64 -dict=Tests/Fuzz/Dictionaries/$$target.dict \
	        -artifact_prefix=.build-fuzz/$$target- $(FUZZFLAGS) \
	        .build-fuzz/corpus/$$target Tests/Fuzz/Seeds/$$target || exit 1; done

faults: setup
	FAULTS=$(FAULTS) COMMAND='$(COMMAND)' $(SWIFT) test -c release --filter FaultTests

# The tools as they are installed; the programs that measure them as they are tested.
bench: release
	@$(MAKE) --no-print-directory -s install DESTDIR=$(CURDIR)/.build-install/bench PREFIX=
	for program in vae-bench vae-bench-rates vae-bench-memory; do \
	    $(SWIFT) build -c release --product $$program || exit 1; done
	@"$$($(SWIFT) build -c release --show-bin-path)/vae-bench" --tools .build-install/bench/bin \
	    --python "$(PYTHON)" $(if $(MNIST),--mnist "$(MNIST)") $(BENCHFLAGS)

release: $(RELEASE)

$(RELEASE): Package.swift $(shell find Sources -type f)
	@$(MAKE) --no-print-directory setup
	$(SWIFT) build -c release --product vae $(LINKING) --scratch-path .build-install
	@touch $@

$(MPI_RELEASE): Package.swift $(shell find Sources -type f)
	@command -v $(MPICC) >/dev/null || { echo "Install Open MPI or MPICH with its compiler $(MPICC) first." >&2; exit 1; }
	@$(MAKE) --no-print-directory setup
	$(SWIFT) build -c release --product vae-fit --traits MPI --static-swift-stdlib --scratch-path .build-mpi \
	    $(foreach word,$(filter -I%,$(MPI_WORDS)) $(MPIFLAGS),-Xcc $(word)) \
	    $(foreach word,$(filter -L% -l%,$(MPI_WORDS)),-Xlinker $(word))
	@touch $@

# MPIFLAGS=-DVAE_MPI_LINK builds what Benchmarks/mpi.sh needs to slow exchanges down.
.PHONY: mpi mpi-check
mpi: $(MPI_RELEASE)

mpi-check:
	@command -v $(MPICC) >/dev/null && command -v mpirun >/dev/null || { \
	    apt-get update && apt-get install -y libopenmpi-dev openmpi-bin; }
	@$(MAKE) --no-print-directory mpi
	VAE_MPI_FIT=$(MPI_RELEASE) $(SWIFT) test -c release --filter MPITests

install: release $(if $(MPI),mpi)
	install -d "$(BIN)" $(foreach n,1 5 7,"$(SHARE)/man/man$(n)") \
	    "$(BASH_COMPLETIONS)" "$(ZSH_COMPLETIONS)" "$(FISH_COMPLETIONS)"
	install -s -m 755 $(RELEASE) "$(BIN)/vae"
	for tool in $(TOOLS); do ln -f "$(BIN)/vae" "$(BIN)/$$tool" || exit 1; done
	$(if $(MPI),rm -f "$(BIN)/vae-fit" && install -s -m 755 $(MPI_RELEASE) "$(BIN)/vae-fit")
	for page in $(PAGES); do \
	    install -m 644 "man/$$page" "$(SHARE)/man/man$${page##*.}" || exit 1; done
	install -m 644 completions/bash/* "$(BASH_COMPLETIONS)"
	install -m 644 completions/zsh/* "$(ZSH_COMPLETIONS)"
	install -m 644 completions/fish/* "$(FISH_COMPLETIONS)"

installcheck:
	@MPI=$(MPI) Tests/installed.sh "$(BIN)" $(TOOLS)

uninstall:
	for tool in vae $(TOOLS); do \
	    rm -f "$(BIN)/$$tool" "$(BASH_COMPLETIONS)/$$tool" "$(ZSH_COMPLETIONS)/_$$tool" \
	        "$(FISH_COMPLETIONS)/$$tool.fish"; done
	for page in $(PAGES); do rm -f "$(SHARE)/man/man$${page##*.}/$$page"; done

.PHONY: tarball deb wheel packages-check

tarball deb: release
	@Packaging/$@.sh

wheel: release
	@Packaging/wheel.py

packages-check: tarball deb wheel
	@Packaging/check.sh

.PHONY: engines-check
engines-check: release
	@$(MAKE) --no-print-directory -s install DESTDIR=$(CURDIR)/.build-install/engines PREFIX=
	@Tests/engines.sh .build-install/engines/bin

clean:
	rm -rf .build .build-install .build-mpi .build-fuzz .build-packages demo
