package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flux4j.io.SafeTensors;
import org.flux4j.io.SafeTensorsWriter;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --lora}, as a user sees it; golden cases hold the pictures. */
class LoraOptionsTest {
    private static final Path KOHYA = SmallEdit.TESTDATA.resolve("loras").resolve("kohya.safetensors");
    private static final Path XLABS = KOHYA.resolveSibling("xlabs.safetensors");

    @TempDir
    private Path folder;

    private Path plain;
    private Path output;

    @BeforeEach
    void makeAPicture() {
        plain = folder.resolve("plain.png");
        output = folder.resolve("out.png");
        generate("-o", plain);
    }

    private static CommandRun generate(Object... options) {
        List<Object> all = new ArrayList<>(List.of(
                "generate",
                "a house",
                "--model",
                SmallEdit.TESTDATA.resolve("tiny-dev"),
                "--seed",
                1,
                "--no-metadata"));
        all.addAll(List.of("--steps", 1, "--text-tokens", 8, "--width", 32, "--height", 32));
        all.addAll(List.of(options));
        return CommandRun.of(all.toArray());
    }

    private byte[] picture(Object... options) throws IOException {
        CommandRun run = generate(options);
        assertThat(run.status()).as(run.err()).isZero();
        return Files.readAllBytes(output);
    }

    @Test
    void strengthsCount() throws IOException {
        byte[] full = picture("--lora", KOHYA, "-o", output);
        assertThat(picture("--lora", KOHYA + ":1.0", "-o", output)).isEqualTo(full);
        assertThat(picture("--lora", KOHYA + ":-.5", "-o", output)).isNotEqualTo(full);
        assertThat(full).isNotEqualTo(Files.readAllBytes(plain));
    }

    @Test
    void aStrengthOfZeroIsNoLora() throws IOException {
        assertThat(picture("--lora", KOHYA + ":0", "-o", output)).isEqualTo(Files.readAllBytes(plain));
    }

    @Test
    void severalAreAdded() throws IOException {
        byte[] both = picture("--lora", KOHYA, "--lora", XLABS + ":0.5", "-o", output);
        assertThat(both).isNotEqualTo(picture("--lora", KOHYA, "-o", output));
        assertThat(both).isNotEqualTo(picture("--lora", XLABS + ":0.5", "-o", output));
    }

    @Test
    void theNameOfAFileMayEndLikeAStrength() throws IOException {
        Path odd = Files.copy(KOHYA, folder.resolve("a:0.5"));
        byte[] full = picture("--lora", KOHYA, "-o", output);
        assertThat(picture("--lora", odd, "-o", output)).isEqualTo(full);
        assertThat(picture("--lora", odd + ":0.25", "-o", output))
                .isEqualTo(picture("--lora", KOHYA + ":0.25", "-o", output));
    }

    @Test
    void likeAppliesThemAgain() throws IOException {
        Path old = folder.resolve("old.png");
        CommandRun.of(
                "generate",
                "a house",
                "--model",
                SmallEdit.TESTDATA.resolve("tiny-dev"),
                "--steps",
                1,
                "--width",
                32,
                "--height",
                32,
                "--text-tokens",
                8,
                "--lora",
                KOHYA + ":0.5",
                "--lora",
                XLABS,
                "-o",
                old);
        assertThat(Recipe.read(old, "generate").loras()).containsExactly(KOHYA + ":0.5", XLABS.toString());
        assertThat(CommandRun.of("generate", "--like", old, "-o", output).status())
                .isZero();
        assertThat(output).hasSameBinaryContentAs(old);
        CommandRun.of("generate", "--like", old, "--lora", XLABS, "-o", output);
        assertThat(Recipe.read(output, "generate").loras()).containsExactly(XLABS.toString());
    }

    @Test
    void whatIsNotUsedIsAnErrorUnlessLenient() throws IOException {
        List<StoredTensor> tensors =
                new ArrayList<>(SafeTensors.open(XLABS).tensors().values());
        tensors.add(StoredTensor.of("double_blocks.0.unheard_of.weight", Tensor.zeros(1)));
        Path file = folder.resolve("x.safetensors");
        SafeTensorsWriter.write(file, tensors, Map.of());
        String unused = file + ": LoRA in the layout of XLabs, 12 of 13 tensors are used: 1 tensor is not used:"
                + " double_blocks.0.unheard_of.weight";
        CommandRun run = generate("--lora", file, "-o", output);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("flux: " + unused + "; --lora-lenient goes on without them\n");
        run = generate("--lora", file, "--lora-lenient", "-o", output);
        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("note: " + unused + "\n");
        assertThat(Files.readAllBytes(output)).isEqualTo(picture("--lora", XLABS, "-o", output));
    }

    @Test
    void aMissingFileIsOneLine() {
        CommandRun run = generate("--lora", folder.resolve("none") + ":2", "-o", output);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("flux: " + folder.resolve("none") + ": cannot be read: no such file or folder\n");
    }

    @Test
    void inspectTellsItsLayoutAndLayers() {
        CommandRun run = CommandRun.of("inspect", XLABS);
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("layout    LoRA in the layout of XLabs\n")
                .contains("single_blocks.#.linear2                       1 layer, rank 2\n");
    }

    @Test
    void inspectCountsItsMemory() {
        Path model = SmallEdit.TESTDATA.resolve("tiny-dev");
        CommandRun without = CommandRun.of("inspect", model, "--width", 256, "--height", 256);
        CommandRun with = CommandRun.of("inspect", model, "--width", 256, "--height", 256, "--lora", KOHYA);
        assertThat(with.status()).as(with.err()).isZero();
        assertThat(with.out()).contains("LoRA            LoRA in the layout of kohya: " + KOHYA);
        assertThat(line(with, "all weights")).isNotEqualTo(line(without, "all weights"));
        assertThat(line(with, "denoising")).isNotEqualTo(line(without, "denoising"));
    }

    private static String line(CommandRun run, String start) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }
}
