/// Classes of characters, and bit maps of text: one bit a byte, 64 bytes at a time, by the widest
/// registers that the processor has.

#ifndef CWIDETEXT_H
#define CWIDETEXT_H

#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

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

/// A bucket of a hash table: four keys, and what each stands for.
typedef struct {
  uint64_t keys[4];
  uint64_t values[4];
} cwide_bucket;

/// What a key stands for that is at most once in a bucket; 0 where it is not there.
///
/// It has no branch on the place, which a compiler makes of plain comparisons and a processor cannot
/// foretell.
static inline uint64_t cwide_bucket_value(const cwide_bucket *bucket, uint64_t key) {
#if defined(__x86_64__)
  __m128i wanted = _mm_set1_epi64x((long long)key);
  __m128i found = _mm_setzero_si128();
  for (int half = 0; half < 4; half += 2) {
    __m128i keys = _mm_loadu_si128((const __m128i *)(bucket->keys + half));
    __m128i values = _mm_loadu_si128((const __m128i *)(bucket->values + half));
    __m128i same = _mm_cmpeq_epi32(keys, wanted);
    same = _mm_and_si128(same, _mm_shuffle_epi32(same, 0xB1));
    found = _mm_or_si128(found, _mm_and_si128(same, values));
  }
  found = _mm_or_si128(found, _mm_shuffle_epi32(found, 0x4E));
  return (uint64_t)_mm_cvtsi128_si64(found);
#else
  uint64_t found = 0;
  for (int lane = 0; lane < 4; lane++) {
    found |= bucket->values[lane] & -(uint64_t)(bucket->keys[lane] == key);
  }
  return found;
#endif
}

/// What is known of 64 bytes, the lowest bit for the first.
typedef struct {
  /// A to Z, a to z.
  uint64_t letters;
  /// A to Z.
  uint64_t capitals;
  /// 0 to 9.
  uint64_t digits;
  /// The space of ASCII.
  uint64_t spaces;
  /// The comma of ASCII.
  uint64_t commas;
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
