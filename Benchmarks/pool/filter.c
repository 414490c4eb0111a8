// SPDX-License-Identifier: MIT
// What a pool of processes can cost at least: the same cases on libpcre2 alone, in C, without any of what
// makes a pool safe (no deadlines, no limits, a dead worker is the end).
//
//   filter < cases.ndjson              one line out per line in
//   filter --answers < requests.ndjson the line that `rxdebug worker` answers, with the groups
//   filter --fork 2 100 cases.ndjson   two processes over pipes, 100 cases a message, two messages under way
//
// Built and run by run.py. Reads the form that corpus.py writes, not all of JSON.
#define _GNU_SOURCE
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct { char *bytes; size_t count, room; } Buffer;

static void die(const char *what) { perror(what); exit(2); }

static void append(Buffer *buffer, const void *bytes, size_t count) {
  if (buffer->count + count > buffer->room) {
    buffer->room = (buffer->count + count) * 2;
    if (!(buffer->bytes = realloc(buffer->bytes, buffer->room))) die("realloc");
  }
  memcpy(buffer->bytes + buffer->count, bytes, count);
  buffer->count += count;
}

// MARK: Compiled patterns, kept under their text as it stands in the line

enum { SLOTS = 1 << 14 };
static struct Entry { char *key; size_t length; uint32_t options; pcre2_code *code; } cache[SLOTS];
static pcre2_match_data *match_data;

static pcre2_code *compiled(const char *key, size_t length, const Buffer *pattern, uint32_t options) {
  uint64_t hash = 1469598103934665603u + options;
  for (size_t i = 0; i < length; i++) hash = (hash ^ (uint8_t)key[i]) * 1099511628211u;
  struct Entry *entry = &cache[hash % SLOTS];
  if (entry->code && entry->length == length && entry->options == options
      && !memcmp(entry->key, key, length)) return entry->code;
  if (entry->code) { pcre2_code_free(entry->code); free(entry->key); }
  int error;
  PCRE2_SIZE offset;
  entry->code = pcre2_compile(
    (PCRE2_SPTR)pattern->bytes, pattern->count, options, &error, &offset, NULL);
  entry->key = malloc(length);
  memcpy(entry->key, key, length);
  entry->length = length;
  entry->options = options;
  return entry->code;
}

// MARK: One case

// The text of the string that begins behind `at`, a quotation mark; returns what follows it.
static const char *string(const char *at, const char *end, Buffer *text) {
  text->count = 0;
  for (at++; at < end && *at != '"';) {
    const char *plain = at;
    while (at < end && *at != '"' && *at != '\\') at++;
    append(text, plain, at - plain);
    if (at >= end || *at == '"') break;
    char c = at[1];
    at += 2;
    if (c == 'n') c = '\n'; else if (c == 't') c = '\t'; else if (c == 'r') c = '\r';
    else if (c == 'u') { char digits[5] = {at[0], at[1], at[2], at[3]}; c = strtol(digits, NULL, 16); at += 4; }
    append(text, &c, 1);
  }
  return at + 1;
}

static const char *field(const char *line, const char *end, const char *name) {
  char *found = memmem(line, end - line, name, strlen(name));
  return found ? found + strlen(name) : NULL;
}

static const char *verdict(const char *expected, const char *end, int rc) {
  if (rc == PCRE2_ERROR_MATCHLIMIT) return "limit";
  if (!expected) return "unjudged";
  if (strtol(expected, NULL, 10) != rc) return "failed";
  const char *at = field(expected, end, "\"ovector\":[");
  PCRE2_SIZE *ovector = pcre2_get_ovector_pointer(match_data);
  for (int group = 0; at && group < rc; group++) {
    if (*at == ',') at++;
    if (*at == 'n') {
      if (ovector[2 * group] != PCRE2_UNSET) return "failed";
      at += 4;
      continue;
    }
    char *next;
    if (strtoul(at + 1, &next, 10) != ovector[2 * group]) return "failed";
    if (strtoul(next + 1, &next, 10) != ovector[2 * group + 1]) return "failed";
    at = next + 1;
  }
  return "passed";
}

// Options stand between the subject and the expectation.
static uint32_t options_of(const char *at, const char *end) {
  uint32_t options = 0;
  if (field(at, end, "\"CASELESS\"")) options |= PCRE2_CASELESS;
  if (field(at, end, "\"MULTILINE\"")) options |= PCRE2_MULTILINE;
  if (field(at, end, "\"DOTALL\"")) options |= PCRE2_DOTALL;
  return options;
}

static int gives_answers;

// What `rxdebug worker` answers, behind the id.
static void append_answer(Buffer *out, const pcre2_code *code, int rc) {
  static char text[64];
  uint32_t groups;
  pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
  if (rc < 0) {
    const char *word = rc == PCRE2_ERROR_NOMATCH ? "\",\"status\":\"nomatch\"}\n" : "\",\"status\":\"error\"}\n";
    append(out, word, strlen(word));
    return;
  }
  PCRE2_SIZE *ovector = pcre2_get_ovector_pointer(match_data);
  append(out, "\",\"status\":\"match\",\"ovector\":[", 30);
  for (int group = 0; group <= (int)groups; group++) {
    const char *comma = group ? "," : "";
    int count = group >= rc || ovector[2 * group] == PCRE2_UNSET
      ? snprintf(text, sizeof text, "%snull", comma)
      : snprintf(text, sizeof text, "%s[%zu,%zu]", comma, ovector[2 * group], ovector[2 * group + 1]);
    append(out, text, count);
  }
  append(out, "]}\n", 3);
}

static void check(const char *line, size_t length, Buffer *out) {
  static Buffer pattern, subject;
  const char *end = line + length, *id = field(line, end, "{\"id\":\"");
  const char *at = field(line, end, "\"pattern\":");
  const char *word = "invalid";
  const char *id_end = id ? memchr(id, '"', end - id) : NULL;
  if (id && at) {
    const char *behind = string(at, end, &pattern);
    const char *text = field(behind, end, "\"subject\":");
    const char *after = string(text, end, &subject);
    const char *expected = field(after, end, "\"rc\":");
    uint32_t options = options_of(after, expected ? expected : end);
    pcre2_code *code = compiled(at, behind - at, &pattern, options);
    if (code) {
      int rc = pcre2_match(code, (PCRE2_SPTR)subject.bytes, subject.count, 0, 0, match_data, NULL);
      if (gives_answers) {
        append(out, "{\"id\":\"", 7);
        append(out, id, id_end - id);
        append_answer(out, code, rc);
        return;
      }
      word = verdict(expected, end, rc);
    }
  }
  append(out, "{\"verdict\":\"", 12);
  append(out, word, strlen(word));
  append(out, "\",\"id\":\"", 8);
  if (id_end) append(out, id, id_end - id);
  append(out, "\"}\n", 3);
}

static void check_all(const char *bytes, size_t count, Buffer *out) {
  for (const char *at = bytes, *end = bytes + count; at < end;) {
    const char *stop = memchr(at, '\n', end - at);
    if (!stop) stop = end;
    check(at, stop - at, out);
    at = stop + 1;
  }
}

static void write_all(int descriptor, const void *bytes, size_t count) {
  for (const char *at = bytes; count;) {
    ssize_t done = write(descriptor, at, count);
    if (done < 0) die("write");
    at += done;
    count -= done;
  }
}

static int read_all(int descriptor, void *bytes, size_t count) {
  for (char *at = bytes; count;) {
    ssize_t done = read(descriptor, at, count);
    if (done <= 0) return 0;
    at += done;
    count -= done;
  }
  return 1;
}

// MARK: Alone

static void serial(void) {
  Buffer out = {0};
  char *line = NULL;
  size_t room = 0;
  for (ssize_t length; (length = getline(&line, &room, stdin)) > 0;) {
    check(line, length - 1, &out);
    if (out.count > 65536) { write_all(1, out.bytes, out.count); out.count = 0; }
  }
  write_all(1, out.bytes, out.count);
}

// MARK: Processes

typedef struct { int to, from, under_way; pid_t pid; } Child;

static void serve(int from, int to) {
  Buffer out = {0};
  char *bytes = NULL;
  for (uint32_t count; read_all(from, &count, sizeof count);) {
    if (!(bytes = realloc(bytes, count)) || !read_all(from, bytes, count)) die("read");
    out.count = 0;
    append(&out, &count, sizeof count);  // in its place the length, below
    check_all(bytes, count, &out);
    uint32_t length = out.count - sizeof count;
    memcpy(out.bytes, &length, sizeof length);
    write_all(to, out.bytes, out.count);
  }
  _exit(0);
}

static Child start(Child *others, int count) {
  int down[2], up[2];
  if (pipe(down) || pipe(up)) die("pipe");
  pid_t pid = fork();
  if (pid < 0) die("fork");
  if (pid == 0) {
    for (int i = 0; i < count; i++) { close(others[i].to); close(others[i].from); }
    close(down[1]);
    close(up[0]);
    serve(down[0], up[1]);
  }
  close(down[0]);
  close(up[1]);
  return (Child){down[1], up[0], 0, pid};
}

// Sends the next cases of the file; 0 at its end.
static int send_some(Child *child, FILE *file, int chunk) {
  static char *line;
  static size_t room;
  static Buffer message;
  message.count = 0;
  uint32_t length = 0;
  append(&message, &length, sizeof length);
  for (int i = 0; i < chunk; i++) {
    ssize_t got = getline(&line, &room, file);
    if (got <= 0) break;
    append(&message, line, got);
  }
  if (message.count == sizeof length) return 0;
  length = message.count - sizeof length;
  memcpy(message.bytes, &length, sizeof length);
  write_all(child->to, message.bytes, message.count);
  child->under_way++;
  return 1;
}

static void take(Child *child, Buffer *out) {
  uint32_t count;
  if (!read_all(child->from, &count, sizeof count)) die("a worker is gone");
  if (!(out->bytes = realloc(out->bytes, count)) || !read_all(child->from, out->bytes, count)) die("read");
  write_all(1, out->bytes, count);
  child->under_way--;
}

static void forked(int jobs, int chunk, const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) die(path);
  Child *children = calloc(jobs, sizeof *children);
  struct pollfd *polled = calloc(jobs, sizeof *polled);
  Buffer out = {0};
  int more = 1, open = 0;
  for (int i = 0; i < jobs; i++) children[i] = start(children, i);
  for (int round = 0; round < 2; round++)
    for (int i = 0; i < jobs && more; i++) { more = send_some(&children[i], file, chunk); open += more; }
  while (open) {
    for (int i = 0; i < jobs; i++)
      polled[i] = (struct pollfd){children[i].under_way ? children[i].from : -1, POLLIN, 0};
    if (poll(polled, jobs, -1) < 0) die("poll");
    for (int i = 0; i < jobs; i++) {
      if (!polled[i].revents) continue;
      take(&children[i], &out);
      open--;
      if (more) { more = send_some(&children[i], file, chunk); open += more; }
    }
  }
  for (int i = 0; i < jobs; i++) close(children[i].to);
  for (int i = 0; i < jobs; i++) waitpid(children[i].pid, NULL, 0);
}

int main(int count, char **arguments) {
  match_data = pcre2_match_data_create(100, NULL);
  if (count == 5 && !strcmp(arguments[1], "--fork")) forked(atoi(arguments[2]), atoi(arguments[3]), arguments[4]);
  else { gives_answers = count == 2 && !strcmp(arguments[1], "--answers"); serial(); }
  return 0;
}
