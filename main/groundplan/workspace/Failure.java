package groundplan.workspace;

/** Ends a command with a message for people. */
public final class Failure extends RuntimeException {
    private final int exitCode;

    private Failure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The input is wrong: exit code 2. */
    public static Failure badInput(String message) {
        return new Failure(ExitCode.BAD_INPUT, message);
    }

    /** The input is valid, but the command failed: exit code 1. */
    public static Failure failed(String message) {
        return new Failure(ExitCode.FAILED, message);
    }

    /** The exit code of the command that it ends. */
    public int exitCode() {
        return exitCode;
    }
}
