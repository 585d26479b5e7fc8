#include "CWideText.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define INLINE static inline __attribute__((always_inline))

/// Set in the last value of a full bucket where words that belong there lie in the next.
static const uint64_t goes_on = (uint64_t)1 << 63;

/// What a value tells of a word: its number, its length, where its pieces start.
INLINE uint32_t number_of(uint64_t value) { return value & 0xFFFFFF; }
INLINE uint32_t length_of(uint64_t value) { return value >> 24 & 0x7F; }
INLINE size_t start_of(uint64_t value) { return value >> 31 & 0xFFFFFFFF; }

/// What is under way of some tokens.
typedef struct {
  uint64_t keys[cwide_look_up_most];
  const cwide_bucket *buckets[cwide_look_up_most];
  cwide_head heads[cwide_look_up_most];
  uint64_t values[cwide_look_up_most];
} looks;

/// The head of a word so near the end of the text that it is copied.
static cwide_head head_at_end(const cwide_words *words, size_t start, uint32_t count) {
  uint8_t copy[16] = {0};
  for (size_t index = 0; index < count && start + index < words->length; index++) {
    copy[index] = words->text[start + index];
  }
  return cwide_word_head(copy, count);
}

/// What a key stands for, in its bucket or one behind it.
INLINE uint64_t value_of(
    const cwide_words *words, const cwide_bucket *bucket, uint64_t key,
    uint64_t in_bucket(const cwide_bucket *, uint64_t)) {
  uint64_t value = in_bucket(bucket, key);
  // One branch, and a rare one: many words of a text are not known.
  while (bucket->values[3] & (number_of(value) ? 0 : goes_on)) {
    bucket = words->buckets + ((size_t)(bucket - words->buckets + 1) & words->mask);
    value = in_bucket(bucket, key);
  }
  return value;
}

/// Whether a value is of the word that a token is.
INLINE int stands(
    const cwide_words *words, uint64_t value, const cwide_head *head, uint32_t count) {
  size_t start = start_of(value), second = start + (count > 8);
  if (number_of(value) == 0 || length_of(value) != count || second >= words->piece_count) return 0;
  cwide_head padding = cwide_padded(0, 0, count);
  return (words->pieces[start] | padding.first) == head->first &&
         (words->pieces[second] | padding.second) == head->second;
}

INLINE size_t look_up(
    const cwide_words *words, const cwide_token *tokens, size_t count, uint32_t *numbers,
    uint32_t *alone, uint64_t in_bucket(const cwide_bucket *, uint64_t)) {
  looks l;
  // All keys are made before any is looked up, so that what they need is fetched together.
  for (size_t index = 0; index < count; index++) {
    size_t start = tokens[index].start;
    uint32_t length = tokens[index].end - tokens[index].start;
    uint32_t told = length < 16 ? length : 16;
    cwide_head head = start + 16 <= words->length ? cwide_word_head(words->text + start, told)
                                                  : head_at_end(words, start, told);
    uint64_t place = cwide_hash(head.first, head.second) >> 2;
    const cwide_bucket *bucket = words->buckets + (place & words->mask);
    cwide_prefetch(bucket);
    int is_word = (length <= 8) & (head.beyond == 0);
    l.keys[index] = is_word ? head.first : cwide_hashed | place;
    l.buckets[index] = bucket;
    l.heads[index] = head;
  }
  size_t compared = 0;
  for (size_t index = 0; index < count; index++) {
    uint64_t key = l.keys[index];
    uint64_t value = value_of(words, l.buckets[index], key, in_bucket);
    l.values[index] = value;
    numbers[index] = number_of(value);
    alone[compared] = (uint32_t)index;
    compared += key >> 62 == cwide_hashed >> 62;
  }
  for (size_t rank = 0; rank < compared; rank++) {
    size_t start = start_of(l.values[alone[rank]]);
    cwide_prefetch(words->pieces + (start < words->piece_count ? start : 0));
  }
  size_t left = 0;
  for (size_t rank = 0; rank < compared; rank++) {
    uint32_t index = alone[rank];
    uint32_t length = tokens[index].end - tokens[index].start;
    alone[left] = index;
    left += !stands(words, l.values[index], &l.heads[index], length);
  }
  return left;
}

static size_t look_up_any(
    const cwide_words *words, const cwide_token *tokens, size_t count, uint32_t *numbers,
    uint32_t *alone) {
  return look_up(words, tokens, count, numbers, alone, cwide_bucket_value);
}

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2,bmi,bmi2")))

AVX2 static inline uint64_t bucket_value_avx2(const cwide_bucket *bucket, uint64_t key) {
  __m256i keys = _mm256_loadu_si256((const __m256i *)bucket->keys);
  __m256i values = _mm256_loadu_si256((const __m256i *)bucket->values);
  __m256i found =
      _mm256_and_si256(values, _mm256_cmpeq_epi64(keys, _mm256_set1_epi64x((long long)key)));
  __m128i half = _mm_or_si128(_mm256_castsi256_si128(found), _mm256_extracti128_si256(found, 1));
  return (uint64_t)_mm_cvtsi128_si64(_mm_or_si128(half, _mm_unpackhi_epi64(half, half)));
}

AVX2 static size_t look_up_avx2(
    const cwide_words *words, const cwide_token *tokens, size_t count, uint32_t *numbers,
    uint32_t *alone) {
  return look_up(words, tokens, count, numbers, alone, bucket_value_avx2);
}
#endif

size_t cwide_look_up(
    const cwide_words *words, const void *tokens, size_t count, uint32_t *numbers,
    uint32_t *alone) {
  if (count > cwide_look_up_most) count = cwide_look_up_most;
#if defined(__x86_64__)
  if (words->gear == 2) {
    return look_up_avx2(words, (const cwide_token *)tokens, count, numbers, alone);
  }
#endif
  return look_up_any(words, (const cwide_token *)tokens, count, numbers, alone);
}
