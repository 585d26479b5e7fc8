/// Classes of characters, and bit maps of text: one bit a byte, 64 bytes at a time, by the widest
/// registers that the processor has.

#ifndef CWIDETEXT_H
#define CWIDETEXT_H

#include <stddef.h>
#include <stdint.h>

/// The version of Unicode that the table of classes is of, major * 100 + minor.
extern const int32_t cwide_unicode_version;

/// The table, in stages: a block of 128 code points, a set of properties for each, and the sets.
extern const uint16_t cwide_blocks[];
extern const uint8_t cwide_sets[];
extern const uint16_t cwide_values[];

/// What Unicode says of a code point, packed as `cicu_properties` of CICU packs it; 0 beyond
/// U+10FFFF.
static inline uint32_t cwide_properties(uint32_t code_point) {
  if (code_point > 0x10FFFF) return 0;
  uint32_t place = (uint32_t)cwide_blocks[code_point >> 7] << 7 | (code_point & 127);
  return cwide_values[cwide_sets[place]];
}

/// Has the processor fetch what stands at an address, and does not wait for it.
static inline void cwide_prefetch(const void *address) { __builtin_prefetch(address); }

/// What is known of 64 bytes, the lowest bit for the first.
typedef struct {
  /// A to Z, a to z.
  uint64_t letters;
  /// A to Z.
  uint64_t capitals;
  /// 0 to 9.
  uint64_t digits;
  /// Bytes from 0x80 on.
  uint64_t beyond;
  /// A word begins here by the rules of UAX #29, as far as ASCII, letters that are no syllables or
  /// ideograms, and what no rule speaks of tell: sure where `unsure` is not set.
  uint64_t starts;
  /// Another character is so near that it may decide whether a word begins here.
  uint64_t unsure;
} cwide_map;

/// Maps text into `(length + 63) / 64` maps. What lies behind its end counts as white space that no
/// rule joins.
void cwide_map_text(const uint8_t *text, size_t length, cwide_map *maps);

/// The registers in use: 2 for AVX2, 1 for SSE2 or NEON, 0 for none.
int32_t cwide_gear(void);

/// The same with other registers, for tests; returns 0 where the processor lacks them.
int32_t cwide_map_text_in_gear(
    int32_t gear, const uint8_t *text, size_t length, cwide_map *maps);

#endif
