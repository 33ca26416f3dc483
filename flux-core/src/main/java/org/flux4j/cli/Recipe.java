package org.flux4j.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.picture.PngText;
import org.flux4j.pipeline.Settings;

/**
 * The recipe for a picture: the command, the pictures to refer to and all settings. It is stored in the picture as a
 * JSON object, so that {@code --like} can make the picture again. The keys are the options of the command line; those
 * that are null are omitted.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Recipe(
        String command,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> images,
        String box,
        String model,
        @JsonUnwrapped PartNames parts,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> loras,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean loraLenient,
        @JsonUnwrapped Settings settings) {

    /** The keyword under which a recipe is stored in a PNG file. */
    static final String KEYWORD = "flux4j";

    /** The keys that are written first. Their order is fixed, so that the same picture always has the same bytes. */
    private static final List<String> FIRST_KEYS =
            List.of("command", "prompt", "images", "box", "model", "loras", "loraLenient");

    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    Recipe {
        images = images == null ? List.of() : List.copyOf(images);
        parts = parts == null ? PartNames.NONE : parts;
        loras = loras == null ? List.of() : List.copyOf(loras);
    }

    /** Returns this recipe, completed with values of another one. */
    Recipe orElse(Recipe other) {
        return new Recipe(
                command,
                images.isEmpty() ? other.images : images,
                box != null ? box : other.box,
                model != null ? model : other.model,
                parts.orElse(other.parts),
                loras.isEmpty() ? other.loras : loras,
                loraLenient || other.loraLenient,
                settings.orElse(other.settings));
    }

    /**
     * Checks that the pictures to refer to still exist.
     *
     * @param picture the picture that was made from them
     * @throws BadInputException if one of them does not exist
     */
    void checkImages(Path picture) {
        for (String image : images) {
            if (Files.notExists(Paths.of(image))) {
                throw new BadInputException(picture + ": made from " + image
                        + ", which does not exist; name the picture: flux " + command + " IMAGE --like " + picture);
            }
        }
    }

    /** Returns this recipe with other settings. */
    Recipe withSettings(Settings others) {
        return new Recipe(command, images, box, model, parts, loras, loraLenient, others);
    }

    /** Returns this recipe as a JSON object. */
    String toJson() {
        ObjectNode all = JSON.valueToTree(this);
        ObjectNode ordered = all.objectNode();
        FIRST_KEYS.stream().filter(all::has).forEach(key -> ordered.set(key, all.get(key)));
        return ordered.setAll(all).toString();
    }

    /**
     * Returns the recipe that is stored in a picture.
     *
     * @throws BadInputException if there is none, or if it is damaged or for another command
     */
    static Recipe read(Path picture, String command) {
        String json = PngText.read(picture).get(KEYWORD);
        if (json == null) {
            throw new BadInputException(
                    picture + ": holds no flux4j settings: it was made elsewhere, or with --no-metadata");
        }
        Recipe recipe;
        try {
            recipe = JSON.readValue(json, Recipe.class);
        } catch (JsonProcessingException e) {
            throw new BadInputException(picture + ": its flux4j settings are damaged: " + e.getOriginalMessage(), e);
        }
        if (!command.equals(recipe.command)) {
            throw new BadInputException(picture + ": made by 'flux " + recipe.command
                    + "', so it cannot be made again by 'flux " + command + "'");
        }
        return recipe;
    }
}
