#include "CICU.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ucurr.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

struct cicu_breaker {
  UBreakIterator *iterator;
};

int32_t cicu_version(void) {
  UVersionInfo version;
  u_getVersion(version);
  return version[0] * 100 + version[1];
}

int32_t cicu_unicode_version(void) {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  return version[0] * 100 + version[1];
}

static uint32_t word_class(UChar32 c) {
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_CR: return CICU_WB_CR;
    case U_WB_LF: return CICU_WB_LF;
    case U_WB_NEWLINE: return CICU_WB_NEWLINE;
    case U_WB_EXTEND: return CICU_WB_EXTEND;
    case U_WB_ZWJ: return CICU_WB_ZWJ;
    case U_WB_FORMAT: return CICU_WB_FORMAT;
    case U_WB_KATAKANA: return CICU_WB_KATAKANA;
    case U_WB_HEBREW_LETTER: return CICU_WB_HEBREW_LETTER;
    case U_WB_ALETTER: return CICU_WB_A_LETTER;
    case U_WB_SINGLE_QUOTE: return CICU_WB_SINGLE_QUOTE;
    case U_WB_DOUBLE_QUOTE: return CICU_WB_DOUBLE_QUOTE;
    case U_WB_MIDNUMLET: return CICU_WB_MID_NUM_LET;
    case U_WB_MIDLETTER: return CICU_WB_MID_LETTER;
    case U_WB_MIDNUM: return CICU_WB_MID_NUM;
    case U_WB_NUMERIC: return CICU_WB_NUMERIC;
    case U_WB_EXTENDNUMLET: return CICU_WB_EXTEND_NUM_LET;
    case U_WB_REGIONAL_INDICATOR: return CICU_WB_REGIONAL_INDICATOR;
    case U_WB_WSEGSPACE: return CICU_WB_W_SEG_SPACE;
    default: return CICU_WB_OTHER;
  }
}

uint32_t cicu_properties(uint32_t code_point) {
  UChar32 c = (UChar32)code_point;
  uint32_t packed = word_class(c) | (uint32_t)u_charType(c) << 8;
  if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) packed |= 1u << 13;
  if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) packed |= 1u << 14;
  if (u_isUWhiteSpace(c)) packed |= 1u << 15;
  return packed;
}

static cicu_breaker *wrap(UBreakIterator *iterator) {
  if (iterator == NULL) return NULL;
  cicu_breaker *breaker = malloc(sizeof *breaker);
  if (breaker == NULL) {
    ubrk_close(iterator);
    return NULL;
  }
  breaker->iterator = iterator;
  return breaker;
}

cicu_breaker *cicu_breaker_open(const char *rules, int32_t length, int32_t *line) {
  UErrorCode status = U_ZERO_ERROR;
  UChar *wide = malloc(sizeof(UChar) * ((size_t)length + 1));
  if (wide == NULL) return NULL;
  int32_t wide_length = 0;
  u_strFromUTF8(wide, length + 1, &wide_length, rules, length, &status);
  UParseError place = {0, 0, {0}, {0}};
  UBreakIterator *iterator = NULL;
  if (U_SUCCESS(status)) {
    iterator = ubrk_openRules(wide, wide_length, NULL, 0, &place, &status);
  }
  free(wide);
  if (U_FAILURE(status)) {
    if (line != NULL) *line = place.line;
    if (iterator != NULL) ubrk_close(iterator);
    return NULL;
  }
  return wrap(iterator);
}

cicu_breaker *cicu_breaker_clone(const cicu_breaker *breaker) {
  UErrorCode status = U_ZERO_ERROR;
#if U_ICU_VERSION_MAJOR_NUM >= 69
  UBreakIterator *copy = ubrk_clone(breaker->iterator, &status);
#else
  UBreakIterator *copy = ubrk_safeClone(breaker->iterator, NULL, NULL, &status);
#endif
  return U_SUCCESS(status) ? wrap(copy) : NULL;
}

void cicu_breaker_close(cicu_breaker *breaker) {
  if (breaker == NULL) return;
  ubrk_close(breaker->iterator);
  free(breaker);
}

int32_t cicu_breaker_boundaries(
    cicu_breaker *breaker, const uint16_t *text, int32_t length, int32_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(breaker->iterator, (const UChar *)text, length, &status);
  if (U_FAILURE(status)) return -1;
  int32_t count = 0;
  ubrk_first(breaker->iterator);
  for (;;) {
    int32_t at = ubrk_next(breaker->iterator);
    if (at == UBRK_DONE) return count;
    if (count < capacity) out[count] = at;
    count += 1;
  }
}

uint32_t cicu_fold(uint32_t code_point) {
  return (uint32_t)u_foldCase((UChar32)code_point, U_FOLD_CASE_DEFAULT);
}

int32_t cicu_normalize(
    int32_t form, const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer;
  switch (form) {
    case CICU_NFKC: normalizer = unorm2_getNFKCInstance(&status); break;
    case CICU_NFKC_CASEFOLD: normalizer = unorm2_getNFKCCasefoldInstance(&status); break;
    case CICU_NFD: normalizer = unorm2_getNFDInstance(&status); break;
    default: normalizer = unorm2_getNFCInstance(&status); break;
  }
  if (U_FAILURE(status)) return -1;
  int32_t written = unorm2_normalize(
      normalizer, (const UChar *)text, length, (UChar *)out, capacity, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) return written;
  return U_FAILURE(status) ? -1 : written;
}

int32_t cicu_currency_number(const char *code) {
  UChar wide[4] = {0};
  for (int i = 0; i < 3; i++) {
    if (code[i] < 'A' || code[i] > 'Z') return 0;
    wide[i] = (UChar)code[i];
  }
  return code[3] == 0 ? ucurr_getNumericCode(wide) : 0;
}
