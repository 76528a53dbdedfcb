#include "cicu_normalize.h"
#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>

static int32_t classify(const UNormalizer2 *nfkc, UChar32 c) {
    UChar source[2], target[64];
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    if (unorm2_isInert(nfkc, c)) return 0;
    if (!unorm2_hasBoundaryBefore(nfkc, c)) return 2;
    U16_APPEND_UNSAFE(source, length, c);
    int32_t size = unorm2_normalize(nfkc, source, length, target, 64, &status);
    if (U_FAILURE(status)) return 2;
    return u_strCompare(source, length, target, size, 0) != 0;
}

int32_t cicu_nfkc_classes(uint8_t *out, uint32_t count) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
    if (U_FAILURE(status)) return status;
    for (uint32_t c = 0; c < count; c++) out[c] = U_IS_SURROGATE(c) ? 0 : (uint8_t)classify(nfkc, (UChar32)c);
    return 0;
}

int32_t cicu_nfkc_class(uint32_t code_point) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
    if (U_FAILURE(status) || code_point > 0x10FFFF || U_IS_SURROGATE(code_point)) return 2;
    return classify(nfkc, (UChar32)code_point);
}

int32_t cicu_nfkc(const uint8_t *text, int32_t length, uint8_t *out, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t units = 0, normal = 0, bytes = -1;
    UChar *source = NULL, *target = NULL;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
    if (U_FAILURE(status) || length < 0) return -1;
    if (length == 0) return 0;

    // UTF-16 never has more units than UTF-8 has bytes.
    source = malloc(sizeof(UChar) * ((size_t)length + 1));
    if (!source) goto done;
    u_strFromUTF8(source, length + 1, &units, (const char *)text, length, &status);
    if (U_FAILURE(status)) goto done;

    normal = unorm2_normalize(nfkc, source, units, NULL, 0, &status);
    if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status)) goto done;
    status = U_ZERO_ERROR;
    target = malloc(sizeof(UChar) * ((size_t)normal + 1));
    if (!target) goto done;
    unorm2_normalize(nfkc, source, units, target, normal + 1, &status);
    if (U_FAILURE(status)) goto done;

    u_strToUTF8((char *)out, capacity, &bytes, target, normal, &status);
    if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status)) bytes = -1;
done:
    free(source);
    free(target);
    return bytes;
}

int32_t cicu_simplified(uint32_t first, uint32_t count, uint32_t *out) {
    UErrorCode status = U_ZERO_ERROR;
    for (uint32_t i = 0; i < count; i++) out[i] = first + i;
    if (count > 32768 || first + count > 0x10000) return U_ILLEGAL_ARGUMENT_ERROR;

    UChar id[16];
    u_uastrcpy(id, "Hant-Hans");
    UTransliterator *rules = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status)) return status;

    // One character a line: line feeds keep the rules from reading neighbours as context, and show where each one ended.
    int32_t capacity = (int32_t)count * 4 + 16, length = 0;
    UChar *text = malloc(sizeof(UChar) * (size_t)capacity);
    if (!text) {
        utrans_close(rules);
        return U_MEMORY_ALLOCATION_ERROR;
    }
    for (uint32_t i = 0; i < count; i++) {
        text[length++] = (UChar)(first + i);
        text[length++] = '\n';
    }
    int32_t limit = length;
    utrans_transUChars(rules, text, &length, capacity, 0, &limit, &status);
    utrans_close(rules);
    if (U_SUCCESS(status)) {
        int32_t at = 0;
        for (uint32_t i = 0; i < count && at < length; i++) {
            int32_t start = at;
            while (at < length && text[at] != '\n') at++;
            if (at - start == 1) out[i] = text[start];
            at++;
        }
    }
    free(text);
    return U_FAILURE(status) ? status : 0;
}
