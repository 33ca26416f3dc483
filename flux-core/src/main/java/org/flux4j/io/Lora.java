package org.flux4j.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flux4j.BadInputException;

/**
 * A LoRA: small changes of the layers of a model. Those of linear layers are applied beside the weights, which stay as they
 * are. All layouts are read in the same way: the end of a tensor's name tells its {@link LoraRole role}, the rest the layer.
 */
public final class Lora {
    private final String source;
    private final LoraLayout layout;
    private final int size;
    private final List<LoraModule> transformer;
    private final List<LoraModule> textEncoder;
    private final List<String> strangers; // tensors without a layer

    private Lora(WeightFile file) {
        source = file.source();
        Set<String> names = file.tensors().keySet();
        refuse(LoraRole.DORA, "DoRA", names);
        refuse(LoraRole.LOHA, "LoHa", names);
        if (!isOne(names)) {
            throw new BadInputException(
                    source + ": not a LoRA: no tensor has a name such as lora_A.weight or lora_down.weight");
        }
        layout = LoraLayout.of(names);
        size = names.size();
        LoraAlphas alphas = LoraAlphas.of(source, file.metadata());
        Weights stored = file.weights();
        Map<String, LoraModule> modules = new LinkedHashMap<>();
        strangers = new ArrayList<>();
        for (String key : names) {
            Optional<LoraRole.End> end = LoraRole.end(key);
            String name = key.substring(
                    0, key.length() - end.map(e -> e.text().length()).orElse(0));
            Optional<LoraTarget> target = LoraNames.find(name);
            if (end.isEmpty()
                    || target.isEmpty()
                    || !target.get().takes(end.get().role())) {
                strangers.add(key);
            } else {
                modules.computeIfAbsent(name, first -> new LoraModule(first, target.get(), stored, alphas))
                        .put(end.get().role(), key);
            }
        }
        Map<Boolean, List<LoraModule>> parts = modules.values().stream()
                .collect(Collectors.partitioningBy(module -> module.target().isClip()));
        transformer = parts.get(false);
        textEncoder = parts.get(true);
    }

    /**
     * Opens a file. Its tensors stay mapped.
     *
     * @throws BadInputException if it cannot be read, or is of a kind that is not supported
     */
    public static Lora open(Path file) {
        return of(SafeTensors.open(file));
    }

    /**
     * Returns the LoRA that an open file holds.
     *
     * @throws BadInputException if there is none, or it is of a kind that is not supported
     */
    public static Lora of(WeightFile file) {
        return new Lora(file);
    }

    /** Returns whether a file with tensors of these names holds a LoRA. */
    public static boolean isOne(Set<String> names) {
        return names.stream()
                .flatMap(name -> LoraRole.end(name).stream())
                .anyMatch(end -> end.role() != LoraRole.REPLACEMENT);
    }

    private void refuse(LoraRole refused, String kind, Set<String> names) {
        names.stream()
                .filter(name ->
                        LoraRole.end(name).filter(end -> end.role() == refused).isPresent())
                .findFirst()
                .ifPresent(name -> {
                    throw new BadInputException(source + ": tensor " + name + ": " + kind + " is not supported");
                });
    }

    /** Returns the file. */
    public String source() {
        return source;
    }

    /** Returns the layout as people know it, such as {@code kohya}. */
    public String layout() {
        return layout.words();
    }

    /**
     * Returns the weights of a transformer with the changes that this LoRA makes.
     *
     * @param weights the weights under their official names
     * @param strength the factor of the changes
     * @throws BadInputException if a change does not fit its layer
     */
    public Weights transformer(Weights weights, float strength) {
        return changed(transformer, weights, strength);
    }

    /** Returns the weights of a CLIP text encoder with the changes that this LoRA makes, as for the transformer. */
    public Weights textEncoder(Weights weights, float strength) {
        return changed(textEncoder, weights, strength);
    }

    private static Weights changed(List<LoraModule> modules, Weights weights, float strength) {
        LoraChanges changes = new LoraChanges(weights);
        modules.stream().filter(module -> has(weights, module)).forEach(module -> module.addTo(changes, strength));
        return changes.changed();
    }

    private static boolean has(Weights weights, LoraModule module) {
        return weights.find(module.target().weight()) != null;
    }

    /**
     * Returns a line about the tensors that a model of these weights does not use, because their names are not known or the
     * model does not have their layers; empty if there are none.
     */
    public Optional<String> unused(Weights transformerWeights, Weights textEncoderWeights) {
        List<String> unused = Stream.of(
                        strangers.stream(),
                        missing(transformer, transformerWeights),
                        missing(textEncoder, textEncoderWeights))
                .flatMap(keys -> keys)
                .sorted()
                .toList();
        boolean t5 = unused.stream().anyMatch(LoraNames::isT5);
        return UnusedTensors.note(
                source + ": LoRA in the layout of " + layout.words() + ", " + (size - unused.size()) + " of " + size
                        + " tensors are used" + (t5 ? ", and T5 is not supported" : ""),
                unused);
    }

    private static Stream<String> missing(List<LoraModule> modules, Weights weights) {
        return modules.stream().filter(module -> !has(weights, module)).flatMap(module -> module.keys().stream());
    }

    /** Returns the tensors that belong to no known layer. */
    public List<String> strangers() {
        return Collections.unmodifiableList(strangers);
    }

    /** Returns the kinds of layers that are changed, each with their number and how they are changed. */
    public Map<String, String> parts() {
        Map<String, List<LoraModule>> parts = Stream.concat(transformer.stream(), textEncoder.stream())
                .collect(Collectors.groupingBy(Lora::part, TreeMap::new, Collectors.toList()));
        Map<String, String> lines = new LinkedHashMap<>();
        parts.forEach((part, modules) -> lines.put(part, describe(modules)));
        return lines;
    }

    private static String part(LoraModule module) {
        return module.target().layer().replaceAll("(?<=blocks|layers)\\.[0-9]+", ".#");
    }

    private static String describe(List<LoraModule> modules) {
        long layers = modules.stream()
                .map(module -> module.target().layer())
                .distinct()
                .count();
        String kinds = modules.stream().map(LoraModule::kind).distinct().collect(Collectors.joining(", "));
        return (layers == 1 ? "1 layer, " : layers + " layers, ") + kinds;
    }
}
