// NFKC and traditional → simplified, by code point or by text, over plain integers and UTF-8.
#ifndef OPINION_CICU_NORMALIZE_H
#define OPINION_CICU_NORMALIZE_H
#include <stdint.h>

/// Fills `out[c]` for every code point c below `count`: 0 where NFKC leaves c alone, 1 where it maps c by itself,
/// 2 where c may join with what stands before it. A text without class 2 is normalised code point by code point.
/// Returns 0, or an ICU error code.
int32_t cicu_nfkc_classes(uint8_t *out, uint32_t count);

/// The class of one code point, as above; 2 where ICU fails.
int32_t cicu_nfkc_class(uint32_t code_point);

/// Normalises UTF-8 text to NFKC. Returns the number of bytes that it needs, written to `out` where that is at most
/// `capacity`; -1 for text that is not UTF-8 or where memory runs out.
int32_t cicu_nfkc(const uint8_t *text, int32_t length, uint8_t *out, int32_t capacity);

/// Fills `out[i]` with the simplified form of code point `first + i`, itself where it has none or no single one.
/// `count` is at most 32768 and the code points are in the BMP. Returns 0, or an ICU error code.
int32_t cicu_simplified(uint32_t first, uint32_t count, uint32_t *out);

#endif
