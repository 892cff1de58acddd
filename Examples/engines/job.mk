# How do I work on all shards of a job with Make? It goes on where it was stopped.
#
#   make -j 8 -f job.mk JOB=folder OUT=z.npy
here := $(dir $(lastword $(MAKEFILE_LIST)))
shards := $(patsubst $(JOB)/shards/%.npy,%,$(wildcard $(JOB)/shards/*.npy))

$(OUT): $(shards:%=$(JOB)/parts/%.of)
	"$(here)job.sh" join "$(JOB)" > "$@.part"
	mv "$@.part" "$@"

$(JOB)/parts/%.of: $(JOB)/shards/%.npy
	"$(here)job.sh" run "$(JOB)" $*
