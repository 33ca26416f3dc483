package org.flux4j.io;

/** Whose names a checkpoint uses. */
enum Layout {
    OFFICIAL,
    DIFFUSERS
}
