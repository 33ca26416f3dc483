package org.flux4j.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.flux4j.BadInputException;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.WatchedOperators;
import org.flux4j.op.Weight;

/**
 * Operators that stop at the first result with a number that is not finite, and name its cause. Every result is read, so a
 * computation runs on them only once it is known to fail.
 */
public final class FiniteOperators extends WatchedOperators {
    /** The elements of a weight that are read at a time. */
    private static final int RUN = 1 << 12;

    /** Creates operators that forward to others. */
    public FiniteOperators(Operators operators) {
        super(operators);
    }

    /**
     * Returns the result of a computation. If it throws an ArithmeticException, because a number that leaves it is not
     * finite, it is run again on watched operators to find out where that begins.
     *
     * @throws BadInputException if a number is not finite; it names the weight, or else the scope
     */
    public static <T> T explain(Operators ops, Function<Operators, T> computation) {
        try {
            return computation.apply(ops);
        } catch (ArithmeticException notFinite) {
            return computation.apply(new FiniteOperators(ops));
        }
    }

    /** Throws an ArithmeticException if an element of a tensor is not finite. */
    public static void check(Tensor tensor) {
        notFinite(tensor.data()).ifPresent(found -> {
            throw new ArithmeticException("an element is not finite: " + found);
        });
    }

    @Override
    protected <T> T around(String name, List<Object> arguments, Supplier<T> call) {
        T result = call.get();
        tensors(result)
                .flatMap(tensor -> notFinite(tensor.data()).stream())
                .findFirst()
                .ifPresent(found -> {
                    throw cause(name, arguments, found);
                });
        return result;
    }

    private BadInputException cause(String operator, List<Object> arguments, float found) {
        String place = " (met in " + String.join(", ", scopes()) + ", " + operator + ")";
        for (Object argument : arguments) {
            if (argument instanceof Weight weight) {
                Optional<Float> stored = notFinite(weight);
                if (stored.isPresent()) {
                    return new BadInputException(
                            "tensor " + weight.name() + ": expected finite numbers, found " + stored.get() + place);
                }
            }
        }
        return new BadInputException(
                "the weights make numbers too large for float32: expected finite ones, found " + found + place);
    }

    private static Optional<Float> notFinite(Weight weight) {
        long count = weight.shape().count();
        float[] run = new float[(int) Math.min(RUN, count)];
        for (long from = 0; from < count; from += RUN) {
            weight.read(Math.min(from, count - run.length), run, 0, run.length);
            Optional<Float> found = notFinite(run);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Float> notFinite(float[] elements) {
        for (float element : elements) {
            if (!Float.isFinite(element)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }
}
