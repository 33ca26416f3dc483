package org.flux4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.io.Conversion;
import org.flux4j.io.ModelFolder;
import org.flux4j.op.DType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code flux convert}, which writes a part of a model as GGUF. */
@Command(name = "convert", description = "Write a transformer or a T5 encoder as a GGUF file, possibly quantised.")
final class ConvertCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            description =
                    "A weight file of a transformer or a T5 encoder, or a model folder, whose transformer is meant.")
    private Path model;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The GGUF file to write, whole or not at all.")
    private Path output;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            required = true,
            description = "The type of the large matrices: F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K or Q5_K."
                    + " The layers around the blocks become BF16, vectors F32.")
    private String type;

    @Override
    public void run() {
        Conversion.convert(Files.isDirectory(model) ? transformer() : model, dtype(), output);
        spec.commandLine().getOut().println("wrote " + output);
    }

    private Path transformer() {
        return Path.of(ModelFolder.open(model).weightFiles().get("transformer").source());
    }

    private DType dtype() {
        return Stream.of(DType.values())
                .filter(known ->
                        Conversion.types().contains(known) && known.name().equalsIgnoreCase(type))
                .findAny()
                .orElseThrow(() -> new BadInputException("type: expected one of "
                        + Conversion.types().stream().map(DType::name).collect(Collectors.joining(", "))
                        + ", found " + type));
    }
}
