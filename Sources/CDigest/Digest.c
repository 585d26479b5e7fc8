#include "CDigest.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>
#endif

/// FIPS 180-4, 4.2.2.
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

cdigest_state cdigest_begin(void) {
  cdigest_state state = {{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
                          0x1f83d9ab, 0x5be0cd19}};
  return state;
}

static inline uint32_t turn(uint32_t value, int places) {
  return value >> places | value << (32 - places);
}

static inline uint32_t big_endian(const uint8_t *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void mix_plain(uint32_t *words, const uint8_t *bytes, size_t blocks) {
  for (; blocks > 0; blocks--, bytes += 64) {
    uint32_t schedule[64];
    for (int at = 0; at < 16; at++) schedule[at] = big_endian(bytes + at * 4);
    for (int at = 16; at < 64; at++) {
      uint32_t far = schedule[at - 15], near = schedule[at - 2];
      schedule[at] = schedule[at - 16] + (turn(far, 7) ^ turn(far, 18) ^ far >> 3) +
                     schedule[at - 7] + (turn(near, 17) ^ turn(near, 19) ^ near >> 10);
    }
    uint32_t a = words[0], b = words[1], c = words[2], d = words[3];
    uint32_t e = words[4], f = words[5], g = words[6], h = words[7];
#pragma clang loop unroll_count(8)
    for (int at = 0; at < 64; at++) {
      uint32_t one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (g ^ (e & (f ^ g))) +
                     constants[at] + schedule[at];
      uint32_t two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) | (c & (a | b)));
      h = g, g = f, f = e, e = d + one;
      d = c, c = b, b = a, a = one + two;
    }
    words[0] += a, words[1] += b, words[2] += c, words[3] += d;
    words[4] += e, words[5] += f, words[6] += g, words[7] += h;
  }
}

#if defined(__x86_64__)

/// Four rounds a step, as Intel's "New Instructions Supporting the Secure Hash Algorithm" orders
/// the words: a, b, e, f in one register and c, d, g, h in the other.
__attribute__((target("sha,sse4.1"))) static void mix_sha(
    uint32_t *words, const uint8_t *bytes, size_t blocks) {
  const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)words), 0xB1);
  __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(words + 4)), 0x1B);
  __m128i abef = _mm_alignr_epi8(cdab, efgh, 8);
  __m128i cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
  for (; blocks > 0; blocks--, bytes += 64) {
    __m128i abef_before = abef, cdgh_before = cdgh, schedule[4];
    for (int part = 0; part < 4; part++) {
      schedule[part] =
          _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + part * 16)), order);
    }
#pragma clang loop unroll(full)
    for (int step = 0; step < 16; step++) {
      __m128i now = schedule[step & 3], last = schedule[(step + 3) & 3];
      __m128i terms = _mm_add_epi32(now, _mm_loadu_si128((const __m128i *)(constants + step * 4)));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, terms);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(terms, 0x0E));
      // The words of four steps on take the place of these.
      __m128i next = _mm_add_epi32(
          _mm_sha256msg1_epu32(now, schedule[(step + 1) & 3]),
          _mm_alignr_epi8(last, schedule[(step + 2) & 3], 4));
      schedule[step & 3] = _mm_sha256msg2_epu32(next, last);
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  __m128i feba = _mm_shuffle_epi32(abef, 0x1B), dchg = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128((__m128i *)words, _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128((__m128i *)(words + 4), _mm_alignr_epi8(dchg, feba, 8));
}

static int has_sha(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1)) return 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
}

int32_t cdigest_gear(void) {
  // Asked of the processor once, since a virtual machine answers slowly; whoever asks at the same
  // time gets the same answer.
  static _Atomic int32_t known = -1;
  int32_t gear = atomic_load_explicit(&known, memory_order_relaxed);
  if (gear < 0) {
    gear = has_sha();
    atomic_store_explicit(&known, gear, memory_order_relaxed);
  }
  return gear;
}

#else

int32_t cdigest_gear(void) { return 0; }

#endif

int32_t cdigest_mix_in_gear(
    int32_t gear, cdigest_state *state, const uint8_t *bytes, size_t blocks) {
  if (gear < 0 || gear > cdigest_gear()) return 0;
#if defined(__x86_64__)
  if (gear == 1) {
    mix_sha(state->words, bytes, blocks);
    return 1;
  }
#endif
  mix_plain(state->words, bytes, blocks);
  return 1;
}

void cdigest_mix(cdigest_state *state, const uint8_t *bytes, size_t blocks) {
  cdigest_mix_in_gear(cdigest_gear(), state, bytes, blocks);
}
