/* SPDX-License-Identifier: MIT */
/* Linux calls that Swift cannot import: prctl is variadic, sched_getaffinity and memfd_create
   hide behind _GNU_SOURCE. */
#ifndef RXDEBUG_CPLATFORM_SHIM_H
#define RXDEBUG_CPLATFORM_SHIM_H

/* Own names for the C library's symbols, so that no header of it can disagree. */
extern int rxdebug_c_prctl(int option, ...) __asm__("prctl");
extern int rxdebug_c_getaffinity(int process, unsigned long size, void *mask)
    __asm__("sched_getaffinity");
extern int rxdebug_c_memfd_create(const char *name, unsigned flags) __asm__("memfd_create");

/* Asks the kernel to send this process a signal when the thread that started it ends. */
static inline int rxdebug_set_parent_death_signal(int signal) {
  return rxdebug_c_prctl(1 /* PR_SET_PDEATHSIG */, (unsigned long)signal, 0ul, 0ul, 0ul);
}

/* Names the calling thread in ps and top; the kernel keeps 15 bytes. */
static inline int rxdebug_set_thread_name(const char *name) {
  return rxdebug_c_prctl(15 /* PR_SET_NAME */, (unsigned long)name, 0ul, 0ul, 0ul);
}

/* The number of processors that this process may run on, or 0 if that is unknown. */
static inline int rxdebug_affinity_count(void) {
  unsigned long mask[128] = {0};
  int count = 0;
  if (rxdebug_c_getaffinity(0, sizeof mask, mask) != 0) return 0;
  for (unsigned i = 0; i < sizeof mask / sizeof *mask; i++)
    count += __builtin_popcountl(mask[i]);
  return count;
}

/* A file that is nowhere but in memory, closed by exec; -1 with errno if there is none. */
static inline int rxdebug_memory_file(const char *name) {
  return rxdebug_c_memfd_create(name, 1u /* MFD_CLOEXEC */);
}
#endif
