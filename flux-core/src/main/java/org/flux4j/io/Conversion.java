package org.flux4j.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flux4j.BadInputException;
import org.flux4j.op.DType;
import org.flux4j.op.Weight;

/**
 * The conversion of a transformer or a T5 encoder to a GGUF file. As in the files that people share, matrices alone are
 * quantised: not those around the blocks of the transformer, nor the table of T5's positions. They become BF16, or F16 or F32
 * if that is the type of the others; vectors are stored as F32.
 *
 * <p>Source: <a href="https://github.com/city96/ComfyUI-GGUF/blob/main/tools/lcpp.patch">lcpp.patch</a>.
 */
public final class Conversion {
    private static final List<String> OUTER =
            List.of("img_in.", "txt_in.", "time_in.", "vector_in.", "guidance_in.", "final_layer.");

    private static final String POSITIONS = "attn_rel_b";

    /** The numbers of types of files, by the type of most weights. */
    private static final Map<DType, Integer> FILE_TYPES = Map.of(
            DType.F32, 0,
            DType.F16, 1,
            DType.Q4_0, 2,
            DType.Q4_1, 3,
            DType.Q8_0, 7,
            DType.Q5_0, 8,
            DType.Q5_1, 9,
            DType.Q4_K, 14,
            DType.Q5_K, 16,
            DType.BF16, 32);

    private final Weights weights;
    private final DType type;

    private Conversion(Weights weights, DType type) {
        this.weights = weights;
        this.type = type;
    }

    /** Returns the types that a file can be converted to, in the order of {@link DType}. */
    public static List<DType> types() {
        return Arrays.stream(DType.values()).filter(FILE_TYPES::containsKey).toList();
    }

    /**
     * Converts a weight file.
     *
     * @param file the transformer or the T5 encoder, or a file of several parts, whose transformer is converted
     * @param type one of {@link #types}
     * @param to the file to write, whole or not at all
     * @throws BadInputException if the file is neither, cannot be read, or the other cannot be written
     */
    public static void convert(Path file, DType type, Path to) {
        WholeFile.checkWritable(to);
        WeightFile stored = WeightFile.open(file);
        Set<String> names = stored.tensors().keySet();
        if (ModelPart.TRANSFORMER.isIn(names)) {
            Weights own = ModelPart.TRANSFORMER.of(stored).weights();
            new Conversion(ModelPart.TRANSFORMER.official(own), type).write("flux", to);
        } else if (ModelPart.TEXT_ENCODER_2.isIn(names)) {
            Weights own = ModelPart.TEXT_ENCODER_2.of(stored).weights();
            new Conversion(T5Names.TABLE.reversed(ModelPart.TEXT_ENCODER_2.official(own)), type).write("t5encoder", to);
        } else {
            throw new BadInputException(file + ": expected a FLUX transformer or a T5 encoder, found "
                    + OfficialNames.describe(names).orElse("neither"));
        }
    }

    private void write(String architecture, Path to) {
        GgufWriter writer = new GgufWriter(architecture, FILE_TYPES.get(type));
        for (String name : weights.names().stream().sorted().toList()) {
            Weight weight = weights.find(name);
            writer.add(name, weight, stored(name, weight));
        }
        writer.write(to);
    }

    private DType stored(String name, Weight weight) {
        if (weight.shape().rank() < 2 || name.contains(POSITIONS)) {
            return DType.F32;
        }
        boolean whole = weight.dim(-1) % type.weightsPerBlock() == 0;
        boolean outer = OUTER.stream().anyMatch(name::contains);
        if (!whole && !outer) {
            throw new BadInputException(weights.source() + ": tensor " + weights.fullName(name) + " of shape "
                    + weight.shape() + " cannot be stored as " + type + ": expected rows of a multiple of "
                    + type.weightsPerBlock());
        }
        return outer && type.weightsPerBlock() > 1 ? DType.BF16 : type;
    }
}
