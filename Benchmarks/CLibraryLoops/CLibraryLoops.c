/* SPDX-License-Identifier: MIT
 * Loops over libpcre2; the header says what for. Limits are raised so that nothing gives up, and a subject's UTF-8 is
 * checked by its first search only. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "CLibraryLoops.h"

#include <pcre2.h>
#include <stdlib.h>

enum { ROWS = 1 << 16 };

struct library_pattern {
  pcre2_code *code;
  pcre2_match_data *data;
  pcre2_match_context *context;
  pcre2_jit_stack *stack;
  int is_utf;
  uint64_t count;
  library_row *rows; /* a ring */
};

static uint32_t library_options(uint32_t letters) {
  uint32_t options = 0;
  if (letters & LIBRARY_CASELESS) options |= PCRE2_CASELESS;
  if (letters & LIBRARY_MULTILINE) options |= PCRE2_MULTILINE;
  if (letters & LIBRARY_DOTALL) options |= PCRE2_DOTALL;
  if (letters & LIBRARY_UTF) options |= PCRE2_UTF;
  if (letters & LIBRARY_UCP) options |= PCRE2_UCP;
  if (letters & LIBRARY_EXTENDED) options |= PCRE2_EXTENDED;
  if (letters & LIBRARY_ANCHORED) options |= PCRE2_ANCHORED;
  return options;
}

static int do_nothing(pcre2_callout_block *block, void *data) {
  (void)block;
  (void)data;
  return 0;
}

static int write_row(pcre2_callout_block *block, void *data) {
  library_pattern *pattern = data;
  library_row *row = pattern->rows + (pattern->count++ & (ROWS - 1));
  row->item = (uint32_t)block->pattern_position;
  row->position = (uint32_t)block->current_position;
  row->start = (uint32_t)block->start_match;
  row->groups = block->capture_top;
  return 0;
}

library_pattern *library_compile(
    const uint8_t *bytes, size_t length, uint32_t letters, int mode, int *error) {
  uint32_t options = library_options(letters);
  if (mode != LIBRARY_INTERPRETER && mode != LIBRARY_JIT)
    options |= PCRE2_NO_START_OPTIMIZE | PCRE2_NO_AUTO_POSSESS | PCRE2_NO_DOTSTAR_ANCHOR;
  if (mode == LIBRARY_CALLOUTS || mode == LIBRARY_ROWS) options |= PCRE2_AUTO_CALLOUT;
  PCRE2_SIZE offset;
  pcre2_code *code = pcre2_compile(bytes, length, options, error, &offset, NULL);
  if (code == NULL) return NULL;
  library_pattern *pattern = calloc(1, sizeof *pattern);
  pattern->code = code;
  pattern->data = pcre2_match_data_create_from_pattern(code, NULL);
  pattern->context = pcre2_match_context_create(NULL);
  pattern->is_utf = (letters & LIBRARY_UTF) != 0;
  pcre2_set_match_limit(pattern->context, UINT32_MAX);
  pcre2_set_depth_limit(pattern->context, UINT32_MAX);
  pcre2_set_heap_limit(pattern->context, UINT32_MAX);
  if (mode == LIBRARY_JIT) {
    *error = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    pattern->stack = pcre2_jit_stack_create(32 << 10, 256 << 20, NULL);
    pcre2_jit_stack_assign(pattern->context, NULL, pattern->stack);
    if (*error != 0) {
      library_free(pattern);
      return NULL;
    }
  }
  if (mode == LIBRARY_CALLOUTS) pcre2_set_callout(pattern->context, do_nothing, NULL);
  if (mode == LIBRARY_ROWS) {
    pattern->rows = calloc(ROWS, sizeof *pattern->rows);
    pcre2_set_callout(pattern->context, write_row, pattern);
  }
  return pattern;
}

void library_free(library_pattern *pattern) {
  if (pattern == NULL) return;
  pcre2_code_free(pattern->code);
  pcre2_match_data_free(pattern->data);
  pcre2_match_context_free(pattern->context);
  if (pattern->stack != NULL) pcre2_jit_stack_free(pattern->stack);
  free(pattern->rows);
  free(pattern);
}

static size_t next_character(
    const library_pattern *pattern, const uint8_t *subject, size_t length, size_t at) {
  at++;
  while (pattern->is_utf && at < length && (subject[at] & 0xC0) == 0x80) at++;
  return at;
}

library_sums library_find_all(library_pattern *pattern, const uint8_t *subject, size_t length) {
  library_sums sums = {0};
  const PCRE2_SIZE *ovector = pcre2_get_ovector_pointer(pattern->data);
  size_t start = 0;
  uint32_t again = 0, checked = 0;
  pattern->count = 0;
  for (;;) {
    int rc = pcre2_match(
        pattern->code, subject, length, start, again | checked, pattern->data, pattern->context);
    checked = PCRE2_NO_UTF_CHECK;
    if (rc == PCRE2_ERROR_NOMATCH) {
      if (again == 0 || start >= length) break;
      start = next_character(pattern, subject, length, start);
      again = 0;
      continue;
    }
    if (rc < 0) {
      sums.error = rc;
      break;
    }
    sums.matches++;
    sums.places += 3 * ovector[0] + ovector[1];
    for (int group = 1; group < rc; group++) {
      if (ovector[2 * group] == PCRE2_UNSET) continue;
      sums.groups++;
      sums.places += 3 * ovector[2 * group] + ovector[2 * group + 1];
    }
    int is_empty = ovector[0] == ovector[1];
    sums.empties += (uint64_t)is_empty;
    if (is_empty && ovector[1] >= length) break;
    again = is_empty ? PCRE2_NOTEMPTY_ATSTART | PCRE2_ANCHORED : 0;
    size_t next = ovector[1];
    if (!is_empty && next <= pcre2_get_startchar(pattern->data)) {
      /* \K in a lookbehind can end a match before its start. */
      size_t begin = pcre2_get_startchar(pattern->data);
      if (begin >= length) break;
      next = next_character(pattern, subject, length, begin);
    }
    start = next;
  }
  sums.rows = pattern->count;
  return sums;
}

int library_compile_loop(
    const uint8_t *bytes, size_t length, uint32_t letters, uint64_t times) {
  uint32_t options = library_options(letters);
  for (uint64_t count = 0; count < times; count++) {
    int error;
    PCRE2_SIZE offset;
    pcre2_code *code = pcre2_compile(bytes, length, options, &error, &offset, NULL);
    if (code == NULL) return error;
    pcre2_code_free(code);
  }
  return 0;
}

__attribute__((noinline)) void library_mark(void) { __asm__ volatile(""); }
