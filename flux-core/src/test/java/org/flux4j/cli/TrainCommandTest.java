package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.SafeTensors;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.picture.PictureReader;
import org.flux4j.pipeline.Model;
import org.flux4j.pipeline.ModelCopy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
    private static final Path KONTEXT = SmallEdit.TESTDATA.resolve("tiny-kontext");

    @TempDir
    private Path temporary;

    private Path run;

    @BeforeEach
    void name() {
        run = temporary.resolve("run");
    }

    /** Runs {@code flux train} for few steps of two samples. */
    private static CommandRun train(Path run, Object... more) {
        List<Object> all = new ArrayList<>(List.of("train", "-o", run, "--batch", 2, "--save-every", 2));
        if (!List.of(more).contains("--model")) {
            all.addAll(List.of("--model", KONTEXT));
        }
        all.addAll(List.of(more));
        return CommandRun.of(all.toArray());
    }

    private static String loss(Path run) throws IOException {
        return Files.readString(run.resolve("loss.csv"));
    }

    private static float firstLoss(Path run) throws IOException {
        String line = Files.readAllLines(run.resolve("loss.csv")).get(1);
        return Float.parseFloat(line.substring(line.indexOf(',') + 1));
    }

    /** The transformer that ships goes on learning: its loss is small from the first step, and its pictures stay good. */
    @Test
    void goesOnFromTheWeightsThatShip() throws IOException {
        CommandRun trained = train(run, "--steps", 4);
        assertThat(trained.status()).as(trained.err()).isZero();
        assertThat(trained.out()).isEqualTo("wrote " + run.resolve("model") + "\n");
        assertThat(trained.err())
                .startsWith("training 2,325,056 parameters\nstep 1 of 4: loss ")
                .contains(" pictures/s, 0:00:")
                .contains("step 4 of 4");
        assertThat(firstLoss(run)).isLessThan(0.3f);
        for (String picture : List.of("loss.png", "samples.png")) {
            assertThat(PictureReader.read(run.resolve(picture)).width()).isGreaterThan(100);
        }
        CommandRun judged = CommandRun.of("eval", "-n", 1, "--model", run.resolve("model"));
        assertThat(judged.out().lines().filter(line -> line.contains("100%"))).hasSizeGreaterThan(5);

        Path nothing = temporary.resolve("nothing");
        assertThat(train(nothing, "--steps", 1, "--from-nothing").status()).isZero();
        assertThat(firstLoss(nothing)).isGreaterThan(0.7f);
    }

    @Test
    void goesOnAfterAnInterruptionToTheSameBits() throws IOException {
        Path whole = temporary.resolve("whole");
        train(whole, "--steps", 5, "--threads", 1);
        Path checkpoint = run.resolve("checkpoint.safetensors");
        train(run, "--steps", 5, "--threads", 2);
        assertThat(loss(run)).isEqualTo(loss(whole));

        CommandRun again = train(run, "--steps", 6);
        assertThat(again.err()).startsWith("going on after step 5 of " + run);
        assertThat(SafeTensors.open(checkpoint).tensors().get("losses").shape().count())
                .isEqualTo(6);
    }

    @Test
    void trainsAnAutoencoder() throws IOException {
        CommandRun trained = train(run, "--steps", 2, "--part", "vae", "--from-nothing");
        assertThat(trained.status()).as(trained.err()).isZero();
        ModelFolder old = ModelFolder.open(KONTEXT);
        ModelFolder folder = ModelFolder.open(run.resolve("model"));
        Model model = Model.open(folder);
        assertThat(model.autoEncoder().params().scaleFactor())
                .isPositive()
                .isNotEqualTo(Model.open(old).autoEncoder().params().scaleFactor());
        String kernel = "decoder.conv_in.weight";
        assertThat(folder.vae().find(kernel).toFloats())
                .isNotEqualTo(old.vae().find(kernel).toFloats());
        assertThat(run.resolve("model").resolve("README.md")).doesNotExist();
    }

    @Test
    void trainsALowRankUpdate() throws IOException {
        CommandRun trained = train(run, "--steps", 2, "--lora", 3);
        assertThat(trained.status()).as(trained.err()).isZero();
        assertThat(trained.out()).isEqualTo("wrote " + run.resolve("lora.safetensors") + "\n");
        SafeTensors lora = SafeTensors.open(run.resolve("lora.safetensors"));
        Weight up = lora.weights().get("transformer.single_transformer_blocks.3.proj_mlp.lora_B.weight", 512, 3);
        assertThat(up.toFloats()).isNotEqualTo(new float[512 * 3]);
        assertThat(lora.tensors()).hasSize(3 * (2 * 12 + 4 * 5));
        assertThat(firstLoss(run)).isLessThan(0.3f);
        assertThat(run.resolve("model")).doesNotExist();
    }

    @Test
    void trainsOnExamplesInAFolder() throws IOException {
        Path scenes = temporary.resolve("scenes");
        CommandRun.of("scenes", "-n", 3, "-o", scenes);
        CommandRun trained = train(run, "--steps", 2, "--examples", scenes);
        assertThat(trained.status()).as(trained.err()).isZero();

        Path list = scenes.resolve("scenes.jsonl");
        Files.writeString(list, "{\"prompt\": \"x\", \"target\": \"none.png\"}\n", StandardOpenOption.APPEND);
        CommandRun refused = train(temporary.resolve("other"), "--examples", scenes);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).startsWith("flux: " + scenes.resolve("none.png") + ": ");
        assertThat(temporary.resolve("other")).doesNotExist();

        Files.writeString(list, "{\"prompt\": 3}\n");
        assertThat(train(run, "--examples", scenes).err())
                .isEqualTo("flux: " + list + ": line 1: prompt: expected a text, found 3\n");
        Files.writeString(list, "{\"prompt\": \"x\"}\n");
        assertThat(train(run, "--examples", scenes).err()).isEqualTo("flux: " + list + ": line 1: no target\n");
        Files.writeString(list, "\n");
        assertThat(train(run, "--examples", scenes).err())
                .isEqualTo("flux: " + list + ": expected at least one example, found none\n");
    }

    @Test
    void aNumberThatIsNotFiniteNamesStepAndScope() throws IOException {
        ModelCopy copy = ModelCopy.of("tiny-kontext", temporary);
        copy.change(
                "transformer/diffusion_pytorch_model.safetensors",
                tensors -> tensors.computeIfPresent("transformer_blocks.1.ff.net.2.bias", (name, tensor) -> {
                    float[] elements = tensor.tensor().data().clone();
                    elements[0] = Float.NaN;
                    return StoredTensor.of(name, Tensor.of(tensor.shape(), elements));
                }));
        CommandRun failed = train(run, "--steps", 2, "--model", copy.folder());
        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.err())
                .contains("flux: training stopped at step 1: tensor double_blocks.1.img_mlp.2.bias: expected finite"
                        + " numbers, found NaN (met in ")
                .contains("double_blocks.1, linear)");
    }

    @Test
    void aFolderOfSomethingElseIsLeftAlone() throws IOException {
        Files.createDirectories(run);
        Files.writeString(run.resolve("letter.txt"), "dear");
        CommandRun refused = train(run);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("flux: " + run + ": expected a new or empty folder, or one with a"
                        + " checkpoint.safetensors, found letter.txt\n");
        assertThat(run.resolve("letter.txt")).hasContent("dear");
    }

    @Test
    void aRunKeepsItsSettings() {
        train(run, "--steps", 1);
        assertThat(train(run, "--steps", 2, "--seed", 4).err())
                .isEqualTo("flux: " + run.resolve("checkpoint.safetensors")
                        + ": begun with --seed 0, found --seed 4; a new run needs a new folder\n");
    }

    @Test
    void aFolderInUseIsRefused() {
        try (RunFolder open = RunFolder.open(run)) {
            assertThat(open.hasCheckpoint()).isFalse();
            assertThat(train(run).err()).isEqualTo("flux: " + run + ": another run is using this folder\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --steps|0|steps: expected at least 1, found 0
                    --batch|0|batch: expected at least 1, found 0
                    --lora|0|rank: expected at least 1, found 0
                    --learning-rate|2|learning rate: expected more than 0 and at most 1, found 2.0
                    --learning-rate|NaN|learning rate: expected more than 0 and at most 1, found NaN
                    --drop|1.5|drop: expected 0 to 1, found 1.5
                    --save-every|0|steps between checkpoints: expected at least 1, found 0
                    """)
    void numbersOutOfRangeAreRefused(String option, String value, String message) {
        CommandRun refused = CommandRun.of("train", "-o", run, "--model", KONTEXT, option, value);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo("flux: " + message + "\n");
        assertThat(run).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--from-nothing", "--part=vae"})
    void aLowRankUpdateNeedsATrainedTransformer(String option) {
        assertThat(train(run, "--lora", 4, option).err())
                .isEqualTo("flux: --lora: updates a trained transformer; it fits neither --part vae nor"
                        + " --from-nothing\n");
    }
}
