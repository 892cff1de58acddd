// The system's zlib as a Swift module. Its macros with arguments, such as inflateInit2, do not reach
// Swift: call the functions behind them, such as inflateInit2_.
#include <zlib.h>
