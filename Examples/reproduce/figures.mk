# The trainings of the paper's figures. The scripts write the variables of each RUN, such as mnist-J3-aevb, to a file of
# their own, which make reads beside this one:
#
#   data_RUN     data/$(data_RUN)-train is trained on
#   options_RUN  options of vae-fit
#   valid_RUN    its options for validation; none: no rows are scored
#   pilot_RUN    epochs of the trainings that choose the step size
#
# A training that is stopped goes on from RUN.checkpoint.

paper = --optimizer adagrad --schedule constant --init normal --weight-decay 1 --activation tanh --batch 100

# Targets are RUN.EPOCHS.something.
run = $(basename $*)
epochs = $(patsubst .%,%,$(suffix $*))
threads = 1

.SECONDARY:
.SECONDEXPANSION:

# The step size, of the paper's three, whose training has the best bound.
%.rate:
	@echo "$*: choosing a step size" >&2
	@for rate in 0.01 0.02 0.1; do \
	    vae-fit -q --threads $(threads) $(paper) $(options_$*) --learning-rate $$rate --epochs $(pilot_$*) \
	        --log $*.$$rate.tsv data/$(data_$*)-train > /dev/null || test $$? = 1 || exit; done
	@for rate in 0.01 0.02 0.1; do echo "$$rate $$(tail -n 1 $*.$$rate.tsv | cut -f 3)"; done | \
	    awk '$$2 ~ /^-?[0-9]/ && (rate == "" || $$2 > best) { best = $$2; rate = $$1 } \
	        END { if (rate == "") exit 1; print rate }' > $@.part
	@mv $@.part $@

%.safetensors: | $$(basename $$*).rate
	@echo "$(run): training until epoch $(epochs)" >&2
	@vae-fit -q --threads $(threads) $(paper) $(options_$(run)) --learning-rate "$$(cat $(run).rate)" \
	    --epochs $(epochs) $(valid_$(run)) --checkpoint $(run).checkpoint --log $(run).tsv -o $@ \
	    data/$(data_$(run))-train

# The marginal likelihood by the paper's appendix D, with the settings of appendix E. Rows without a finite estimate are left
# out, which is status 65.
estimate = vae-eval -q --threads $(threads) -m $< --hmc --hmc-samples 50 --leapfrog-steps 4 --chains 2

%.train.scores: %.safetensors
	@$(estimate) -o $@ data/scored-train || [ $$? = 65 ]

%.test.scores: %.safetensors
	@$(estimate) -o $@ data/scored-test || [ $$? = 65 ]
