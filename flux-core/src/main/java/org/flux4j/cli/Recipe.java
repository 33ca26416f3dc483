package org.flux4j.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.picture.PngText;
import org.flux4j.pipeline.Settings;

/**
 * What a picture was made with, as it is stored in the picture under the keyword {@code flux4j}: a JSON object, so that
 * {@code --like} can do it again. The fields are the options of the command line; those that are null are left out.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
record Recipe(
        String command,
        String prompt,
        List<String> images,
        String box,
        String model,
        Long seed,
        Integer steps,
        Float guidance,
        Integer width,
        Integer height,
        Noise noise,
        Integer textTokens) {

    static final String KEYWORD = "flux4j";

    private static final JsonMapper JSON = new JsonMapper();

    Recipe {
        images = images == null ? List.of() : List.copyOf(images);
    }

    /** This recipe, and where it says nothing, what the other one says. */
    Recipe orElse(Recipe other) {
        return new Recipe(
                command,
                first(prompt, other.prompt),
                images.isEmpty() ? other.images : images,
                first(box, other.box),
                first(model, other.model),
                first(seed, other.seed),
                first(steps, other.steps),
                first(guidance, other.guidance),
                first(width, other.width),
                first(height, other.height),
                first(noise, other.noise),
                first(textTokens, other.textTokens));
    }

    private static <T> T first(T mine, T others) {
        return mine != null ? mine : others;
    }

    /** This recipe with the settings that were used in the end. */
    Recipe with(Settings used) {
        return new Recipe(
                command,
                used.prompt(),
                images,
                box,
                model,
                used.seed(),
                used.steps(),
                used.guidance(),
                used.size().width(),
                used.size().height(),
                Noise.of(used.noise()),
                used.textTokens());
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The recipe stored in a picture.
     *
     * @throws BadInputException when it holds none, or one for another command
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
            throw new BadInputException(picture + ": its flux4j settings are damaged", e);
        }
        if (!command.equals(recipe.command)) {
            throw new BadInputException(picture + ": made by 'flux " + recipe.command
                    + "', so it cannot be made again by 'flux " + command + "'");
        }
        return recipe;
    }
}
