package org.flux4j.train;

import java.util.Iterator;
import java.util.stream.Stream;
import org.flux4j.model.AutoEncoder;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.picture.Picture;

/**
 * The scale of an autoencoder's latents: with it, z = scale · (mean − shift) has the mean 0 and the variance 1, like the
 * noise that the transformer starts from.
 */
public record LatentScale(double scale, double shift) {
    /**
     * Measures the scale by encoding pictures.
     *
     * @param autoEncoder whose own scale is taken out of the result
     */
    public static LatentScale measure(Operators ops, AutoEncoder autoEncoder, Stream<Picture> pictures) {
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (Iterator<Picture> each = pictures.iterator(); each.hasNext(); ) {
            for (float z : encode(ops, autoEncoder, each.next())) {
                double mean = z / autoEncoder.params().scaleFactor()
                        + autoEncoder.params().shiftFactor();
                sum += mean;
                squares += mean * mean;
                count++;
            }
        }
        double shift = sum / count;
        return new LatentScale(1 / Math.sqrt(squares / count - shift * shift), shift);
    }

    private static float[] encode(Operators ops, AutoEncoder autoEncoder, Picture picture) {
        try (Scope scope = ops.scope("measure")) {
            return scope.keep(autoEncoder.encode(ops, picture.toTensor())).data();
        }
    }
}
