package org.flux4j.tornado.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A call of a kernel: its arguments and results, in the order of its parameters, and the grid it runs on.
 *
 * <pre>{@code
 * Tensor y = engine.run(Launch.of(SLICE).tensor(x).result(shape).ints(count, part).over(count));
 * }</pre>
 */
public final class Launch {
    /** An argument or a result. */
    sealed interface Operand {}

    /** The elements of a tensor. */
    record Input(Tensor tensor) implements Operand {}

    /** The numbers of a weight, of 16 bits each, as they are stored. */
    record Stored(Weight weight) implements Operand {}

    /** A new tensor, which the kernel writes. */
    record Result(Shape shape) implements Operand {}

    /** Sizes, which do not change from run to run. */
    record Ints(List<Integer> values) implements Operand {}

    /** Numbers, which do not change from run to run. */
    record Floats(List<Float> values) implements Operand {}

    /** The place of an item in its group, and the memory that the group shares. */
    record Context() implements Operand {}

    private final Kernel kernel;
    private final List<Operand> operands;
    private final Grid grid;

    private Launch(Kernel kernel, List<Operand> operands, Grid grid) {
        this.kernel = kernel;
        this.operands = List.copyOf(operands);
        this.grid = grid;
    }

    /** Begins a call of a kernel. */
    public static Arguments of(Kernel kernel) {
        return new Arguments(kernel);
    }

    Kernel kernel() {
        return kernel;
    }

    List<Operand> operands() {
        return operands;
    }

    Grid grid() {
        return grid;
    }

    /** Returns the tensors that the kernel reads. */
    Stream<Tensor> inputs() {
        return operands.stream().filter(Input.class::isInstance).map(operand -> ((Input) operand).tensor());
    }

    List<Shape> results() {
        return operands.stream()
                .filter(Result.class::isInstance)
                .map(operand -> ((Result) operand).shape())
                .toList();
    }

    /** The arguments of a call so far. */
    public static final class Arguments {
        private final Kernel kernel;
        private final List<Operand> operands = new ArrayList<>();

        private Arguments(Kernel kernel) {
            this.kernel = kernel;
        }

        /** Adds a {@code FloatArray}: the elements of a tensor. */
        public Arguments tensor(Tensor tensor) {
            return with(new Input(tensor));
        }

        /** Adds a {@code ShortArray}: the numbers of a weight, as they are stored. */
        public Arguments stored(Weight weight) {
            return with(new Stored(weight));
        }

        /** Adds a {@code FloatArray} that the kernel writes all elements of. */
        public Arguments result(Shape shape) {
            return with(new Result(shape));
        }

        /** Adds an {@code IntArray}. */
        public Arguments ints(int... values) {
            return with(new Ints(IntStream.of(values).boxed().toList()));
        }

        /** Adds a {@code FloatArray} of numbers. */
        public Arguments floats(float... values) {
            return with(new Floats(
                    IntStream.range(0, values.length).mapToObj(i -> values[i]).toList()));
        }

        /** Adds a {@code KernelContext}. */
        public Arguments context() {
            return with(new Context());
        }

        private Arguments with(Operand operand) {
            operands.add(operand);
            return this;
        }

        /** Completes the call: an item for each of {@code count} indices. */
        public Launch over(int count) {
            return new Launch(kernel, operands, count == 0 ? null : Grid.loop(count));
        }

        /** Completes the call: an item for each index of an outer and each of an inner loop. */
        public Launch over(int outer, int inner) {
            return new Launch(kernel, operands, outer == 0 || inner == 0 ? null : Grid.loops(outer, inner));
        }

        /** Completes the call: so many groups, of so many items each. */
        public Launch groups(int columns, int rows, int localColumns, int localRows) {
            boolean empty = columns == 0 || rows == 0;
            return new Launch(
                    kernel,
                    operands,
                    empty ? null : new Grid(columns * localColumns, rows * localRows, localColumns, localRows));
        }
    }
}
