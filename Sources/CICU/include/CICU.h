/// A narrow door to the system's ICU: opaque handles and plain integers, so that neither ICU's
/// headers nor its version suffix reach Swift. The same source builds on ICU 67 to 76.

#ifndef CICU_H
#define CICU_H

#include <stddef.h>
#include <stdint.h>

/// The version of ICU at run time, major * 100 + minor.
int32_t cicu_version(void);

/// The version of Unicode at run time, major * 100 + minor.
int32_t cicu_unicode_version(void);

/// What ICU knows of a code point, packed:
/// bits 0-7 its word-break class (a CICU_WB_ value), bits 8-12 its general category as in
/// `UCharCategory`, bit 13 Extended_Pictographic, bit 14 Line_Break=Complex_Context, bit 15
/// White_Space.
uint32_t cicu_properties(uint32_t code_point);

/// Word-break classes of UAX #29, numbered here so that no ICU release renumbers them.
enum {
  CICU_WB_OTHER = 0,
  CICU_WB_CR,
  CICU_WB_LF,
  CICU_WB_NEWLINE,
  CICU_WB_EXTEND,
  CICU_WB_ZWJ,
  CICU_WB_FORMAT,
  CICU_WB_KATAKANA,
  CICU_WB_HEBREW_LETTER,
  CICU_WB_A_LETTER,
  CICU_WB_SINGLE_QUOTE,
  CICU_WB_DOUBLE_QUOTE,
  CICU_WB_MID_NUM_LET,
  CICU_WB_MID_LETTER,
  CICU_WB_MID_NUM,
  CICU_WB_NUMERIC,
  CICU_WB_EXTEND_NUM_LET,
  CICU_WB_REGIONAL_INDICATOR,
  CICU_WB_W_SEG_SPACE
};

/// A break iterator made from rules.
typedef struct cicu_breaker cicu_breaker;

/// Compiles rules, given as UTF-8, into an iterator. NULL where ICU refuses them; then `line`
/// says at which line.
cicu_breaker *cicu_breaker_open(const char *rules, int32_t length, int32_t *line);

/// A copy that may be used on another thread. NULL where memory is short.
cicu_breaker *cicu_breaker_clone(const cicu_breaker *breaker);

/// Frees an iterator; NULL is allowed.
void cicu_breaker_close(cicu_breaker *breaker);

/// The boundaries of UTF-16 text after its start, ascending, the last being `length`. Writes at
/// most `capacity` of them and returns how many there are, or -1 where ICU fails.
int32_t cicu_breaker_boundaries(
    cicu_breaker *breaker, const uint16_t *text, int32_t length, int32_t *out, int32_t capacity);

/// The simple case folding of a code point.
uint32_t cicu_fold(uint32_t code_point);

/// Normal forms.
enum { CICU_NFC = 0, CICU_NFKC = 1, CICU_NFKC_CASEFOLD = 2, CICU_NFD = 3 };

/// Normalises UTF-16 text. Writes at most `capacity` units and returns how many there are, or -1
/// where ICU fails.
int32_t cicu_normalize(
    int32_t form, const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity);

/// The number that ISO 4217 gives a currency code of three capital letters, 0 where ICU knows none.
int32_t cicu_currency_number(const char *code);

#endif
