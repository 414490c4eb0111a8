// SPDX-License-Identifier: MIT
// Searching for bytes, sixteen at a time where the processor has SSE2 (every x86-64 does), else one by one.
// `static inline`, so that a search of a few bytes costs no call.
//
// Every function looks at the bytes from `at` up to `end` (not included) and gives the index that it found, or
// `end`. Nothing outside of [at, end) is read, but for what a function says of a second byte.
//
// Tested by ByteSearchingTests with every alignment and length against a plain loop.

#ifndef RXDEBUG_BYTE_SEARCH_H
#define RXDEBUG_BYTE_SEARCH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#define RX_SSE2 1
#endif

// Two bytes that a match has at fixed distances from its start. `fold` is OR-ed to a byte before it is compared:
// 0x20 makes ASCII letters of both cases equal.
typedef struct {
  uint8_t first, first_fold;
  uint8_t second, second_fold;
} rx_byte_pair;

// Up to eight pairs, and how far the second byte is behind the first.
typedef struct {
  rx_byte_pair pairs[8];
  int32_t count;
  int32_t distance;
} rx_byte_pairs;

// Up to three ranges of bytes, both ends included.
typedef struct {
  uint8_t low[3], span[3];
  int32_t count;
} rx_byte_ranges;

// Eight bytes from anywhere, the first one lowest.
static inline uint64_t rx_load8(const uint8_t *at) {
  uint64_t value;
  memcpy(&value, at, sizeof value);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  value = __builtin_bswap64(value);
#endif
  return value;
}

// One byte, wherever it is.
static inline ptrdiff_t rx_find_byte(const uint8_t *bytes, ptrdiff_t at, ptrdiff_t end, uint8_t byte) {
  if (at >= end) return end;
  const uint8_t *found = (const uint8_t *)memchr(bytes + at, byte, (size_t)(end - at));
  return found ? found - bytes : end;
}

// One byte that is probably near: the first sixteen without a call.
static inline ptrdiff_t rx_find_near_byte(
    const uint8_t *bytes, ptrdiff_t at, ptrdiff_t end, uint8_t byte) {
#ifdef RX_SSE2
  if (end - at >= 16) {
    const __m128i block = _mm_loadu_si128((const __m128i *)(bytes + at));
    const int hits = _mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8((char)byte)));
    if (hits) return at + __builtin_ctz((unsigned)hits);
    return rx_find_byte(bytes, at + 16, end, byte);
  }
#endif
  while (at < end && bytes[at] != byte) at++;
  return at;
}

// Either of two bytes.
static inline ptrdiff_t rx_find_either(
    const uint8_t *bytes, ptrdiff_t at, ptrdiff_t end, uint8_t one, uint8_t other) {
#ifdef RX_SSE2
  const __m128i a = _mm_set1_epi8((char)one), b = _mm_set1_epi8((char)other);
  for (; end - at >= 16; at += 16) {
    const __m128i block = _mm_loadu_si128((const __m128i *)(bytes + at));
    const int hits =
        _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(block, a), _mm_cmpeq_epi8(block, b)));
    if (hits) return at + __builtin_ctz((unsigned)hits);
  }
#endif
  while (at < end && bytes[at] != one && bytes[at] != other) at++;
  return at;
}

// The last occurrence of a byte below `from` and not below `least`; `least - 1` if there is none.
static inline ptrdiff_t rx_find_byte_before(
    const uint8_t *bytes, ptrdiff_t from, ptrdiff_t least, uint8_t byte) {
#ifdef RX_SSE2
  const __m128i wanted = _mm_set1_epi8((char)byte);
  for (; from - least >= 16; from -= 16) {
    const __m128i block = _mm_loadu_si128((const __m128i *)(bytes + from - 16));
    const int hits = _mm_movemask_epi8(_mm_cmpeq_epi8(block, wanted));
    if (hits) return from - 16 + (31 - __builtin_clz((unsigned)hits));
  }
#endif
  while (from > least) {
    from--;
    if (bytes[from] == byte) return from;
  }
  return least - 1;
}

// A byte in one of up to three ranges.
static inline ptrdiff_t rx_find_in_ranges(
    const uint8_t *bytes, ptrdiff_t at, ptrdiff_t end, const rx_byte_ranges *ranges) {
#ifdef RX_SSE2
  const __m128i zero = _mm_setzero_si128();
  const __m128i low0 = _mm_set1_epi8((char)ranges->low[0]);
  const __m128i low1 = _mm_set1_epi8((char)ranges->low[1]);
  const __m128i low2 = _mm_set1_epi8((char)ranges->low[2]);
  const __m128i span0 = _mm_set1_epi8((char)ranges->span[0]);
  const __m128i span1 = _mm_set1_epi8((char)ranges->span[1]);
  const __m128i span2 = _mm_set1_epi8((char)ranges->span[2]);
  for (; end - at >= 16; at += 16) {
    const __m128i block = _mm_loadu_si128((const __m128i *)(bytes + at));
    __m128i in = _mm_cmpeq_epi8(_mm_subs_epu8(_mm_sub_epi8(block, low0), span0), zero);
    if (ranges->count > 1)
      in = _mm_or_si128(in, _mm_cmpeq_epi8(_mm_subs_epu8(_mm_sub_epi8(block, low1), span1), zero));
    if (ranges->count > 2)
      in = _mm_or_si128(in, _mm_cmpeq_epi8(_mm_subs_epu8(_mm_sub_epi8(block, low2), span2), zero));
    const int hits = _mm_movemask_epi8(in);
    if (hits) return at + __builtin_ctz((unsigned)hits);
  }
#endif
  for (; at < end; at++)
    for (int32_t i = 0; i < ranges->count; i++)
      if ((uint8_t)(bytes[at] - ranges->low[i]) <= ranges->span[i]) return at;
  return end;
}

static inline int rx_is_pair(const uint8_t *bytes, ptrdiff_t at, ptrdiff_t distance, rx_byte_pair pair) {
  return (bytes[at] | pair.first_fold) == pair.first &&
         (bytes[at + distance] | pair.second_fold) == pair.second;
}

// One pair whose first byte is rare and stands for itself: memchr is faster than anything else as long as it does not
// find what is no pair.
static inline ptrdiff_t rx_find_rare_pair(
    const uint8_t *bytes, ptrdiff_t at, ptrdiff_t end, rx_byte_pair pair, ptrdiff_t distance) {
  const ptrdiff_t last = end - distance;
  while (at < last) {
    const uint8_t *found = (const uint8_t *)memchr(bytes + at, pair.first, (size_t)(last - at));
    if (!found) return end;
    at = found - bytes;
    if ((bytes[at + distance] | pair.second_fold) == pair.second) return at;
    at++;
  }
  return end;
}

// One pair: both bytes lie before `end`.
static inline ptrdiff_t rx_find_pair(
    const uint8_t *bytes, ptrdiff_t at, ptrdiff_t end, rx_byte_pair pair, ptrdiff_t distance) {
  const ptrdiff_t last = end - distance;
#ifdef RX_SSE2
  const __m128i first = _mm_set1_epi8((char)pair.first);
  const __m128i first_fold = _mm_set1_epi8((char)pair.first_fold);
  const __m128i second = _mm_set1_epi8((char)pair.second);
  const __m128i second_fold = _mm_set1_epi8((char)pair.second_fold);
  for (; last - at >= 16; at += 16) {
    const __m128i one = _mm_loadu_si128((const __m128i *)(bytes + at));
    const __m128i two = _mm_loadu_si128((const __m128i *)(bytes + at + distance));
    const int hits = _mm_movemask_epi8(
        _mm_and_si128(_mm_cmpeq_epi8(_mm_or_si128(one, first_fold), first),
                      _mm_cmpeq_epi8(_mm_or_si128(two, second_fold), second)));
    if (hits) return at + __builtin_ctz((unsigned)hits);
  }
#endif
  for (; at < last; at++)
    if (rx_is_pair(bytes, at, distance, pair)) return at;
  return end;
}

// One of several pairs, all with the same distance.
static inline ptrdiff_t rx_find_pairs(
    const uint8_t *bytes, ptrdiff_t at, ptrdiff_t end, const rx_byte_pairs *pairs) {
  const ptrdiff_t last = end - pairs->distance;
#ifdef RX_SSE2
  for (; last - at >= 16; at += 16) {
    const __m128i one = _mm_loadu_si128((const __m128i *)(bytes + at));
    const __m128i two = _mm_loadu_si128((const __m128i *)(bytes + at + pairs->distance));
    __m128i found = _mm_setzero_si128();
    for (int32_t i = 0; i < pairs->count; i++) {
      const rx_byte_pair pair = pairs->pairs[i];
      const __m128i a = _mm_cmpeq_epi8(
          _mm_or_si128(one, _mm_set1_epi8((char)pair.first_fold)), _mm_set1_epi8((char)pair.first));
      const __m128i b = _mm_cmpeq_epi8(
          _mm_or_si128(two, _mm_set1_epi8((char)pair.second_fold)), _mm_set1_epi8((char)pair.second));
      found = _mm_or_si128(found, _mm_and_si128(a, b));
    }
    const int hits = _mm_movemask_epi8(found);
    if (hits) return at + __builtin_ctz((unsigned)hits);
  }
#endif
  for (; at < last; at++)
    for (int32_t i = 0; i < pairs->count; i++)
      if (rx_is_pair(bytes, at, pairs->distance, pairs->pairs[i])) return at;
  return end;
}

#endif
