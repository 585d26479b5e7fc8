/// Where the packs stand that a program was linked with, compiled ahead.

#ifndef COMPILED_MODELS_H
#define COMPILED_MODELS_H

#include <stddef.h>

/// The first byte and, in `count`, how many there are; NULL where the program has none.
const void *compiled_models(size_t *count);

#endif
