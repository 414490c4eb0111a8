/* SPDX-License-Identifier: MIT */
/* The look-ups that UnicodeData is written with: constant tables (UnicodeTables.c, generated) and
   total functions over them, which the compiler inlines into Swift. Only UnicodeData imports this.

   A code point's high bits choose a block in the first stage, its low seven bits a place in that
   block, and the block tells the number of a record; about 1,400 records tell everything. */
#ifndef RXDEBUG_CUNICODETABLES_H
#define RXDEBUG_CUNICODETABLES_H

#include <stdint.h>

struct unicode_record {
  uint8_t category, script, grapheme_break, bidi_class;
  uint8_t script_set, binary_set, case_set, digit_set;
  int32_t other_case;
};

struct unicode_name {
  uint8_t kind, value;
};

extern const uint16_t unicode_stage1[], unicode_stage2[];
extern const struct unicode_record unicode_records[];
extern const uint64_t unicode_script_sets[][3];
extern const uint64_t unicode_binary_sets[];
extern const uint32_t unicode_case_sets[][4];
extern const char unicode_names[], unicode_script_names[], unicode_binary_names[];
extern const uint16_t unicode_names_starts[], unicode_script_names_starts[];
extern const uint16_t unicode_binary_names_starts[];
extern const struct unicode_name unicode_name_values[];
extern const uint16_t unicode_name_count, unicode_script_count, unicode_binary_count;

/* The record of a code point; whatever lies beyond U+10FFFF is like the last one, unassigned. */
static inline const struct unicode_record *_Nonnull unicode_record_of(uint32_t code) {
  if (code > 0x10FFFF) code = 0x10FFFF;
  return &unicode_records[unicode_stage2[unicode_stage1[code >> 7] << 7 | (code & 127)]];
}

static inline uint8_t unicode_category(uint32_t code) {
  return unicode_record_of(code)->category;
}

static inline uint8_t unicode_script(uint32_t code) { return unicode_record_of(code)->script; }

static inline uint8_t unicode_grapheme_break(uint32_t code) {
  return unicode_record_of(code)->grapheme_break;
}

static inline uint8_t unicode_bidi_class(uint32_t code) {
  return unicode_record_of(code)->bidi_class;
}

static inline uint8_t unicode_digit_set(uint32_t code) {
  return unicode_record_of(code)->digit_set;
}

/* One of the three words of the set of scripts in the code point's Script_Extensions; all three
   are zero for a code point that the data gives none. */
static inline uint64_t unicode_script_set_word(uint32_t code, uint32_t word) {
  return word < 3 ? unicode_script_sets[unicode_record_of(code)->script_set][word] : 0;
}

/* The set of the code point's binary properties. */
static inline uint64_t unicode_binary_set(uint32_t code) {
  return unicode_binary_sets[unicode_record_of(code)->binary_set];
}

/* The other case, or the code point itself. */
static inline uint32_t unicode_other_case(uint32_t code) {
  return code + (uint32_t)unicode_record_of(code)->other_case;
}

/* The number of the set of more than two equal code points, 0 for none. */
static inline uint8_t unicode_case_set(uint32_t code) { return unicode_record_of(code)->case_set; }

/* A member of a numbered set, in ascending order, 0 beyond the last. */
static inline uint32_t unicode_case_member(uint8_t set, uint32_t index) {
  return index < 4 ? unicode_case_sets[set][index] : 0;
}

/* Are the two the same, or cases of each other? */
static inline _Bool unicode_equal_ignoring_case(uint32_t left, uint32_t right) {
  if (left == right) return 1;
  const struct unicode_record *record = unicode_record_of(left);
  if (record->other_case == 0) return 0;
  if (left + (uint32_t)record->other_case == right) return 1;
  return record->case_set != 0 && record->case_set == unicode_case_set(right);
}

/* Byte `index` of property name number `name`, 0 beyond its end. */
static inline uint8_t unicode_name_byte(uint32_t name, uint32_t index) {
  if (name >= unicode_name_count) return 0;
  uint32_t start = unicode_names_starts[name], end = unicode_names_starts[name + 1];
  return index < end - start ? (uint8_t)unicode_names[start + index] : 0;
}

static inline uint8_t unicode_name_kind(uint32_t name) {
  return name < unicode_name_count ? unicode_name_values[name].kind : 0;
}

static inline uint8_t unicode_name_value(uint32_t name) {
  return name < unicode_name_count ? unicode_name_values[name].value : 0;
}

/* Byte `index` of a script's long name, 0 beyond its end. */
static inline uint8_t unicode_script_name_byte(uint8_t script, uint32_t index) {
  if (script >= unicode_script_count) return 0;
  uint32_t start = unicode_script_names_starts[script];
  uint32_t end = unicode_script_names_starts[script + 1];
  return index < end - start ? (uint8_t)unicode_script_names[start + index] : 0;
}

/* Byte `index` of a binary property's long name, 0 beyond its end. */
static inline uint8_t unicode_binary_name_byte(uint8_t property, uint32_t index) {
  if (property >= unicode_binary_count) return 0;
  uint32_t start = unicode_binary_names_starts[property];
  uint32_t end = unicode_binary_names_starts[property + 1];
  return index < end - start ? (uint8_t)unicode_binary_names[start + index] : 0;
}

#endif
