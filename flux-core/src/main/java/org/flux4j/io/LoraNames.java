package org.flux4j.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names that LoRAs have for the layers of the model: the official ones and those of diffusers, with dots or with
 * underscores, those of XLabs, and those of CLIP.
 */
final class LoraNames {
    /** What files write before the name of a layer. */
    private static final Pattern PREFIX = Pattern.compile("^(base_model\\.model\\.)?((model\\.)?diffusion_model\\."
            + "|transformer\\.|lora_unet_|lora_transformer_|lycoris_"
            + "|text_encoder\\.|(text_encoders\\.)?clip_l\\.transformer\\.|lora_te1?_)?");

    /** T5, which has blocks where CLIP has layers. */
    private static final Pattern T5 = Pattern.compile(
            "^(lora_te[23]|text_encoder_2|text_encoders\\.t5xxl)[._].*|.*encoder[._]block[._][0-9]+[._]layer[._].*");

    /** Without the {@code _lora} that belongs to the end of a tensor's name. */
    private static final String XLABS = """
            double_blocks.#.processor.qkv_lora1   double_blocks.#.img_attn.qkv
            double_blocks.#.processor.qkv_lora2   double_blocks.#.txt_attn.qkv
            double_blocks.#.processor.proj_lora1  double_blocks.#.img_attn.proj
            double_blocks.#.processor.proj_lora2  double_blocks.#.txt_attn.proj
            single_blocks.#.processor.proj        single_blocks.#.linear2
            """;

    /** The official layer that a spelling stands for, or some parts of it. */
    private record Spelling(
            NamePattern spelled, NamePattern layer, String tensor, int from, int to, int parts, NameChange change) {
        LoraTarget target(List<String> numbers) {
            return new LoraTarget(layer.fill(numbers, 0), tensor, from, to, parts, change);
        }
    }

    private static final List<Spelling> SPELLINGS = new ArrayList<>();

    static {
        addTransformer();
        addClip();
    }

    private LoraNames() {}

    /** Returns the layer that a module of a LoRA changes; empty if it is none. */
    static Optional<LoraTarget> find(String module) {
        String name = PREFIX.matcher(module).replaceFirst("");
        for (Spelling spelling : SPELLINGS) {
            List<String> numbers = spelling.spelled.match(name, 0);
            if (numbers != null) {
                return Optional.of(spelling.target(numbers));
            }
        }
        return Optional.empty();
    }

    /** Returns whether a name belongs to T5. */
    static boolean isT5(String name) {
        return T5.matcher(name).matches();
    }

    private static void addTransformer() {
        for (NameTable.Row row : TransformerNames.TABLE.rows()) {
            String official = row.official().text();
            int end = official.lastIndexOf('.');
            String tensor = official.endsWith("*") ? "weight" : official.substring(end + 1);
            String layer = official.substring(0, end);
            add(layer, layer, tensor, 0, 1, 1, NameChange.NONE);
            if (tensor.equals("scale")) { // which ComfyUI names as it is
                add(official, layer, tensor, 0, 1, 1, NameChange.NONE);
            }
            int parts = row.diffusers().size();
            for (int i = 0; i < parts; i++) {
                String spelled = row.diffusers().get(i).text();
                add(spelled.substring(0, spelled.lastIndexOf('.')), layer, tensor, i, i + 1, parts, row.change());
            }
        }
        XLABS.lines().map(line -> line.split(" +", -1)).forEach(columns -> whole(columns[0], columns[1]));
        add("single_blocks.#.processor.qkv", "single_blocks.#.linear1", "weight", 0, 3, 4, NameChange.NONE);
    }

    private static void addClip() {
        String block = "encoder.layers.#.";
        for (String layer : List.of(
                "self_attn.q_proj",
                "self_attn.k_proj",
                "self_attn.v_proj",
                "self_attn.out_proj",
                "mlp.fc1",
                "mlp.fc2")) {
            whole("text_model." + block + layer, "text_model." + block + layer);
            whole(block + layer, "text_model." + block + layer);
        }
    }

    private static void whole(String spelled, String layer) {
        add(spelled, layer, "weight", 0, 1, 1, NameChange.NONE);
    }

    private static void add(
            String spelled, String layer, String tensor, int from, int to, int parts, NameChange change) {
        for (String form : List.of(spelled, spelled.replace('.', '_'))) {
            SPELLINGS.add(new Spelling(new NamePattern(form), new NamePattern(layer), tensor, from, to, parts, change));
        }
    }
}
