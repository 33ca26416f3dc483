package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.model.AutoEncoderParams;
import org.flux4j.model.FluxParams;
import org.flux4j.picture.Resolution;
import org.flux4j.sampling.Schedule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every file of a model folder, whatever is in it. */
@ParameterizedClass
@ValueSource(strings = {"tiny-random", "tiny-dev", "tiny-official", "tiny-schnell"})
class ModelFilesTest {
    /** Files that repeat what others of the folder hold, so that they are not read. */
    private static final Set<String> SPARE = Set.of(
            "tiny-random/tokenizer/vocab.json",
            "tiny-random/tokenizer/merges.txt",
            "tiny-random/tokenizer_2/spiece.model");

    private static final JsonMapper MAPPER = new JsonMapper();

    private final String name;
    private final Path source;

    @TempDir
    private Path temporary;

    private ModelCopy model;

    ModelFilesTest(String name) {
        this.name = name;
        source = ModelCopy.TESTDATA.resolve(name);
    }

    /** What a model is, so far as its configuration and its tokenizers say. */
    private record Facts(
            FluxParams transformer,
            AutoEncoderParams autoEncoder,
            Schedule schedule,
            List<Resolution> resolutions,
            List<Integer> clipIds,
            List<Integer> t5Ids) {
        static Facts of(Path folder) {
            Model model = Model.open(folder);
            String text = "Make the cat's ﬁne fur RED, 2 times <|endoftext|> <extra_id_7> naïve 猫";
            return new Facts(
                    model.transformer().params(),
                    model.autoEncoder().params(),
                    model.schedule(),
                    model.resolutions(),
                    ids(model.prompts().clipTokenizer().encode(text, 77)),
                    ids(model.prompts().t5Tokenizer().encode(text, 77)));
        }

        private static List<Integer> ids(int[] ids) {
            return Arrays.stream(ids).boxed().toList();
        }
    }

    @BeforeEach
    void copy() throws IOException {
        model = ModelCopy.of(name, temporary);
    }

    @Test
    void aPointerOfGitLfsIsNamed() throws IOException {
        forEachFile(file -> {
            Files.writeString(file, """
                    version https://git-lfs.github.com/spec/v1
                    oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
                    size 12345
                    """);
            assertRefused(file + ": only a pointer to the file: 'git lfs pull' brings the file itself");
        });
    }

    @Test
    void aFolderInPlaceOfAFileIsNamed() throws IOException {
        forEachFile(file -> {
            Files.delete(file);
            Files.createDirectory(file);
            assertRefused(file + ": expected a file, found a folder");
            Files.delete(file);
        });
    }

    @Test
    void aLinkToNothingIsNamed() throws IOException {
        forEachFile(file -> {
            Files.delete(file);
            Files.createSymbolicLink(file, Path.of("../../blobs/4d7a21"));
            assertRefused(file + ": cannot be read: it is a link to ../../blobs/4d7a21, which does not exist");
            Files.delete(file);
        });
    }

    /** As the cache of Hugging Face lies: snapshots are made of links to files whose names are hashes. */
    @Test
    void everyFileMayBeALink() throws IOException {
        Path blobs = Files.createDirectories(temporary.resolve("cache/blobs"));
        Path snapshot = Files.createDirectories(temporary.resolve("cache/snapshots/8f5e2c"));
        for (Path file : model.files()) {
            Path link = snapshot.resolve(model.folder().relativize(file));
            Path blob = blobs.resolve(
                    Integer.toHexString(model.folder().relativize(file).hashCode()));
            Files.move(file, blob);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, link.getParent().relativize(blob));
        }
        assertThat(Facts.of(snapshot)).isEqualTo(Facts.of(source));
        Path folderLink = Files.createSymbolicLink(temporary.resolve("link"), snapshot);
        assertThat(Facts.of(folderLink)).isEqualTo(Facts.of(source));
    }

    @Test
    void textsMayBeginWithAByteOrderMark() throws IOException {
        for (Path file : files(".json", ".txt")) {
            Files.writeString(file, "\ufeff" + Files.readString(file).replace("\n", "\r\n"));
        }
        assertThat(Facts.of(model.folder())).isEqualTo(Facts.of(source));
    }

    @Test
    void wholeNumbersMayBeWrittenAsFractions() throws IOException {
        for (Path file : files(".json")) {
            JsonNode value = MAPPER.readTree(Files.readString(file));
            Files.writeString(file, MAPPER.writeValueAsString(asFractions(value)));
        }
        assertThat(Facts.of(model.folder())).isEqualTo(Facts.of(source));
    }

    @Test
    void unknownFieldsMayHoldAnythingThatPythonWrites() throws IOException {
        for (Path file : files(".json")) {
            String text = Files.readString(file).strip();
            if (text.startsWith("{") && !file.endsWith("vocab.json")) {
                Files.writeString(
                        file,
                        text.substring(0, text.length() - 1)
                                + ", \"x1\": NaN, \"x2\": [Infinity, -Infinity], \"x3\": null, \"x4\": {\"y\": []}}");
            }
        }
        assertThat(Facts.of(model.folder())).isEqualTo(Facts.of(source));
    }

    private interface Damage {
        void to(Path file) throws IOException;
    }

    /** Damages one file after the other, and brings back each. */
    private void forEachFile(Damage damage) throws IOException {
        for (Path file : model.files()) {
            if (isRead(file)) {
                byte[] whole = Files.readAllBytes(file);
                damage.to(file);
                Files.write(file, whole);
            }
        }
        assertThat(Facts.of(model.folder())).isEqualTo(Facts.of(source));
    }

    private boolean isRead(Path file) {
        String name = temporary.relativize(file).toString();
        return !SPARE.contains(name) && !file.endsWith("special_tokens_map.json");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Model.open(model.folder()))
                .isInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    private List<Path> files(String... endings) throws IOException {
        return model.files().stream()
                .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                .toList();
    }

    private static JsonNode asFractions(JsonNode value) {
        if (value.isIntegralNumber()) {
            return DoubleNode.valueOf(value.doubleValue());
        }
        if (value instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(asFractions(field.getValue())));
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, asFractions(list.get(i)));
            }
        }
        return value;
    }
}
