package groundplan.cli;

import picocli.CommandLine.Option;

/** The option {@code --json} of a command that has {@code --format}. */
public final class JsonOption {
    @Option(names = "--json", description = "The same as --format json.")
    boolean json;

    /**
     * The format to print in.
     *
     * @param format what {@code --format} says; one of its formats is called {@code json}
     */
    public <F extends Enum<F>> F or(F format) {
        return json ? Enum.valueOf(format.getDeclaringClass(), "json") : format;
    }
}
