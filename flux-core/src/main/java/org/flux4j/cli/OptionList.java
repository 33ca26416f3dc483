package org.flux4j.cli;

import java.util.Comparator;
import java.util.Locale;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;

/** Lists the options in the order of their names, as picocli does, but in every language alike. */
final class OptionList implements IHelpSectionRenderer {
    private static final Comparator<OptionSpec> ORDER = Comparator.comparing(OptionList::name);

    @Override
    public String render(Help help) {
        return help.optionList(help.createDefaultLayout(), ORDER, help.parameterLabelRenderer());
    }

    private static String name(OptionSpec option) {
        return option.shortestName().replaceFirst("^-+", "").toUpperCase(Locale.ROOT);
    }
}
