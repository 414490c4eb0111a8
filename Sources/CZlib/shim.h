/* SPDX-License-Identifier: MIT */
/* zlib, by which gzip files are read. */
#ifndef RXDEBUG_CZLIB_SHIM_H
#define RXDEBUG_CZLIB_SHIM_H
#include <zlib.h>
#endif
