// SPDX-License-Identifier: MIT
// SwiftPM wants a source file; all of this target is in the header.
#include "ByteSearch.h"
