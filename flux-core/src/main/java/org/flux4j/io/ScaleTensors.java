package org.flux4j.io;

import java.util.Set;
import java.util.regex.Pattern;
import org.flux4j.BadInputException;

/**
 * The tensors that scaled and quantised checkpoints hold beside their weights. Without them the weights are wrong by orders
 * of magnitude, and nothing else shows it: so a checkpoint that has any but those of {@link ScaledWeights} is refused.
 */
final class ScaleTensors {
    /**
     * The parts of names that mark such a tensor:
     *
     * <ul>
     *   <li>ComfyUI: {@code weight_scale_2}
     *   <li>bitsandbytes: {@code absmax}, {@code quant_map}, {@code nested_absmax}, {@code nested_quant_map}, {@code
     *       quant_state.bitsandbytes__nf4}, {@code SCB}, {@code weight_format}
     *   <li>GPTQ, AWQ, SVDQuant: {@code qweight}, {@code qzeros}, {@code g_idx}, {@code scales}, {@code wscales}
     *   <li>transformers, compressed-tensors, quanto: {@code weight_scale_inv}, {@code activation_scale}, {@code
     *       weight_packed}, {@code weight_zero_point}, {@code _scale}
     * </ul>
     *
     * <p>The scale of a norm ({@code query_norm.scale}), CLIP's {@code logit_scale} and the convolutions of the latent in
     * older autoencoders are none.
     */
    private static final Pattern MARK = Pattern.compile("(.*\\.)?"
            + "(?!(scale|logit_scale|(post_)?quant_conv)(\\.|$))"
            + "([^.]*(scale|quant|absmax|zero_point)[^.]*|SCB|qweight|qzeros|g_idx|weight_format|weight_packed)"
            + "(\\..*)?");

    private static final String SCALE = ".scale";

    private ScaleTensors() {}

    /**
     * Refuses a checkpoint that holds such tensors.
     *
     * @throws BadInputException if it does, naming the first of them
     */
    static void refuse(Weights stored) {
        Set<String> names = stored.names();
        names.stream()
                .filter(name -> !ScaledWeights.isBeside(name) && isOne(name, names))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new BadInputException(stored.source() + ": tensor " + stored.fullName(name)
                            + ": weights that are scaled or quantised like this are not supported");
                });
    }

    private static boolean isOne(String name, Set<String> names) {
        if (!name.endsWith(SCALE)) {
            return MARK.matcher(name).matches();
        }
        String owner = name.substring(0, name.length() - SCALE.length());
        return names.contains(owner) || names.contains(owner + ".weight");
    }
}
