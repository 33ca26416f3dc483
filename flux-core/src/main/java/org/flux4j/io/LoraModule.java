package org.flux4j.io;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.op.Shape;
import org.flux4j.op.Weight;

/**
 * The tensors of a LoRA that change one layer of the model.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/diffusers/blob/58eb52c0803ea9af3abec60841c2a093bdf1f951/src/diffusers/loaders/lora_conversion_utils.py">lora_conversion_utils.py</a>,
 * and <a href="https://github.com/Comfy-Org/ComfyUI/tree/master/comfy/weight_adapter">comfy/weight_adapter</a> for LoKr and
 * differences.
 */
final class LoraModule {
    private final String name;
    private final LoraTarget target;
    private final Weights stored;
    private final LoraAlphas alphas;
    private final Map<LoraRole, String> keys = new EnumMap<>(LoraRole.class);

    /**
     * Creates a module without tensors.
     *
     * @param name the name of the module in the file
     * @param stored the tensors of the file
     */
    LoraModule(String name, LoraTarget target, Weights stored, LoraAlphas alphas) {
        this.name = name;
        this.target = target;
        this.stored = stored;
        this.alphas = alphas;
    }

    /** Adds a tensor. */
    void put(LoraRole role, String key) {
        String other = keys.putIfAbsent(role, key);
        if (other != null) {
            throw new BadInputException(stored.source() + ": tensor " + key + ": the same as " + other);
        }
    }

    /** Returns the names of the tensors in the file. */
    Collection<String> keys() {
        return keys.values();
    }

    LoraTarget target() {
        return target;
    }

    /** Returns what the module does, for people: {@code rank 16}. */
    String kind() {
        if (keys.containsKey(LoraRole.DOWN)) {
            return "rank " + matrix(LoraRole.DOWN).dim(0);
        }
        return keys.keySet().stream().anyMatch(role -> role.name().startsWith("LOKR")) ? "LoKr" : "difference";
    }

    /**
     * Adds what the module changes.
     *
     * @param strength the factor of all but replacements
     * @throws BadInputException if its tensors do not fit one another, or the layer
     */
    void addTo(LoraChanges changes, float strength) {
        Weight weight = changes.find(target.weight());
        if (has(LoraRole.SHAPE)) {
            checkShape(weight);
        }
        if (has(LoraRole.DOWN) || has(LoraRole.UP)) {
            addLowRank(changes, weight, strength);
        }
        if (has(LoraRole.LOKR_W1) || has(LoraRole.LOKR_W1_A) || has(LoraRole.LOKR_W2) || has(LoraRole.LOKR_W2_A)) {
            addKronecker(changes, weight, strength);
        }
        if (has(LoraRole.DIFFERENCE)) {
            addDifference(changes, weight, strength);
        }
        if (has(LoraRole.BIAS_DIFFERENCE)) {
            Weight bias = changes.find(target.bias());
            if (bias == null) {
                throw bad(LoraRole.BIAS_DIFFERENCE, "the layer " + target.layer() + " has no bias");
            }
            Weight difference = vector(LoraRole.BIAS_DIFFERENCE, target.endRow(weight) - target.firstRow(weight));
            Weight official = target.change().apply(difference);
            changes.replace(target.bias(), sum(bias, official, strength, target.firstRow(weight)));
        }
        if (has(LoraRole.REPLACEMENT)) {
            changes.replace(target.weight(), vector(LoraRole.REPLACEMENT, weight.dim(0)));
        }
    }

    private void addLowRank(LoraChanges changes, Weight weight, float strength) {
        Weight down = matrix(LoraRole.DOWN);
        Weight up = matrix(LoraRole.UP);
        int rank = down.dim(0);
        if (rank == 0 || up.dim(1) != rank) {
            throw bad(
                    LoraRole.UP,
                    "expected a rank of " + rank + " (of at least 1), as " + keys.get(LoraRole.DOWN) + " has, found "
                            + up.dim(1));
        }
        expectRows(LoraRole.UP, weight, up.dim(0));
        Weight fitting = widened(down, weight.dim(1));
        expectColumns(LoraRole.DOWN, weight, fitting.dim(1));
        add(changes, weight, List.of(), List.of(fitting, target.change().apply(up)), strength * alpha(rank) / rank);
    }

    private void addKronecker(LoraChanges changes, Weight weight, float strength) {
        List<Weight> outer = factors(LoraRole.LOKR_W1, LoraRole.LOKR_W1_A, LoraRole.LOKR_W1_B);
        List<Weight> inner = factors(LoraRole.LOKR_W2, LoraRole.LOKR_W2_A, LoraRole.LOKR_W2_B);
        LoraRole role = has(LoraRole.LOKR_W2) ? LoraRole.LOKR_W2 : LoraRole.LOKR_W2_A;
        expectRows(role, weight, (long) outer.getLast().dim(0) * inner.getLast().dim(0));
        expectColumns(
                role, weight, (long) outer.getFirst().dim(1) * inner.getFirst().dim(1));
        Weight rows = outer.getLast();
        if (target.change() == NameChange.HALVES_SWAPPED && rows.dim(0) % 2 != 0) {
            throw new BadInputException(stored.source() + ": " + name + ": LoKr with an odd number of rows of w1, "
                    + rows.dim(0) + ", cannot swap its halves");
        }
        List<Weight> official = new ArrayList<>(outer);
        official.set(outer.size() - 1, target.change().apply(rows));
        List<Weight> factored = inner.size() == 2 ? inner : outer;
        int rank = factored.getFirst().dim(0);
        float factor = factored.size() == 2 ? alpha(rank) / rank : 1;
        add(changes, weight, official, inner, strength * factor);
    }

    private void addDifference(LoraChanges changes, Weight weight, float strength) {
        if (target.tensor().equals("scale")) {
            Weight difference = vector(LoraRole.DIFFERENCE, weight.dim(0));
            changes.replace(target.weight(), sum(weight, difference, strength, 0));
        } else {
            Weight difference = matrix(LoraRole.DIFFERENCE);
            expectRows(LoraRole.DIFFERENCE, weight, difference.dim(0));
            expectColumns(LoraRole.DIFFERENCE, weight, difference.dim(1));
            add(changes, weight, List.of(), List.of(target.change().apply(difference)), strength);
        }
    }

    private void add(LoraChanges changes, Weight weight, List<Weight> outer, List<Weight> inner, float scale) {
        changes.update(target.layer(), new Update(outer, inner, scale, target.firstRow(weight)));
    }

    /** Returns w, or a and b, in the order in which they are applied. */
    private List<Weight> factors(LoraRole w, LoraRole a, LoraRole b) {
        if (has(w)) {
            return List.of(matrix(w));
        }
        Weight left = matrix(a);
        Weight right = matrix(b);
        if (right.dim(0) == 0 || left.dim(1) != right.dim(0)) {
            throw bad(a, "expected " + right.dim(0) + " columns (at least 1), found " + left.dim(1));
        }
        return List.of(right, left);
    }

    /** Returns alpha: of its own tensor, of the metadata, or else the rank. */
    private float alpha(int rank) {
        if (!has(LoraRole.ALPHA)) {
            return alphas.of(name, rank);
        }
        Weight stored = weight(LoraRole.ALPHA);
        float alpha = stored.shape().count() == 1 ? stored.toFloats()[0] : Float.NaN;
        if (!Float.isFinite(alpha) || alpha == 0) {
            throw bad(
                    LoraRole.ALPHA,
                    "expected a number other than 0, found "
                            + (stored.shape().count() == 1 ? alpha : "shape " + stored.shape()));
        }
        return alpha;
    }

    /** Returns a down for a model that was given more channels, such as those of a mask: it has zeros for them. */
    private Weight widened(Weight down, int in) {
        if (!target.layer().equals("img_in") || down.dim(1) >= in) {
            return down;
        }
        float[] wide = new float[Math.multiplyExact(down.dim(0), in)];
        for (int row = 0; row < down.dim(0); row++) {
            down.read((long) row * down.dim(1), wide, row * in, down.dim(1));
        }
        return Weight.of(Shape.of(down.dim(0), in), wide);
    }

    private static Weight sum(Weight weight, Weight difference, float scale, int from) {
        float[] sum = weight.toFloats();
        float[] terms = difference.toFloats();
        for (int i = 0; i < terms.length; i++) {
            sum[from + i] += scale * terms[i];
        }
        return Weight.of(weight.shape(), sum);
    }

    // ---- checks ----------------------------------------------------------------------------------------------------

    private boolean has(LoraRole role) {
        return keys.containsKey(role);
    }

    private Weight weight(LoraRole role) {
        String key = keys.get(role);
        if (key == null) {
            throw new BadInputException(stored.source() + ": " + name + ": no tensor " + role.firstEnd() + " beside "
                    + keys.values().iterator().next());
        }
        return stored.find(key);
    }

    private Weight matrix(LoraRole role) {
        Weight weight = weight(role);
        if (weight.shape().rank() != 2) {
            throw bad(role, "expected a matrix, found shape " + weight.shape());
        }
        return weight;
    }

    private Weight vector(LoraRole role, int size) {
        Weight weight = weight(role);
        if (!weight.shape().equals(Shape.of(size))) {
            throw bad(
                    role,
                    "expected shape " + Shape.of(size) + ", as " + target.layer() + " needs, found " + weight.shape());
        }
        return weight;
    }

    private void expectRows(LoraRole role, Weight weight, long found) {
        int expected = target.endRow(weight) - target.firstRow(weight);
        if (expected != found) {
            throw bad(role, "expected " + expected + " outputs, as " + target.layer() + " has, found " + found);
        }
    }

    private void expectColumns(LoraRole role, Weight weight, long found) {
        if (weight.dim(1) != found) {
            String control = target.layer().equals("img_in") && found > weight.dim(1)
                    ? "; a LoRA that adds a control picture is not supported"
                    : "";
            throw bad(
                    role,
                    "expected " + weight.dim(1) + " inputs, as " + target.layer() + " has, found " + found + control);
        }
    }

    private void checkShape(Weight weight) {
        float[] sizes = weight(LoraRole.SHAPE).toFloats();
        Shape shape = weight.shape();
        for (int i = 0; i < shape.rank(); i++) {
            if (sizes.length != shape.rank() || sizes[i] != shape.dim(i)) {
                throw bad(
                        LoraRole.SHAPE,
                        "another shape than that of " + target.layer() + ", " + shape + ", is not supported");
            }
        }
    }

    private BadInputException bad(LoraRole role, String what) {
        return new BadInputException(stored.source() + ": tensor " + keys.get(role) + ": " + what);
    }
}
