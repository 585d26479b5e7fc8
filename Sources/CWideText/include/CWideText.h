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

/// The first bytes of a word, up to sixteen: in lower case where they are ASCII, ones behind them.
typedef struct {
  uint64_t first;
  uint64_t second;
  /// Not 0 where a byte is outside ASCII.
  uint32_t beyond;
} cwide_head;

/// Sixteen zeros, then sixteen bytes of ones.
extern const uint8_t cwide_padding[32];

/// The head of a word of up to sixteen bytes that stands at an address, with sixteen bytes there to
/// read. No branch hangs on the word.
static inline cwide_head cwide_word_head(const uint8_t *word, uint32_t count) {
  cwide_head head;
#if defined(__x86_64__)
  __m128i bytes = _mm_loadu_si128((const __m128i *)word);
  __m128i padding = _mm_loadu_si128((const __m128i *)(cwide_padding + 16 - count));
  __m128i capitals = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('A' - 1)),
                                   _mm_cmplt_epi8(bytes, _mm_set1_epi8('Z' + 1)));
  __m128i small = _mm_or_si128(bytes, _mm_and_si128(capitals, _mm_set1_epi8(0x20)));
  __m128i padded = _mm_or_si128(small, padding);
  head.first = (uint64_t)_mm_cvtsi128_si64(padded);
  head.second = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(padded, padded));
  head.beyond = (uint32_t)_mm_movemask_epi8(_mm_andnot_si128(padding, bytes));
#else
  const uint64_t ones = 0x0101010101010101u;
  uint64_t parts[2];
  uint64_t beyond = 0;
  for (int part = 0; part < 2; part++) {
    uint64_t bytes = 0, padding = 0;
    for (int index = 7; index >= 0; index--) {
      bytes = bytes << 8 | word[part * 8 + index];
      padding = padding << 8 | cwide_padding[16 - count + part * 8 + index];
    }
    uint64_t low = bytes & (ones * 0x7F);
    uint64_t from_a = low + ones * (0x80 - 'A');
    uint64_t past_z = low + ones * (0x80 - 'Z' - 1);
    uint64_t capitals = from_a & ~past_z & ~bytes & (ones * 0x80);
    parts[part] = bytes | capitals >> 2 | padding;
    beyond |= bytes & ~padding & (ones * 0x80);
  }
  head.first = parts[0];
  head.second = parts[1];
  head.beyond = beyond != 0;
#endif
  return head;
}

/// The head of a word of some bytes that has these two pieces, with nothing behind them.
static inline cwide_head cwide_padded(uint64_t first, uint64_t second, uint32_t count) {
  uint32_t more = count > 8 ? count - 8 : 0;
  cwide_head head = {
      first | (count < 8 ? ~(uint64_t)0 << count * 8 : 0),
      second | (more < 8 ? ~(uint64_t)0 << more * 8 : 0), 0};
  return head;
}

/// Two numbers as one, after wyhash.
static inline uint64_t cwide_mix(uint64_t left, uint64_t right) {
  unsigned __int128 product = (unsigned __int128)left * right;
  return (uint64_t)(product >> 64) ^ (uint64_t)product;
}

static const uint64_t cwide_seed = 0x9E3779B97F4A7C15u;
static const uint64_t cwide_factor = 0xA0761D6478BD642Fu;
/// What the keys of words that are no keys themselves have added: of the two highest bits a word of
/// up to eight bytes has none, or both in its padding.
static const uint64_t cwide_hashed = (uint64_t)1 << 63;

/// The hash of the head of a word.
static inline uint64_t cwide_hash(uint64_t first, uint64_t second) {
  return cwide_mix(first ^ cwide_seed, second ^ cwide_factor);
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

/// A token as NewsText keeps it: its bytes, its kind, its flags.
typedef struct {
  uint32_t start;
  uint32_t end;
  uint8_t kind;
  uint8_t unused;
  uint16_t flags;
} cwide_token;

/// What is noted of a token, by its number in the lowest 32 bits, above them: it may begin a piece
/// of the page, it may end a sentence, or (from 2 on) it is a quotation mark, of that glyph plus 2.
enum { cwide_note_opener = 0, cwide_note_ender = 1, cwide_note_mark = 2 };

/// The tokens and notes that one step may add, and the room that it must have.
enum { cwide_step_room = 72 };

/// A text that is cut into tokens.
typedef struct {
  const uint8_t *text;
  size_t length;
  /// Its maps, and two behind them.
  const cwide_map *maps;
  /// For 256 first bytes and 256 last ones of words the lengths that abbreviations have, a bit
  /// each, the highest for all longer ones; and those of words that may begin a piece of the page.
  const uint64_t *abbreviations;
  const uint64_t *openers;
  /// Memory for as many `cwide_token` as there is room for, and how many there are.
  void *tokens;
  size_t token_room;
  size_t token_count;
  uint64_t *notes;
  size_t note_room;
  size_t note_count;
  size_t position;
  /// Whether white space stands before the position.
  int32_t after_space;
  /// The registers to use, as `cwide_gear` tells them.
  int32_t gear;
} cwide_cut;

/// Cuts words of ASCII letters, and those marks that stand behind or between them for themselves,
/// to the first place where more must be looked at, or where there is no more room for a step.
void cwide_cut_plain(cwide_cut *cut);

/// A text whose tokens are looked up, and the words that are known.
typedef struct {
  const uint8_t *text;
  size_t length;
  /// A power of two, of which `mask` is one less, of buckets. A value has the number of a word in
  /// its lowest 24 bits, above them 7 for its length and 32 for where its pieces start.
  const cwide_bucket *buckets;
  size_t mask;
  /// The words, eight bytes a piece, padded with zeros.
  const uint64_t *pieces;
  size_t piece_count;
  /// The registers to use, as `cwide_gear` tells them.
  int32_t gear;
} cwide_words;

/// The most tokens that are looked up together.
enum { cwide_look_up_most = 64 };

/// Looks up to `cwide_look_up_most` tokens up, laid out as `cwide_token`.
///
/// Writes the number of each, 0 for words of up to eight bytes of ASCII that are not known; and into
/// `alone`, with as much room, the indices of those about which more must be asked: they are long,
/// have bytes outside ASCII, or are not known. Returns how many these are.
size_t cwide_look_up(
    const cwide_words *words, const void *tokens, size_t count, uint32_t *numbers,
    uint32_t *alone);

/// The first byte from a place on that is not UTF-8; the length where all is.
size_t cwide_first_invalid(const uint8_t *text, size_t length, size_t from);

/// The registers in use: 2 for AVX2, 1 for SSE2 or NEON, 0 for none.
int32_t cwide_gear(void);

/// The same with other registers, for tests; returns 0 where the processor lacks them.
int32_t cwide_map_text_in_gear(
    int32_t gear, const uint8_t *text, size_t length, cwide_map *maps);

#endif
