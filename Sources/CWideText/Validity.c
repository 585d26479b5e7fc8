#include "CWideText.h"

static inline int is_tail(uint8_t byte) { return (byte & 0xC0) == 0x80; }

/// How many bytes a well-formed sequence outside ASCII has, by table 3-7 of the Unicode Standard; 0
/// where it is none.
static inline size_t well_formed(const uint8_t *text, size_t rest) {
  uint8_t lead = text[0];
  if (lead < 0xE0) return lead >= 0xC2 && rest > 1 && is_tail(text[1]) ? 2 : 0;
  if (lead < 0xF0) {
    if (rest < 3 || !is_tail(text[1]) || !is_tail(text[2])) return 0;
    return (lead == 0xE0 && text[1] < 0xA0) || (lead == 0xED && text[1] > 0x9F) ? 0 : 3;
  }
  if (lead > 0xF4 || rest < 4) return 0;
  if (!is_tail(text[1]) || !is_tail(text[2]) || !is_tail(text[3])) return 0;
  return (lead == 0xF0 && text[1] < 0x90) || (lead == 0xF4 && text[1] > 0x8F) ? 0 : 4;
}

/// The first byte from a place on that is not ASCII, or one of the last few.
static inline size_t skip_ascii(const uint8_t *text, size_t length, size_t from) {
#if defined(__x86_64__)
  while (length - from >= 32) {
    __m128i first = _mm_loadu_si128((const __m128i *)(text + from));
    __m128i second = _mm_loadu_si128((const __m128i *)(text + from + 16));
    uint32_t beyond = (uint32_t)_mm_movemask_epi8(first);
    beyond |= (uint32_t)_mm_movemask_epi8(second) << 16;
    if (beyond) return from + (size_t)__builtin_ctz(beyond);
    from += 32;
  }
#else
  const uint64_t high = 0x8080808080808080u;
  while (length - from >= 8) {
    uint64_t bytes;
    __builtin_memcpy(&bytes, text + from, 8);
    if (bytes & high) break;
    from += 8;
  }
#endif
  while (from < length && text[from] < 0x80) from++;
  return from;
}

size_t cwide_first_invalid(const uint8_t *text, size_t length, size_t from) {
  while (from < length) {
    from = skip_ascii(text, length, from);
    while (from < length && text[from] >= 0x80) {
      size_t count = well_formed(text + from, length - from);
      if (count == 0) return from;
      from += count;
    }
  }
  return length;
}
