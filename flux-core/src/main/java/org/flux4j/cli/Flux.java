package org.flux4j.cli;

import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.flux4j.sampling.Seed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code flux}, whose subcommands do the work. Its exit status is 0, or one of {@link ErrorLines}. */
@Command(
        name = "flux",
        description = "FLUX.1 and FLUX.1 Kontext in pure Java.",
        footer = {
            "",
            "A picture that needs more memory than Java may use is refused at once; 'flux inspect MODEL' tells how much"
                    + " memory a size needs. The launcher lets Java use half of the memory for tensors, as weights stay"
                    + " in their files; JDK_JAVA_OPTIONS=-Xmx12g in the environment sets another limit."
        },
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        scope = ScopeType.INHERIT,
        versionProvider = Flux.Version.class,
        subcommands = {
            EditCommand.class,
            GenerateCommand.class,
            ParityCommand.class,
            InspectCommand.class,
            ConvertCommand.class,
            BackendsCommand.class,
            TrainCommand.class,
            ScenesCommand.class,
            EvalCommand.class,
            PackCommand.class
        })
public final class Flux implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Also print the stack trace of an error.")
    private boolean stacktrace;

    /** Returns a new command line, on which {@link CommandLine#execute} runs a command. */
    public static CommandLine commandLine() {
        Flux flux = new Flux();
        ErrorLines errors = new ErrorLines(() -> flux.stacktrace);
        CommandLine line = new CommandLine(flux);
        Map<String, IHelpSectionRenderer> sections = line.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionList());
        return line.setHelpSectionMap(sections)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // a prompt may begin with @
                .setPosixClusteredShortOptionsAllowed(false) // or with -o, as in "-outline of a cat"
                .registerConverter(Path.class, Paths::of)
                .registerConverter(Integer.class, Numbers::integer)
                .registerConverter(int.class, Numbers::integer)
                .registerConverter(Seed.class, Numbers::seed)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setExecutionStrategy(errors);
    }

    /** Runs a command and exits with its status. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // so that libraries, too, print ASCII digits
        System.exit(commandLine().setOut(StandardOutput.writer()).execute(args));
    }

    /** Prints the usage, since no command was given. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ErrorLines.BAD_INPUT;
    }

    /** Provides the version with which the module was compiled, and that of Java. */
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
