package groundplan.terraform;

import java.util.function.UnaryOperator;

/** A run of Terraform that ended with an error; the message has the command and what Terraform printed. */
public final class TerraformFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param command Terraform's subcommand, such as {@code plan}
     * @param output what it printed
     */
    public TerraformFailure(String command, String output) {
        super("terraform " + command + " failed:\n" + output.indent(2));
    }

    private TerraformFailure(String message) {
        super(message);
    }

    /** The same failure, its message as it may be shown. */
    public TerraformFailure hiding(UnaryOperator<String> secrets) {
        return new TerraformFailure(secrets.apply(getMessage()));
    }
}
