#include "CWideText.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

const uint8_t cwide_padding[32] = {
    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
    0,    0,    0,    0,    0,    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
};

/// Where the bytes of each class stand among 64.
typedef struct {
  uint64_t letters, capitals, digits, beyond;
  uint64_t underscore, space, carriage, feed;
  /// ' and .: between letters and between digits.
  uint64_t mid_both;
  /// The colon: between letters.
  uint64_t mid_letter;
  /// , and ;: between digits.
  uint64_t mid_digit;
  /// The comma alone.
  uint64_t comma;
} classes;

/// Where characters outside ASCII stand among 64 bytes.
typedef struct {
  /// All bytes of letters.
  uint64_t letters;
  /// All but the first byte of characters that no rule joins to anything but what is unknown.
  uint64_t inner;
  /// The first of the three bytes of marks that join letters and digits: the curly apostrophe.
  uint64_t marks;
  /// Bytes of characters that the rules must look at one by one.
  uint64_t unknown;
} others;

/// What rules that reach across 64 bytes must know of those before.
typedef struct {
  uint64_t letters, digits, words, space, carriage, mid_letter, mid_digit, marks, unknown;
} carry;

/// Bits moved up by a few places, at least one; those of the 64 bytes before moved in.
static inline uint64_t up(uint64_t bits, uint64_t before, int places) {
  return bits << places | before >> (64 - places);
}

/// The numbers of `WordClass` that are told apart here.
enum { word_other = 0, word_letter = 9, word_mid_num_let = 12 };

/// The code point of a sequence of two bytes or more.
static inline uint32_t code_point(const uint8_t *text, int length) {
  uint32_t value = text[0] & (0xFF >> (length + 1));
  for (int index = 1; index < length; index++) value = value << 6 | (text[index] & 0x3F);
  return value;
}

/// Looks up the characters outside ASCII that lie in 64 bytes as a whole.
static others look_up(const uint8_t *text, uint64_t beyond) {
  others found = {0, 0, 0, beyond};
  uint64_t rest = beyond;
  while (rest) {
    int at = __builtin_ctzll(rest);
    uint8_t lead = text[at];
    int length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (at + length > 64) break;
    uint64_t bytes = (((uint64_t)1 << length) - 1) << at;
    rest &= ~bytes;
    if (length == 1) continue;
    uint32_t class = cwide_properties(code_point(text + at, length)) & 0xFF;
    if (class == word_letter) {
      found.letters |= bytes;
    } else if (class == word_other || (class == word_mid_num_let && length == 3)) {
      found.inner |= bytes & (bytes - 1);
      if (class == word_mid_num_let) found.marks |= (uint64_t)1 << at;
    } else {
      continue;
    }
    found.unknown &= ~bytes;
  }
  return found;
}

/// Applies WB3, WB3d, WB5 to WB7, WB8 to WB12, WB13a and WB13b to ASCII, and to what else is known.
static inline void map(
    const classes *c, const uint8_t *text, carry *last, cwide_map *out, int is_first) {
  others o = {0, 0, 0, 0};
  if (c->beyond) o = look_up(text, c->beyond);
  uint64_t letters = c->letters | o.letters;
  uint64_t words = letters | c->digits | c->underscore;
  uint64_t mid_letter = c->mid_both | c->mid_letter;
  uint64_t mid_digit = c->mid_both | c->mid_digit;
  uint64_t joined = (words & up(words, last->words, 1)) |
                    (c->space & up(c->space, last->space, 1)) |
                    (c->feed & up(c->carriage, last->carriage, 1)) | o.inner;
  uint64_t across =
      (letters & up(mid_letter, last->mid_letter, 1) & up(letters, last->letters, 2)) |
      (c->digits & up(mid_digit, last->mid_digit, 1) & up(c->digits, last->digits, 2));
  uint64_t across_wide = up(o.marks, last->marks, 3) &
                         ((letters & up(letters, last->letters, 4)) |
                          (c->digits & up(c->digits, last->digits, 4)));
  joined |= across | across >> 1 | across_wide | across_wide >> 3;
  out->letters = c->letters;
  out->capitals = c->capitals;
  out->digits = c->digits;
  out->spaces = c->space;
  out->commas = c->comma;
  out->beyond = c->beyond;
  out->starts = ~joined;
  // A mark looks at what is before and behind it; other bytes look at the one before.
  uint64_t marks = mid_letter | mid_digit;
  uint64_t marks_before = last->mid_letter | last->mid_digit;
  out->unsure = o.unknown | up(o.unknown, last->unknown, 1) |
                (up(o.unknown, last->unknown, 2) & up(marks, marks_before, 1)) |
                (up(o.unknown, last->unknown, 4) & up(o.marks, last->marks, 3)) |
                (o.unknown >> 1 & marks) | (o.unknown >> 3 & o.marks);
  if (!is_first) {
    // The last bytes before look ahead to the first ones here.
    out[-1].starts &= ~(across << 63 | across_wide << 61);
    out[-1].unsure |= (o.unknown << 63 & marks_before) | (o.unknown << 61 & last->marks);
  }
  last->letters = letters;
  last->digits = c->digits;
  last->words = words;
  last->space = c->space;
  last->carriage = c->carriage;
  last->mid_letter = mid_letter;
  last->mid_digit = mid_digit;
  last->marks = o.marks;
  last->unknown = o.unknown;
}

/// Maps whole blocks by a classifier, and the rest padded with zeros.
#define MAP_BLOCKS(classify)                            \
  carry last;                                           \
  memset(&last, 0, sizeof last);                        \
  size_t count = (length + 63) / 64;                    \
  for (size_t index = 0; index < count; index++) {      \
    classes found;                                      \
    const uint8_t *block = text + index * 64;           \
    uint8_t rest[64];                                   \
    if (length - index * 64 < 64) {                     \
      memset(rest, 0, sizeof rest);                     \
      memcpy(rest, block, length % 64);                 \
      block = rest;                                     \
    }                                                   \
    classify(block, &found);                            \
    map(&found, block, &last, maps + index, index == 0); \
  }

/// Hands on a mask as it is: without this barrier LLVM takes each bit of a mask apart.
static inline uint32_t whole(int mask) {
  __asm__("" : "+r"(mask));
  return (uint32_t)mask;
}

static inline void classify_plain(const uint8_t *text, classes *c) {
  memset(c, 0, sizeof *c);
  for (int index = 0; index < 64; index++) {
    uint8_t byte = text[index];
    uint64_t bit = (uint64_t)1 << index;
    if ((uint8_t)((byte | 0x20) - 'a') < 26) c->letters |= bit;
    if ((uint8_t)(byte - 'A') < 26) c->capitals |= bit;
    if ((uint8_t)(byte - '0') < 10) c->digits |= bit;
    if (byte >= 0x80) c->beyond |= bit;
    switch (byte) {
      case '_': c->underscore |= bit; break;
      case ' ': c->space |= bit; break;
      case '\r': c->carriage |= bit; break;
      case '\n': c->feed |= bit; break;
      case '\'': case '.': c->mid_both |= bit; break;
      case ':': c->mid_letter |= bit; break;
      case ',': c->comma |= bit; c->mid_digit |= bit; break;
      case ';': c->mid_digit |= bit; break;
      default: break;
    }
  }
}

static void map_plain(const uint8_t *text, size_t length, cwide_map *maps) {
  MAP_BLOCKS(classify_plain)
}

#if defined(__x86_64__)

#define AVX2 __attribute__((target("avx2")))

/// The bytes from `low` on, `count` of them: moved so that they are the lowest signed numbers.
AVX2 static inline uint32_t range_avx2(__m256i bytes, uint8_t low, uint8_t count) {
  __m256i moved = _mm256_add_epi8(bytes, _mm256_set1_epi8((char)(0x80 - low)));
  return whole(_mm256_movemask_epi8(
      _mm256_cmpgt_epi8(_mm256_set1_epi8((char)(0x80 + count)), moved)));
}

AVX2 static inline uint32_t equal_avx2(__m256i bytes, char byte) {
  return whole(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte))));
}

#define BOTH_AVX2(expression_low, expression_high) \
  ((uint64_t)(expression_low) | (uint64_t)(expression_high) << 32)
#define RANGE_AVX2(first, second, byte, count) \
  BOTH_AVX2(range_avx2(first, byte, count), range_avx2(second, byte, count))
#define EQUAL_AVX2(byte) BOTH_AVX2(equal_avx2(low, byte), equal_avx2(high, byte))

AVX2 static inline void classify_avx2(const uint8_t *text, classes *c) {
  __m256i low = _mm256_loadu_si256((const __m256i *)text);
  __m256i high = _mm256_loadu_si256((const __m256i *)(text + 32));
  __m256i bit = _mm256_set1_epi8(0x20);
  __m256i small_low = _mm256_or_si256(low, bit);
  __m256i small_high = _mm256_or_si256(high, bit);
  c->letters = RANGE_AVX2(small_low, small_high, 'a', 26);
  c->capitals = RANGE_AVX2(low, high, 'A', 26);
  c->digits = RANGE_AVX2(low, high, '0', 10);
  c->beyond = BOTH_AVX2(whole(_mm256_movemask_epi8(low)), whole(_mm256_movemask_epi8(high)));
  c->underscore = EQUAL_AVX2('_');
  c->space = EQUAL_AVX2(' ');
  c->carriage = EQUAL_AVX2('\r');
  c->feed = EQUAL_AVX2('\n');
  c->mid_both = EQUAL_AVX2('\'') | EQUAL_AVX2('.');
  c->mid_letter = EQUAL_AVX2(':');
  c->comma = EQUAL_AVX2(',');
  c->mid_digit = c->comma | EQUAL_AVX2(';');
}

AVX2 static void map_avx2(const uint8_t *text, size_t length, cwide_map *maps) {
  MAP_BLOCKS(classify_avx2)
}

typedef __m128i quarter;

static inline quarter load_quarter(const uint8_t *text) {
  return _mm_loadu_si128((const __m128i *)text);
}

static inline quarter small_quarter(quarter bytes) {
  return _mm_or_si128(bytes, _mm_set1_epi8(0x20));
}

static inline uint64_t range_quarter(quarter bytes, uint8_t low, uint8_t count) {
  __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8((char)(0x80 - low)));
  return whole(_mm_movemask_epi8(_mm_cmpgt_epi8(_mm_set1_epi8((char)(0x80 + count)), moved)));
}

static inline uint64_t equal_quarter(quarter bytes, uint8_t byte) {
  return whole(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)byte))));
}

static inline uint64_t beyond_quarter(quarter bytes) {
  return whole(_mm_movemask_epi8(bytes));
}

#elif defined(__aarch64__)

typedef uint8x16_t quarter;

static inline quarter load_quarter(const uint8_t *text) { return vld1q_u8(text); }

static inline quarter small_quarter(quarter bytes) { return vorrq_u8(bytes, vdupq_n_u8(0x20)); }

/// The highest bit of each byte, as AVX2 and SSE2 move them.
static inline uint64_t bits_quarter(uint8x16_t mask) {
  static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t weighed = vandq_u8(mask, vld1q_u8(weights));
  return (uint64_t)vaddv_u8(vget_low_u8(weighed)) |
         (uint64_t)vaddv_u8(vget_high_u8(weighed)) << 8;
}

static inline uint64_t range_quarter(quarter bytes, uint8_t low, uint8_t count) {
  return bits_quarter(vcltq_u8(vsubq_u8(bytes, vdupq_n_u8(low)), vdupq_n_u8(count)));
}

static inline uint64_t equal_quarter(quarter bytes, uint8_t byte) {
  return bits_quarter(vceqq_u8(bytes, vdupq_n_u8(byte)));
}

static inline uint64_t beyond_quarter(quarter bytes) {
  return bits_quarter(vcgeq_u8(bytes, vdupq_n_u8(0x80)));
}

#endif

#if defined(__x86_64__) || defined(__aarch64__)
#define HAS_QUARTERS 1

static inline void classify_quarters(const uint8_t *text, classes *c) {
  memset(c, 0, sizeof *c);
  for (int part = 0; part < 4; part++) {
    quarter bytes = load_quarter(text + part * 16);
    int shift = part * 16;
    c->letters |= range_quarter(small_quarter(bytes), 'a', 26) << shift;
    c->capitals |= range_quarter(bytes, 'A', 26) << shift;
    c->digits |= range_quarter(bytes, '0', 10) << shift;
    c->beyond |= beyond_quarter(bytes) << shift;
    c->underscore |= equal_quarter(bytes, '_') << shift;
    c->space |= equal_quarter(bytes, ' ') << shift;
    c->carriage |= equal_quarter(bytes, '\r') << shift;
    c->feed |= equal_quarter(bytes, '\n') << shift;
    c->mid_both |= (equal_quarter(bytes, '\'') | equal_quarter(bytes, '.')) << shift;
    c->mid_letter |= equal_quarter(bytes, ':') << shift;
    c->comma |= equal_quarter(bytes, ',') << shift;
    c->mid_digit |= (equal_quarter(bytes, ',') | equal_quarter(bytes, ';')) << shift;
  }
}

static void map_quarters(const uint8_t *text, size_t length, cwide_map *maps) {
  MAP_BLOCKS(classify_quarters)
}
#endif

int32_t cwide_gear(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                 __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("lzcnt") &&
                 __builtin_cpu_supports("popcnt")
             ? 2
             : 1;
#elif defined(HAS_QUARTERS)
  return 1;
#else
  return 0;
#endif
}

int32_t cwide_map_text_in_gear(
    int32_t gear, const uint8_t *text, size_t length, cwide_map *maps) {
  if (gear < 0 || gear > cwide_gear()) return 0;
  switch (gear) {
#if defined(__x86_64__)
    case 2: map_avx2(text, length, maps); return 1;
#endif
#if defined(HAS_QUARTERS)
    case 1: map_quarters(text, length, maps); return 1;
#endif
    default: map_plain(text, length, maps); return 1;
  }
}

void cwide_map_text(const uint8_t *text, size_t length, cwide_map *maps) {
  cwide_map_text_in_gear(cwide_gear(), text, length, maps);
}
