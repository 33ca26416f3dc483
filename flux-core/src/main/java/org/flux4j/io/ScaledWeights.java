package org.flux4j.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.op.DType;
import org.flux4j.op.Weight;

/**
 * Weights of 8 bits with a scale beside them, as ComfyUI writes them: {@code LAYER.weight} is multiplied by {@code
 * LAYER.scale_weight} or, since the end of 2025, {@code LAYER.weight_scale}. The scales of activations concern arithmetic in 8
 * bits alone: they are not used.
 *
 * <p>Source: <a
 * href="https://github.com/Comfy-Org/ComfyUI/blob/master/comfy/utils.py">comfy/utils.py, convert_old_quants</a>.
 */
final class ScaledWeights implements Weights {
    private static final String MARKER = "scaled_fp8";
    private static final List<String> SCALES = List.of("scale_weight", "weight_scale");
    private static final List<String> UNUSED = List.of("scale_input", "input_scale");
    private static final String FORMAT = "comfy_quant";
    private static final String WEIGHT = "weight";
    private static final Set<String> FORMATS = Set.of("float8_e4m3fn", "float8_e5m2");

    private final Weights stored;
    private final Set<String> names = new TreeSet<>();

    private ScaledWeights(Weights stored) {
        this.stored = stored;
        for (String name : stored.names()) {
            if (!isBeside(name)) {
                names.add(name);
            } else if (endsWith(name, FORMAT)) {
                checkFormat(stored.source() + ": tensor " + stored.fullName(name), text(stored.find(name)));
            } else if (SCALES.stream().noneMatch(scale -> endsWith(name, scale))) {
                stored.find(name); // so that it counts as known
            }
        }
    }

    /**
     * Returns weights with their scales applied, without a copy.
     *
     * @throws BadInputException if they are quantised in a way that cannot be read
     */
    static Weights of(Weights stored) {
        return stored.names().stream().anyMatch(ScaledWeights::isBeside) ? new ScaledWeights(stored) : stored;
    }

    /** Returns whether a tensor lies beside a weight or marks the file, rather than being a weight. */
    static boolean isBeside(String name) {
        return name.equals(MARKER)
                || Stream.of(SCALES, UNUSED, List.of(FORMAT))
                        .flatMap(List::stream)
                        .anyMatch(suffix -> endsWith(name, suffix));
    }

    /**
     * Checks the formats that the metadata of a file names: {@code {"layers": {LAYER: {"format": FORMAT}}}}.
     *
     * @throws BadInputException if one of them cannot be read
     */
    static void checkFormats(String where, String json) {
        for (Map.Entry<String, JsonNode> layer :
                Json.parse(where, json).path("layers").properties()) {
            checkFormat(where + ": " + layer.getKey(), layer.getValue());
        }
    }

    private static void checkFormat(String where, String json) {
        checkFormat(where, Json.parse(where, json));
    }

    private static void checkFormat(String where, JsonNode layer) {
        JsonNode format = layer.path("format");
        if (!FORMATS.contains(format.asText())) {
            throw new BadInputException(where + ": weights of format " + Json.describe(format) + " are not supported");
        }
    }

    private static boolean endsWith(String name, String last) {
        return name.endsWith("." + last);
    }

    private static String text(Weight bytes) {
        float[] values = bytes.toFloats();
        byte[] text = new byte[values.length];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) values[i];
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public String source() {
        return stored.source();
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public String fullName(String name) {
        return stored.fullName(name);
    }

    @Override
    public Weight find(String name) {
        Weight weight = stored.find(name);
        if (weight == null || !endsWith(name, WEIGHT)) {
            return weight;
        }
        String layer = name.substring(0, name.length() - WEIGHT.length());
        return SCALES.stream()
                .map(scale -> layer + scale)
                .filter(stored.names()::contains)
                .findFirst()
                .map(scale -> scaled(weight, name, scale))
                .orElse(weight);
    }

    private Weight scaled(Weight weight, String name, String scaleName) {
        boolean narrow = weight.parts().stream()
                .map(Weight.Part::dtype)
                .allMatch(dtype -> dtype == DType.F8_E4M3 || dtype == DType.F8_E5M2);
        if (!narrow) {
            throw bad(name, "expected F8_E4M3 or F8_E5M2 beside a scale, found " + weight);
        }
        Weight scale = stored.find(scaleName);
        long count = scale.shape().count();
        if (count != 1 && (weight.shape().rank() == 0 || count != weight.dim(0))) {
            throw bad(
                    scaleName,
                    "expected one scale, or one for each row of " + weight.shape() + ", found " + scale.shape());
        }
        return weight.scaled(scale.toFloats());
    }

    private BadInputException bad(String name, String what) {
        return new BadInputException(source() + ": tensor " + fullName(name) + ": " + what);
    }
}
