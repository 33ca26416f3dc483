package org.flux4j.ref;

import static org.flux4j.contract.Data.tensor;
import static org.flux4j.ref.Numbers.assertDefined;
import static org.flux4j.ref.Numbers.assertValues;
import static org.flux4j.ref.Numbers.at;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
    private static final Tensor A = tensor(1, 3, 5, 7);

    @Test
    void ofTwoOfAShape() {
        Tensor b = tensor(2, 3, 5, 7);
        assertDefined(Add.apply(A, b, 2), A.shape(), i -> (double) at(A, i) + at(b, i));
        assertDefined(Multiply.apply(A, b, 2), A.shape(), i -> (double) at(A, i) * at(b, i));
    }

    @Test
    void ofEveryRowWithAVector() {
        Tensor b = tensor(2, 7);
        assertDefined(Add.apply(A, b, 2), A.shape(), i -> (double) at(A, i) + at(b, i[2]));
        assertDefined(Multiply.apply(A, b, 2), A.shape(), i -> (double) at(A, i) * at(b, i[2]));
    }

    @Test
    void ofEveryElementWithANumber() {
        Tensor b = Tensor.scalar(-0.3f);
        assertDefined(Add.apply(A, b, 2), A.shape(), i -> (double) at(A, i) - 0.3f);
        assertDefined(Multiply.apply(A, b, 2), A.shape(), i -> (double) at(A, i) * -0.3f);
        assertValues(Multiply.apply(Tensor.of(Shape.of(), 5), Tensor.scalar(3), 1), Shape.of(), 15);
    }

    @Test
    void ofVectors() {
        Tensor a = tensor(1, 7);
        Tensor b = tensor(2, 7);
        assertDefined(Add.apply(a, b, 2), a.shape(), i -> (double) at(a, i) + at(b, i));
        assertDefined(Multiply.apply(a, b, 2), a.shape(), i -> (double) at(a, i) * at(b, i));
    }

    @Test
    void ofScalars() {
        Tensor two = Tensor.of(Shape.of(), 2);
        Tensor three = Tensor.of(Shape.of(), 3);
        assertValues(Add.apply(two, three, 1), Shape.of(), 5);
        assertValues(Multiply.apply(two, three, 1), Shape.of(), 6);
    }

    @Test
    void affine() {
        assertDefined(Affine.apply(A, -1.5f, 0.25f, 2), A.shape(), i -> -1.5 * at(A, i) + 0.25);
    }
}
