package org.flux4j.io;

import java.util.Collection;
import java.util.regex.Pattern;

/** The layouts of LoRAs, named after the programs that write them. The first whose mark any name bears is that of a file. */
enum LoraLayout {
    XLABS("XLabs", ".*\\.processor\\..*"),
    KOHYA("kohya", "lora_unet_.*"),
    ONE_TRAINER("OneTrainer", "lora_transformer_.*"),
    LYCORIS("LyCORIS", "lycoris_.*"),
    FAL("fal", "base_model\\.model\\..*"),
    COMFY("ComfyUI", "(model\\.)?diffusion_model\\..*"),
    CONTROL("official control", ".*\\.query_norm\\.scale"),
    PEFT("PEFT", "(transformer|text_encoder)\\..*|(single_)?transformer_blocks\\..*"),
    OFFICIAL("official", "(double_blocks|single_blocks|final_layer|img_in|txt_in|(time|vector|guidance)_in)\\..*"),
    CLIP("kohya, text encoders alone", "lora_te.*"),
    UNKNOWN("unknown", ".*");

    private final String words;
    private final Pattern mark;

    LoraLayout(String words, String mark) {
        this.words = words;
        this.mark = Pattern.compile(mark);
    }

    /** Returns the layout as messages name it. */
    String words() {
        return words;
    }

    /** Returns the layout of a file with tensors of these names. */
    static LoraLayout of(Collection<String> names) {
        for (LoraLayout layout : values()) {
            if (names.stream().anyMatch(name -> layout.mark.matcher(name).matches())) {
                return layout;
            }
        }
        return UNKNOWN;
    }
}
