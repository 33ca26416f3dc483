package org.flux4j.io;

import java.util.Optional;
import java.util.stream.Stream;
import org.flux4j.op.DType;

/**
 * The types of tensors in GGUF, by number. Those whose code books or scales are not known here have no {@link DType}.
 *
 * <p>Source: <a href="https://github.com/ggml-org/ggml/blob/master/include/ggml.h">ggml.h, ggml_type</a>.
 */
enum GgufType {
    F32(0),
    F16(1),
    Q4_0(2),
    Q4_1(3),
    Q5_0(6),
    Q5_1(7),
    Q8_0(8),
    Q2_K(10),
    Q3_K(11),
    Q4_K(12),
    Q5_K(13),
    Q6_K(14),
    IQ2_XXS(16),
    IQ2_XS(17),
    IQ3_XXS(18),
    IQ1_S(19),
    IQ4_NL(20),
    IQ3_S(21),
    IQ2_S(22),
    IQ4_XS(23),
    I8(24),
    I16(25),
    I32(26),
    I64(27),
    F64(28),
    IQ1_M(29),
    BF16(30),
    TQ1_0(34),
    TQ2_0(35),
    MXFP4(39),
    NVFP4(40),
    Q1_0(41);

    private final int number;

    GgufType(int number) {
        this.number = number;
    }

    /** Returns the number of this type in files. */
    int number() {
        return number;
    }

    /** Returns the type of a number; empty if there is none. */
    static Optional<GgufType> of(int number) {
        return Stream.of(values()).filter(type -> type.number == number).findAny();
    }

    /** Returns the type as weights have it; empty if weights of this type cannot be read. */
    Optional<DType> dtype() {
        return Stream.of(DType.values())
                .filter(dtype -> dtype.name().equals(name()))
                .findAny();
    }
}
