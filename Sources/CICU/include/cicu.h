// The part of ICU that opinion uses, behind opaque pointers and plain integers.
#ifndef OPINION_CICU_H
#define OPINION_CICU_H
#include "cicu_charset.h"
#include "cicu_collate.h"
#include "cicu_normalize.h"
#include <stdint.h>

/// The version of the ICU library in use, for example "72.1". `out` holds at least 20 bytes.
void cicu_version(char *out);

#endif
