package org.flux4j.model;

import java.util.List;
import org.flux4j.contract.Data;
import org.flux4j.op.Tensor;

/** Small models and inputs for tests. */
final class Samples {
    static final FluxParams DEV =
            new FluxParams(12, 8, 10, 14, 64, 2.5, 2, 2, 3, List.of(4, 14, 14), 10_000, true, true);
    static final FluxParams SCHNELL =
            new FluxParams(12, 12, 10, 14, 32, 4, 1, 1, 1, List.of(4, 14, 14), 10_000, false, false);
    static final AutoEncoderParams AUTO_ENCODER =
            new AutoEncoderParams(256, 3, 32, 3, List.of(1, 2), 1, 4, 0.3611, 0.1159, 32);
    static final T5Config T5 = new T5Config(50, 12, 5, 20, 2, 3, 8, 20, 1e-6f);
    static final ClipConfig CLIP = new ClipConfig(50, 12, 20, 2, 3, 11, ClipConfig.Activation.QUICK_GELU, 1e-5f, 49);

    private Samples() {}

    /** Everything a prediction needs: the tokens of a 3 × 5 picture and of 4 words. */
    record FluxInput(Tensor img, Tensor imgIds, Tensor txt, Tensor txtIds, Tensor y) {
        static FluxInput of(FluxParams params) {
            Tensor imgIds = Tensor.zeros(15, 3);
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 5; column++) {
                    imgIds.data()[3 * (5 * row + column) + 1] = row;
                    imgIds.data()[3 * (5 * row + column) + 2] = column;
                }
            }
            return new FluxInput(
                    Data.tensor(1, 15, params.inChannels()),
                    imgIds,
                    Data.tensor(2, 4, params.contextInDim()),
                    Tensor.zeros(4, 3),
                    Data.tensor(3, params.vecInDim()));
        }
    }
}
