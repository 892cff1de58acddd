// Functions that formulas share.

#define PLAIN static inline

PLAIN REAL sigmoid(REAL x) {
    REAL e = exp(-fabs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
}

// log(1 + e^x) without overflow.
PLAIN REAL softplus(REAL x) { return fmax(x, (REAL)0) + log1p(exp(-fabs(x))); }

// Not fmin and fmax, which would hide a NaN.
PLAIN REAL bounded(REAL x, REAL bound) { return x < -bound ? -bound : x > bound ? bound : x; }

// One where the bound does not hold the value, zero where it does.
PLAIN REAL is_within(REAL x, REAL bound) { return fabs(x) < bound; }
