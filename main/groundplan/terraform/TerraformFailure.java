package groundplan.terraform;

import java.util.List;
import java.util.function.UnaryOperator;

/** A run of an engine that failed; the message has the command and the engine's errors. */
public final class TerraformFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> errors;

    /**
     * @param command the engine's subcommand, such as {@code plan}
     * @param said what it printed
     */
    public TerraformFailure(Engine engine, String command, String said) {
        this(message(engine, command, said), List.of());
    }

    /**
     * @param command the engine's subcommand, such as {@code plan}
     * @param output what it printed with {@code -json}
     * @param exit its exit code, for when it printed nothing
     */
    public TerraformFailure(Engine engine, String command, TerraformOutput output, int exit) {
        this(
                message(
                        engine,
                        command,
                        output.failure().isBlank() ? "It ended with exit code " + exit : output.failure()),
                output.errors());
    }

    private TerraformFailure(String message, List<Diagnostic> errors) {
        super(message);
        this.errors = errors;
    }

    private static String message(Engine engine, String command, String said) {
        return engine.program() + " " + command + " failed:\n" + said.indent(2).replaceAll("(?m)(?<! ) ++$", "");
    }

    /** The errors, as far as the engine reported them as events; they may contain secrets. */
    public List<Diagnostic> errors() {
        return errors == null ? List.of() : errors;
    }

    /** The same failure with secrets hidden in its message, and without its separate errors. */
    public TerraformFailure hiding(UnaryOperator<String> secrets) {
        return new TerraformFailure(secrets.apply(getMessage()), List.of());
    }
}
