#include "cicu_charset.h"
#include <stdlib.h>
#include <strings.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>

int cicu_charset_confidence(const uint8_t *bytes, int32_t length, const char *charset) {
    UErrorCode error = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&error);
    if (U_FAILURE(error)) return -1;
    int result = 0;
    int32_t found = 0;
    ucsdet_setText(detector, (const char *)bytes, length, &error);
    const UCharsetMatch **matches = ucsdet_detectAll(detector, &found, &error);
    for (int32_t i = 0; U_SUCCESS(error) && i < found; i++) {
        const char *name = ucsdet_getName(matches[i], &error);
        int32_t confidence = ucsdet_getConfidence(matches[i], &error);
        if (U_SUCCESS(error) && name && strcasecmp(name, charset) == 0 && confidence > result) result = confidence;
    }
    ucsdet_close(detector);
    return U_FAILURE(error) ? -1 : result;
}

struct cicu_converter {
    UConverter *from;
    UConverter *to;
    UChar pivot[4096];
    UChar *pivot_source;
    UChar *pivot_target;
    UBool reset;
    const char *chunk;
    const char *chunk_end;
    int64_t chunk_offset;
    int64_t bad_count;
    int64_t first_bad;
};

static void show_bad(
    const void *context, UConverterToUnicodeArgs *args, const char *bytes, int32_t length,
    UConverterCallbackReason reason, UErrorCode *error) {
    if (reason > UCNV_IRREGULAR) return;
    cicu_converter *converter = (cicu_converter *)context;
    if (converter->bad_count++ == 0) {
        // ICU may replay bytes kept from the previous chunk out of a buffer of its own.
        int64_t inside = args->source >= converter->chunk && args->source <= converter->chunk_end
            ? args->source - converter->chunk : 0;
        int64_t offset = converter->chunk_offset + inside - length;
        converter->first_bad = offset < 0 ? 0 : offset;
    }
    // The bytes stay visible: \xNN for each.
    static const char digits[] = "0123456789ABCDEF";
    *error = U_ZERO_ERROR;
    for (int32_t i = 0; i < length && U_SUCCESS(*error); i++) {
        const UChar shown[4] = {'\\', 'x', (UChar)digits[(uint8_t)bytes[i] >> 4], (UChar)digits[(uint8_t)bytes[i] & 15]};
        ucnv_cbToUWriteUChars(args, shown, 4, 0, error);
    }
}

cicu_converter *cicu_converter_open(const char *charset) {
    cicu_converter *converter = calloc(1, sizeof *converter);
    if (!converter) return NULL;
    UErrorCode error = U_ZERO_ERROR;
    converter->from = ucnv_open(charset, &error);
    converter->to = ucnv_open("UTF-8", &error);
    if (U_SUCCESS(error)) ucnv_setToUCallBack(converter->from, show_bad, converter, NULL, NULL, &error);
    if (U_FAILURE(error)) {
        cicu_converter_close(converter);
        return NULL;
    }
    converter->pivot_source = converter->pivot_target = converter->pivot;
    converter->reset = 1;
    converter->first_bad = -1;
    return converter;
}

void cicu_converter_close(cicu_converter *converter) {
    if (!converter) return;
    if (converter->from) ucnv_close(converter->from);
    if (converter->to) ucnv_close(converter->to);
    free(converter);
}

int64_t cicu_converter_convert(
    cicu_converter *converter, const uint8_t *in, int64_t length, int flush, uint8_t *out, int64_t capacity,
    int64_t *consumed) {
    UErrorCode error = U_ZERO_ERROR;
    static const char nothing = 0;
    const char *source = in ? (const char *)in : &nothing;
    char *target = (char *)out;
    converter->chunk = source;
    converter->chunk_end = source + length;
    ucnv_convertEx(
        converter->to, converter->from, &target, (char *)out + capacity, &source, converter->chunk_end,
        converter->pivot, &converter->pivot_source, &converter->pivot_target,
        converter->pivot + sizeof converter->pivot / sizeof converter->pivot[0], converter->reset, (UBool)flush,
        &error);
    converter->reset = 0;
    *consumed = source - converter->chunk;
    converter->chunk_offset += *consumed;
    if (U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR) return -1;
    return target - (char *)out;
}

int64_t cicu_converter_bad_count(const cicu_converter *converter) { return converter->bad_count; }
int64_t cicu_converter_first_bad(const cicu_converter *converter) { return converter->first_bad; }
