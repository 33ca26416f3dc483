package org.flux4j.cli;

import org.flux4j.op.DType;

/** The types noise can be drawn in, as users spell them. */
enum Noise {
    F32(DType.F32),
    BF16(DType.BF16);

    final DType dtype;

    Noise(DType dtype) {
        this.dtype = dtype;
    }

    static Noise of(DType dtype) {
        return dtype == DType.BF16 ? BF16 : F32;
    }
}
