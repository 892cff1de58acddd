// The system's libpng, found through pkg-config. Only CPNG includes it: its errors longjmp.
#include <png.h>
