#include "cicu.h"
#include <stdlib.h>
#include <unicode/ucol.h>

struct cicu_collator {
    UCollator *collator;
};

cicu_collator *cicu_collator_open(const char *locale) {
    UErrorCode status = U_ZERO_ERROR;
    UCollator *collator = ucol_open(locale, &status);
    if (U_FAILURE(status)) return NULL;
    cicu_collator *result = malloc(sizeof *result);
    if (!result) {
        ucol_close(collator);
        return NULL;
    }
    result->collator = collator;
    return result;
}

int32_t cicu_collator_compare(const cicu_collator *collator, const char *left, int32_t left_length,
                              const char *right, int32_t right_length) {
    UErrorCode status = U_ZERO_ERROR;
    return ucol_strcollUTF8(collator->collator, left, left_length, right, right_length, &status);
}

void cicu_collator_close(cicu_collator *collator) {
    ucol_close(collator->collator);
    free(collator);
}
