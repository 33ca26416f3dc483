package org.flux4j.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.flux4j.io.WholeFile;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PngWriter;
import org.flux4j.train.world.Edit;
import org.flux4j.train.world.Example;

/**
 * A folder for examples: {@code 0001-input.png}, {@code 0001-target.png} and so on, and {@code scenes.jsonl}, which lists them, a
 * JSON object on each line.
 */
final class SceneFolder {
    private final Path path;
    private final StringBuilder list = new StringBuilder();
    private int count;

    SceneFolder(Path path) {
        this.path = path;
    }

    /** Creates the folder unless an empty one exists. */
    void create() {
        Folders.createEmpty(path);
        WholeFile.checkWritable(listFile());
    }

    /** Writes the pictures of an example. */
    void add(Example example) {
        count++;
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("kind", example.kind().name().toLowerCase(Locale.ROOT));
        row.put("prompt", example.prompt());
        example.input().ifPresent(input -> row.put("input", write("input", input)));
        row.put("target", write("target", example.target()));
        if (example instanceof Edit edit) {
            edit.box().ifPresent(box -> row.put("box", box.toString()));
        }
        list.append(row).append('\n');
    }

    /** Writes the list, which is there only if all pictures are. */
    void finish() {
        WholeFile.write(listFile(), out -> out.write(list.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private String write(String role, Picture picture) {
        String name = String.format(Locale.ROOT, "%04d-%s.png", count, role);
        PngWriter.write(path.resolve(name), picture, Map.of());
        return name;
    }

    private Path listFile() {
        return path.resolve("scenes.jsonl");
    }
}
