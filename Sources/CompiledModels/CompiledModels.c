#include "CompiledModels.h"

// Both come from the object that Tools/build-program makes, and stay NULL in a program that was
// linked without it.
__attribute__((weak)) extern const unsigned char quoteex_models_start[];
__attribute__((weak)) extern const unsigned char quoteex_models_end[];

const void *compiled_models(size_t *count) {
  if (quoteex_models_start == NULL) {
    *count = 0;
    return NULL;
  }
  *count = (size_t)(quoteex_models_end - quoteex_models_start);
  return quoteex_models_start;
}
