package org.flux4j.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.WeightFile;
import org.flux4j.pipeline.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code flux inspect}, which describes a weight file or a model folder. */
@Command(
        name = "inspect",
        description = "Describe a weight file, or a model folder and the memory that the model needs.")
final class InspectCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private MemoryOptions memory;

    @Mixin
    private LoraOptions loras;

    @Mixin
    private BackendOptions backend;

    @Parameters(
            paramLabel = "PATH",
            description =
                    "A .safetensors or .gguf file, an index of shards (.safetensors.index.json), or a model folder.")
    private Path path;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (Files.isDirectory(path)) {
            inspect(ModelFolder.open(path), out);
        } else {
            WeightFileReport.print(WeightFile.open(path), out);
        }
    }

    private void inspect(ModelFolder folder, PrintWriter out) {
        StoredSize weights = new FolderReport(folder, loras.loras(), out).print();
        Model model = Model.open(folder, loras.loras());
        model.notes().forEach(note -> spec.commandLine().getErr().println("note: " + note));
        new MemoryReport(model, weights, backend.backend(), out).print(memory);
    }
}
