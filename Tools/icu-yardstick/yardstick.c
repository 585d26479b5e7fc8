#include "yardstick.h"

#include <unicode/ubrk.h>

int32_t yardstick_boundaries(yardstick_kind kind, const uint16_t *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIteratorType type = kind == YARDSTICK_WORDS ? UBRK_WORD : UBRK_SENTENCE;
  UBreakIterator *iterator = ubrk_open(type, "en_US", (const UChar *)text, length, &status);
  if (U_FAILURE(status)) return -1;
  int32_t count = 0;
  while (ubrk_next(iterator) != UBRK_DONE) count += 1;
  ubrk_close(iterator);
  return count;
}
