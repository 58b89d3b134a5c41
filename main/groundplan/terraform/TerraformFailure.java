package groundplan.terraform;

import java.util.List;
import java.util.function.UnaryOperator;

/** A run of Terraform that ended with an error; the message has the command and what Terraform says is wrong. */
public final class TerraformFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> errors;

    /**
     * @param command Terraform's subcommand, such as {@code plan}
     * @param said what it printed
     */
    public TerraformFailure(String command, String said) {
        this(message(command, said), List.of());
    }

    /**
     * @param command Terraform's subcommand, such as {@code plan}
     * @param output what it printed with {@code -json}
     * @param exit its exit code, for when it said nothing
     */
    public TerraformFailure(String command, TerraformOutput output, int exit) {
        this(
                message(command, output.failure().isBlank() ? "It ended with exit code " + exit : output.failure()),
                output.errors());
    }

    private TerraformFailure(String message, List<Diagnostic> errors) {
        super(message);
        this.errors = errors;
    }

    private static String message(String command, String said) {
        return "terraform " + command + " failed:\n" + said.indent(2).replaceAll("(?m) +$", "");
    }

    /** The errors, as far as Terraform told them as events; they may have secrets in them. */
    public List<Diagnostic> errors() {
        return errors == null ? List.of() : errors;
    }

    /** The same failure, its message as it may be shown, and nothing beside that. */
    public TerraformFailure hiding(UnaryOperator<String> secrets) {
        return new TerraformFailure(secrets.apply(getMessage()), List.of());
    }
}
