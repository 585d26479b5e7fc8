/// ICU alone, as other programs use it: what measurements are compared with.

#ifndef YARDSTICK_H
#define YARDSTICK_H

#include <stdint.h>

/// What is broken into pieces.
typedef enum { YARDSTICK_WORDS, YARDSTICK_SENTENCES } yardstick_kind;

/// How many boundaries ICU's iterator for English finds in UTF-16 text; -1 where it cannot be opened.
int32_t yardstick_boundaries(yardstick_kind kind, const uint16_t *text, int32_t length);

#endif
