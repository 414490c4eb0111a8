/* SPDX-License-Identifier: MIT
 * What rxspeed measures on the other side: plain C loops over libpcre2, as somebody would write them who wants all
 * matches of a text and their groups. Used like this:
 *
 *     int error;
 *     library_pattern *pattern = library_compile(bytes, length, options, LIBRARY_INTERPRETER, &error);
 *     library_sums sums = library_find_all(pattern, subject, subject_length);
 *     library_free(pattern);
 */
#ifndef RXDEBUG_CLIBRARYLOOPS_H
#define RXDEBUG_CLIBRARYLOOPS_H
#include <stddef.h>
#include <stdint.h>

/* Compile options by the letters that rxspeed's cases use; joined by |. */
enum {
  LIBRARY_CASELESS = 1,
  LIBRARY_MULTILINE = 2,
  LIBRARY_DOTALL = 4,
  LIBRARY_UTF = 8,
  LIBRARY_UCP = 16,
  LIBRARY_EXTENDED = 32,
  LIBRARY_ANCHORED = 64
};

/* How libpcre2 is used. */
enum {
  LIBRARY_INTERPRETER, /* pcre2_match without JIT */
  LIBRARY_PLAIN,       /* ... without start optimisations, auto-possession and dot-star anchoring */
  LIBRARY_JIT,         /* with JIT */
  LIBRARY_CALLOUTS,    /* plain, with automatic callouts into a function that does nothing */
  LIBRARY_ROWS         /* plain, with automatic callouts into one that writes 16 bytes */
};

/* A compiled pattern with everything that a match needs. */
typedef struct library_pattern library_pattern;

/* What a search found, to compare the two sides; `error` is 0 or what pcre2_match returned. */
typedef struct {
  uint64_t matches;
  uint64_t empties; /* matches of nothing */
  uint64_t groups;  /* groups set besides the whole match, over all matches */
  uint64_t places;  /* 3 * start + end of each group set, the whole match included, added up */
  uint64_t rows;    /* callouts, where they are counted */
  int error;
} library_sums;

/* One row of LIBRARY_ROWS. */
typedef struct {
  uint32_t item, position, start, groups;
} library_row;

/* Compiles; NULL and libpcre2's number in `error` if it refuses. */
library_pattern *library_compile(
    const uint8_t *pattern, size_t length, uint32_t options, int mode, int *error);

/* Finds all matches, in the manner of pcre2demo. */
library_sums library_find_all(library_pattern *pattern, const uint8_t *subject, size_t length);

void library_free(library_pattern *pattern);

/* Compiles and frees `times` times. */
int library_compile_loop(
    const uint8_t *pattern, size_t length, uint32_t options, uint64_t times);

/* Does nothing, where a profiler can see it: callgrind --dump-before=library_mark. */
void library_mark(void);
#endif
