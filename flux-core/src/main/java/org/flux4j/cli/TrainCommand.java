package org.flux4j.cli;

import java.nio.file.Path;
import org.flux4j.BadInputException;
import org.flux4j.io.ModelFolder;
import org.flux4j.op.Operators;
import org.flux4j.pipeline.Backend;
import org.flux4j.pipeline.Model;
import org.flux4j.train.WorkerPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code flux train}, which trains a part of a small model, or a low-rank update of it. */
@Command(
        name = "train",
        description =
                "Train a part of a small model on scenes that are drawn, or on your own pictures. The same command"
                        + " goes on with a run that was interrupted.")
final class TrainCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "The folder of the run, a new one: checkpoint.safetensors, loss.png, loss.csv, samples.png,"
                    + " and the result.")
    private Path output;

    @Option(
            names = "--examples",
            paramLabel = "FOLDER",
            description = "Train with the examples in a folder as 'flux scenes -o' writes it: scenes.jsonl and its"
                    + " pictures (default: scenes drawn without end).")
    private Path examplesFolder;

    @Mixin
    private TrainingOptions options;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private BackendOptions backendOptions;

    @Override
    public void run() {
        options.check();
        ModelFolder folder = modelOptions.openFolder();
        Model model = Model.open(folder);
        TrainingExamples examples = examplesFolder == null
                ? new DrawnExamples(options.seed())
                : new StoredExamples(examplesFolder, model.pixelsPerToken());
        Backend backend = backendOptions.backend();
        try (RunFolder opened = RunFolder.open(output);
                WorkerPool workers = new WorkerPool(backend.threads(), backend.withThreads(1)::open);
                Operators ops = backend.open()) {
            checkGradients(ops, backend);
            TrainingRun run = new TrainingRun(
                    part(folder, model, examples),
                    examples,
                    options,
                    opened,
                    options.fixed(folder.path(), examplesFolder),
                    spec.commandLine().getErr());
            spec.commandLine().getOut().println("wrote " + run.run(workers, ops));
        }
    }

    private TrainedPart part(ModelFolder folder, Model model, TrainingExamples examples) {
        return switch (options.part()) {
            case VAE -> new TrainedAutoEncoder(folder, model, examples);
            case TRANSFORMER ->
                options.lora() == null
                        ? TrainedTransformer.of(folder, model)
                        : new TrainedLora(folder, model, options.lora());
        };
    }

    private static void checkGradients(Operators ops, Backend backend) {
        try {
            ops.gradients();
        } catch (UnsupportedOperationException e) {
            throw new BadInputException("backend " + backend.name() + ": cannot train: it computes no gradients", e);
        }
    }
}
