/// How the C library takes memory from the system.

#ifndef CHEAP_H
#define CHEAP_H

/// Has memory taken in large pieces; does nothing where the library has no such setting. To be
/// called before there are other threads.
void heap_take_large_pieces(void);

#endif
