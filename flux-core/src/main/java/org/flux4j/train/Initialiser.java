package org.flux4j.train;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.flux4j.op.Shape;

/**
 * The weights that training from nothing begins with. Matrices and kernels are uniform in ±1/√n, where n is the number of
 * inputs of an output, as PyTorch initialises linear layers and convolutions; biases are 0, scales of norms are 1. The
 * modulations of the transformer and its last layer are 0, so that each block begins as the identity and the first
 * prediction is 0; so is the second matrix of a low-rank update, which begins as no update.
 *
 * <p>Source: W. Peebles, S. Xie, "Scalable Diffusion Models with Transformers", arXiv 2212.09748, section 3.2, adaLN-Zero.
 */
public final class Initialiser {
    private static final List<String> ZERO =
            List.of("mod.lin.", "modulation.", "adaLN_modulation.", "final_layer.linear.", ".up.weight");

    private Initialiser() {}

    /** Overwrites all parameters. The same seed always gives the same ones. */
    public static void initialise(Parameters parameters, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<String> names = List.copyOf(parameters.names());
        for (int i = 0; i < names.size(); i++) {
            initialise(
                    names.get(i),
                    parameters.find(names.get(i)).shape(),
                    parameters.values().get(i),
                    random);
        }
    }

    private static void initialise(String name, Shape shape, float[] values, RandomGenerator random) {
        if (ZERO.stream().anyMatch(name::contains)) {
            Arrays.fill(values, 0);
        } else if (shape.rank() > 1) {
            float bound = (float) Math.sqrt((double) shape.dim(0) / shape.count());
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat(-bound, bound);
            }
        } else {
            Arrays.fill(values, name.endsWith(".bias") ? 0 : 1);
        }
    }
}
