# Milliseconds of a training step on R machines, from measured ones of a machine alone.
#
# -v layers="P1 P2 ..."  parameters of each layer, the first layer first
# -v uses="U1 U2 ..."    how often a row passes each: once, or once for each draw
# -v fixed=A -v row=B    a step of m rows on one machine takes A + B m milliseconds, its gradient stored
# -v alone=C             a step of all rows on one machine, milliseconds
# -v sum=D               milliseconds that a processor works on the exchange and sum of all parameters with one machine
# -v handing=H          milliseconds of a step for handing work to the thread that exchanges
# -v latency=L -v bandwidth=W   of a link: milliseconds, bytes per millisecond
# -v batch=M -v machines="2 4 ..."
#
# Recursive doubling takes k = log2 R rounds, each L + bytes / W on the wire and D in the processor. The wire works on
# the sum of a layer while the gradients of earlier layers are computed, which are a third of the step's work.
BEGIN {
    count = split(layers, parameters, " ")
    split(uses, times, " ")
    for (l = 1; l <= count; l++) total += parameters[l] * times[l]
    split(machines, sizes, " ")
    for (i = 1; i in sizes; i++) {
        R = sizes[i]
        rounds = int(log(R) / log(2) + 0.5)
        step = fixed + row * batch / R
        gradients = row * batch / R / 3
        ready = 0
        # The sums of the terms, a few numbers, go first.
        sent = wire = rounds * latency
        for (l = count; l >= 1; l--) {
            ready += gradients * parameters[l] * times[l] / total
            if (sent < ready) sent = ready
            link = rounds * (latency + 4 * parameters[l] / bandwidth)
            sent += link
            wire += link
        }
        whole = step + handing + rounds * sum + sent - gradients
        printf "%d\t%.2f\t%.2f\t%.2f\n", R, whole, alone / whole, wire
    }
}
