#include "CHeap.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void heap_take_large_pieces(void) {
#ifdef __GLIBC__
  // What a thread takes beyond this it takes page by page.
  mallopt(M_TOP_PAD, 32 << 20);
  // Both move by themselves while a program runs, until one of these settings is made.
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 32 << 20);
#endif
}
