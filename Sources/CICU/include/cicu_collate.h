// Collation by ICU: comparing strings in a language's order.
#ifndef OPINION_CICU_COLLATE_H
#define OPINION_CICU_COLLATE_H
#include <stdint.h>

/// An open collator.
typedef struct cicu_collator cicu_collator;

/// Opens a collator for a locale such as "zh@collation=pinyin"; NULL where ICU has none.
cicu_collator *cicu_collator_open(const char *locale);

/// Negative, zero or positive as the left UTF-8 string sorts before, with or after the right one. Lengths in bytes.
int32_t cicu_collator_compare(const cicu_collator *collator, const char *left, int32_t left_length,
                              const char *right, int32_t right_length);

/// Closes a collator.
void cicu_collator_close(cicu_collator *collator);

#endif
