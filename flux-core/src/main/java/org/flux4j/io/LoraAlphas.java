package org.flux4j.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.flux4j.BadInputException;

/**
 * The alphas that PEFT stores in the metadata of a file, in place of tensors: one for each part of the model, and others for
 * some of its modules.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/diffusers/blob/58eb52c0803ea9af3abec60841c2a093bdf1f951/src/diffusers/loaders/lora_base.py">lora_base.py,
 * LORA_ADAPTER_METADATA_KEY</a>, and PEFT's LoraConfig.
 */
final class LoraAlphas {
    private static final String KEY = "lora_adapter_metadata";
    private static final String ALPHA = "lora_alpha";
    private static final String PATTERNS = "alpha_pattern";

    private final String source;
    private final JsonNode config; // an object; null if there is none

    private LoraAlphas(String source, JsonNode config) {
        this.source = source;
        this.config = config;
    }

    /**
     * Reads the metadata of a file.
     *
     * @throws BadInputException if they are damaged, or ask for what is not supported
     */
    static LoraAlphas of(String source, Map<String, String> metadata) {
        String text = metadata.get(KEY);
        JsonNode config = text == null ? null : Json.parse(source + ": " + KEY, text);
        for (String part : new String[] {"transformer.", "text_encoder."}) {
            for (String flag : new String[] {"use_dora", "use_rslora"}) {
                if (config != null && config.path(part + flag).asBoolean()) {
                    throw new BadInputException(source + ": " + KEY + ": " + flag + " is not supported");
                }
            }
        }
        return new LoraAlphas(source, config);
    }

    /** Returns the alpha of a module, whose name begins with that of its part; the given default if there is none. */
    float of(String module, float without) {
        int dot = module.indexOf('.');
        if (config == null || dot < 0) {
            return without;
        }
        String part = module.substring(0, dot + 1);
        String name = module.substring(dot + 1);
        for (Map.Entry<String, JsonNode> entry : config.path(part + PATTERNS).properties()) {
            if (matches(entry.getKey(), name)) {
                return number(entry.getValue());
            }
        }
        JsonNode alpha = config.path(part + ALPHA);
        return alpha.isMissingNode() || alpha.isNull() ? without : number(alpha);
    }

    /** As in PEFT: the pattern matches the whole name, or its end after a dot. */
    private boolean matches(String pattern, String name) {
        try {
            return Pattern.compile("(.*\\.)?(" + pattern + ")").matcher(name).matches();
        } catch (PatternSyntaxException e) {
            throw new BadInputException(source + ": " + KEY + ": " + PATTERNS + ": " + pattern + " is no pattern", e);
        }
    }

    private float number(JsonNode alpha) {
        float value = alpha.floatValue();
        if (!alpha.isNumber() || !Float.isFinite(value) || value == 0) {
            throw new BadInputException(
                    source + ": " + KEY + ": expected an alpha other than 0, found " + Json.describe(alpha));
        }
        return value;
    }
}
