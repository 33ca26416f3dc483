package org.flux4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flux4j.BadInputException;
import org.flux4j.model.Samples.FluxInput;
import org.flux4j.op.Operators;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.ref.RefProvider;
import org.junit.jupiter.api.Test;

class FluxTransformerTest {
    private final Operators ops = new RefProvider().create(1);
    private final InventedWeights weights = new InventedWeights(5);

    @Test
    void guidanceCountsOnlyInAModelDistilledWithIt() {
        Tensor weak = predict(Samples.DEV, Tensor.scalar(1.5f));
        assertThat(weak.shape()).isEqualTo(Shape.of(15, 8));
        assertThat(predict(Samples.DEV, Tensor.scalar(3.5f)).data()).isNotEqualTo(weak.data());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predict(Samples.DEV, null))
                .withMessage("guidance: expected a tensor [1] for a model distilled with guidance, found null");
    }

    @Test
    void guidanceIsIgnoredInAModelWithoutIt() {
        assertThat(predict(Samples.SCHNELL, Tensor.scalar(3.5f)).data())
                .containsExactly(predict(Samples.SCHNELL, null).data());
    }

    @Test
    void aWeightOfAnotherShapeIsNamed() {
        new FluxTransformer(Samples.DEV, weights);
        weights.put("double_blocks.1.img_mlp.0.weight", Weight.of(Shape.of(3, 2), new float[6]));
        assertThatThrownBy(() -> new FluxTransformer(Samples.DEV, weights.fixed()))
                .isExactlyInstanceOf(BadInputException.class)
                .hasMessage("test.safetensors: tensor double_blocks.1.img_mlp.0.weight: expected shape [160, 64],"
                        + " found [3, 2]");
    }

    @Test
    void aMissingWeightIsNamed() {
        new FluxTransformer(Samples.DEV, weights);
        weights.remove("single_blocks.2.norm.key_norm.scale");
        assertThatThrownBy(() -> new FluxTransformer(Samples.DEV, weights.fixed()))
                .isExactlyInstanceOf(BadInputException.class)
                .hasMessage("test.safetensors: no tensor single_blocks.2.norm.key_norm.scale");
    }

    private Tensor predict(FluxParams params, Tensor guidance) {
        FluxInput in = FluxInput.of(params);
        return new FluxTransformer(params, new InventedWeights(6))
                .forward(ops, in.img(), in.imgIds(), in.txt(), in.txtIds(), Tensor.scalar(0.7f), in.y(), guidance);
    }
}
