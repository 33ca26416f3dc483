package org.flux4j.cli;

import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.flux4j.sampling.Seed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code flux}: the entry to every command. Exit status 0 is success; {@link ErrorLines} says what others mean. */
@Command(
        name = "flux",
        description = "FLUX.1 and FLUX.1 Kontext in pure Java.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        scope = ScopeType.INHERIT,
        versionProvider = Flux.Version.class,
        subcommands = {
            EditCommand.class,
            GenerateCommand.class,
            ParityCommand.class,
            InspectCommand.class,
            BackendsCommand.class,
            PackCommand.class
        })
public final class Flux implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "On an error, show where in the program it was met.")
    private boolean stacktrace;

    /** The command line, ready to {@linkplain CommandLine#execute execute}. */
    public static CommandLine commandLine() {
        Flux flux = new Flux();
        ErrorLines errors = new ErrorLines(() -> flux.stacktrace);
        return new CommandLine(flux)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // a prompt may begin with @
                .setPosixClusteredShortOptionsAllowed(false) // and with -o, if a space follows later
                .registerConverter(Path.class, Paths::of)
                .registerConverter(Integer.class, Numbers::integer)
                .registerConverter(int.class, Numbers::integer)
                .registerConverter(Seed.class, Numbers::seed)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setExecutionStrategy(errors);
    }

    public static void main(String[] args) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // what libraries print has digits 0 to 9 as well
        System.exit(commandLine().setOut(StandardOutput.writer()).execute(args));
    }

    /** No command was given: shows which there are. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ErrorLines.BAD_INPUT;
    }

    /** The version that the module was compiled as. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Optional<String> version =
                    Optional.ofNullable(Flux.class.getModule().getDescriptor()).flatMap(ModuleDescriptor::rawVersion);
            return new String[] {
                "flux4j " + version.orElse("(unknown version)"), "Java " + Runtime.version(),
            };
        }
    }
}
