package org.flux4j.train.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32;
import org.flux4j.io.Json;
import org.flux4j.picture.Picture;

/** What testdata/python/world_fixtures.py wrote: rows of JSON, in the words of world.py. */
final class WorldFixture {
    private WorldFixture() {}

    /** Returns the rows of a file. */
    static List<JsonNode> rows(String file) {
        try (InputStream in = WorldFixture.class.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(line -> Json.parse(file, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(String name) {
        return Path.of("src", "test", "resources", "org", "flux4j", "train", "world", name);
    }

    static Scene scene(JsonNode scene) {
        return new Scene(
                constant(Background.class, scene.get("bg")),
                items(scene.get("objs")).map(WorldFixture::object).toList());
    }

    /** Returns the edit of a row, without words. */
    static Edit edit(JsonNode row) {
        Scene scene = scene(row.get("scene"));
        int object = row.get("object").intValue();
        JsonNode value = row.get("value");
        Change change = switch (constant(Kind.class, row.get("kind"))) {
            case RECOLOR -> new Change.Recolor(object, constant(Colour.class, value));
            case RESHAPE -> new Change.Reshape(object, constant(Figure.class, value));
            case REMOVE -> new Change.Remove(value.intValue());
            case BACKGROUND -> new Change.Repaint(constant(Background.class, value));
            case BOX -> new Change.Add(object(value));
            case RESIZE -> new Change.Resize(object);
            case MOVE -> new Change.Move(object, constant(Cell.class, value));
            case CAPTION -> throw new IllegalArgumentException(row.toString());
        };
        return new Edit("", scene, change);
    }

    private static SceneObject object(JsonNode object) {
        return new SceneObject(
                new Combination(
                        constant(Colour.class, object.get("color")), constant(Figure.class, object.get("shape"))),
                constant(Size.class, object.get("size")),
                object.get("pos").get(0).intValue(),
                object.get("pos").get(1).intValue());
    }

    static <E extends Enum<E>> E constant(Class<E> type, JsonNode word) {
        return Enum.valueOf(type, word.textValue().toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    static List<String> texts(JsonNode list) {
        return items(list).map(JsonNode::textValue).toList();
    }

    static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** Returns the CRC-32 of a picture's bytes, as Python prints it. */
    static String crc(Picture picture) {
        CRC32 crc = new CRC32();
        crc.update(picture.rgb());
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /** Returns a mix of two pictures: w sixteenths of b. */
    static Picture blend(Picture a, Picture b, int w) {
        Picture mixed = Picture.black(a.width(), a.height());
        for (int i = 0; i < mixed.rgb().length; i++) {
            int sum = Byte.toUnsignedInt(a.rgb()[i]) * (16 - w) + Byte.toUnsignedInt(b.rgb()[i]) * w;
            mixed.rgb()[i] = (byte) ((sum + 8) >> 4);
        }
        return mixed;
    }

    /** Returns what is drawn with a number of different seeds. */
    static <T> List<T> drawn(int count, Function<Draw, T> draw) {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(draw.apply(Draw.of(3, i)));
        }
        return all;
    }
}
