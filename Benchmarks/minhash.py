#!/usr/bin/env python3
"""Measures datasketch's MinHashLSH on the quotes that `linking --write` makes.

    pip install datasketch
    .build/release/linking --write 100000 | ./minhash.py

128 permutations, threshold 0.5, three-word shingles (of short quotes, words): CPU time and memory
a quote, and the planted pairs among those that share a bucket and are alike by half.
"""
import json
import resource
import sys
import time
from collections import Counter

from datasketch import MinHash, MinHashLSH

PERMUTATIONS, THRESHOLD = 128, 0.5


def shingles(text):
    words = text.lower().replace(",", "").replace(".", "").split()
    if len(words) < 3:
        return {word.encode() for word in words}
    return {" ".join(words[i:i + 3]).encode() for i in range(len(words) - 2)}


def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main():
    quotes = [json.loads(line) for line in sys.stdin]
    before, start = memory(), time.process_time()
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    hashes, found, right = [], 0, 0
    for number, quote in enumerate(quotes):
        own = MinHash(num_perm=PERMUTATIONS)
        own.update_batch(list(shingles(quote["text"])))
        for other in index.query(own):
            if own.jaccard(hashes[other]) >= THRESHOLD:
                found += 1
                label = quote["utterance"]
                right += label is not None and label == quotes[other]["utterance"]
        index.insert(number, own, check_duplication=False)
        hashes.append(own)
    seconds, used = time.process_time() - start, memory() - before
    sizes = Counter(q["utterance"] for q in quotes if q["utterance"] is not None)
    pairs = sum(n * (n - 1) // 2 for n in sizes.values())
    precision, recall = right / max(1, found), right / max(1, pairs)
    print(f"MinHashLSH\t{len(quotes)} quotes\t{seconds:.1f} s\t"
          f"{seconds / len(quotes) * 1e6:.1f} µs a quote\t{used / len(quotes) / 1000:.2f} KB a quote\t"
          f"P {precision:.3f} R {recall:.3f} "
          f"F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}")


if __name__ == "__main__":
    main()
