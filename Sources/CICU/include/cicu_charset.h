// Finding and converting character sets with ICU.
#ifndef OPINION_CICU_CHARSET_H
#define OPINION_CICU_CHARSET_H
#include <stdint.h>

/// ICU's confidence, 0 to 100, that the bytes are in the named charset ("GB18030", "Big5", "UTF-8" …); -1 on an error.
int cicu_charset_confidence(const uint8_t *bytes, int32_t length, const char *charset);

/// A streaming converter to UTF-8.
typedef struct cicu_converter cicu_converter;

/// Opens a converter from the named charset; NULL where ICU does not know it.
cicu_converter *cicu_converter_open(const char *charset);
void cicu_converter_close(cicu_converter *converter);

/// Converts as much of `in` as fits `out` and returns the bytes written; `*consumed` is set to the bytes read.
/// Call again with the rest until all is consumed and (with `flush`) 0 is returned. -1 on an error of ICU itself.
/// Each byte of a bad sequence becomes the four characters `\xNN`; the sequences are counted.
int64_t cicu_converter_convert(
    cicu_converter *converter, const uint8_t *in, int64_t length, int flush, uint8_t *out, int64_t capacity,
    int64_t *consumed);

/// How many bad byte sequences there were so far.
int64_t cicu_converter_bad_count(const cicu_converter *converter);
/// The offset of the first one in the whole input; -1 without any.
int64_t cicu_converter_first_bad(const cicu_converter *converter);

#endif
