// A step of an optimiser, in the form in which formulas read it.
typedef struct step_numbers {
    REAL rate, decay;
    REAL constants[VAE_STEP_CONSTANTS];
    // 1 less each constant, formed in double: in float the relative error of 1 - beta would be visible.
    REAL rests[VAE_STEP_CONSTANTS];
} step_numbers;
