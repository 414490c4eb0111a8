/* SPDX-License-Identifier: MIT */
/* The 8-bit libpcre2, the only width that rxdebug speaks. */
#ifndef RXDEBUG_CPCRE2_SHIM_H
#define RXDEBUG_CPCRE2_SHIM_H
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#endif
