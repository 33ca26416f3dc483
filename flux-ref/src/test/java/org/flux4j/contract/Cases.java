package org.flux4j.contract;

import java.util.List;
import java.util.stream.Stream;

/** The cases of all operators. */
final class Cases {
    /** So many elements that an operator which reads its arguments anew for each is still fast enough. */
    private static final int SMALL = 3000;

    private static final List<Case> ALL = Stream.of(
                    LinearCases.all(),
                    AttentionCases.all(),
                    ConvolutionCases.all(),
                    NormCases.all(),
                    FunctionCases.all(),
                    ArithmeticCases.all(),
                    LayoutCases.all(),
                    PositionCases.all(),
                    CompositeCases.all())
            .flatMap(cases -> cases)
            .toList();

    private Cases() {}

    /** Returns every case. */
    static Stream<Case> all() {
        return ALL.stream();
    }

    /** Returns the cases with tensors as arguments that are small. */
    static Stream<Case> small() {
        return all().filter(test -> !test.inputs().isEmpty())
                .filter(test -> test.inputs().stream()
                                .mapToLong(input -> input.shape().count())
                                .sum()
                        <= SMALL);
    }
}
