/// The compression of SHA-256, by the instructions that the processor has for it.

#ifndef CDIGEST_H
#define CDIGEST_H

#include <stddef.h>
#include <stdint.h>

/// The eight words that SHA-256 mixes.
typedef struct {
  uint32_t words[8];
} cdigest_state;

/// The words that a digest begins with.
cdigest_state cdigest_begin(void);

/// Mixes blocks of 64 bytes into the words.
void cdigest_mix(cdigest_state *state, const uint8_t *bytes, size_t blocks);

/// What mixes: 1 for the processor's SHA instructions, 0 for plain arithmetic.
int32_t cdigest_gear(void);

/// Mixes in a way of choice, for tests; returns 0 where the processor lacks it.
int32_t cdigest_mix_in_gear(
    int32_t gear, cdigest_state *state, const uint8_t *bytes, size_t blocks);

#endif
