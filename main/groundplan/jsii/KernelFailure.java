package groundplan.jsii;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** That the jsii kernel failed for a reason outside of the program: Node is missing or too old, or it cannot write its files. */
public final class KernelFailure extends IOException {
    private static final long serialVersionUID = 1;
    private static final int LEAST_NODE = 20;
    private static final String REMEDY =
            "install Node.js " + LEAST_NODE + " or later; groundplan doctor shows what was found";

    /** How Node reports an error of the system, such as {@code ENOSPC: no space left on device, write}. */
    private static final Pattern SYSTEM_ERROR = Pattern.compile("\\bE[A-Z0-9]{2,}: (?<reason>.+)");

    /** How jsii reports that it cannot write its kernel, or a package, to the temporary folder. */
    private static final String UNPACKING = "Unable to extract ";

    private static final Pattern MAJOR = Pattern.compile("v(\\d+)\\..*");

    private KernelFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * The reason, if it is one of these.
     *
     * @param failure what jsii reported
     * @param folder where the kernel was to write
     */
    public static Optional<KernelFailure> of(Throwable failure, Path folder) {
        // A class whose first use fails wraps the reason.
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(cause -> reason(cause, folder))
                .flatMap(Optional::stream)
                .findFirst()
                .or(KernelFailure::ofNode)
                .map(reason -> new KernelFailure(reason, failure));
    }

    /** Whether there is no Node that the kernel runs on. */
    public static boolean nodeIsMissing() {
        return ofNode().isPresent();
    }

    private static Optional<String> reason(Throwable failure, Path folder) {
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        Matcher error = SYSTEM_ERROR.matcher(message);
        if (error.find()) {
            String reason = error.group("reason");
            // Node names a file that it cannot open, but not one that it cannot write to.
            return Optional.of("Node.js cannot write its files: " + reason
                    + (reason.contains("'") ? "" : " to a file in " + folder));
        }
        if (message.startsWith(UNPACKING)) {
            return Optional.of("CDKTF and its packages cannot be unpacked into the temporary folder "
                    + folder.toAbsolutePath().getParent() + cause(failure)
                    + "; make some 50 MB of room, or set TMPDIR to a folder that you can write to");
        }
        return Optional.empty();
    }

    private static Optional<String> ofNode() {
        Optional<String> version = nodeVersion();
        if (version.isEmpty()) {
            return Optional.of("Node.js is not on the PATH, or does not start; " + REMEDY);
        }
        Matcher major = MAJOR.matcher(version.get());
        return major.matches() && Integer.parseInt(major.group(1)) < LEAST_NODE
                ? Optional.of("Node.js " + version.get() + " is too old; " + REMEDY)
                : Optional.empty();
    }

    private static String cause(Throwable failure) {
        return failure.getCause() == null ? "" : ": " + failure.getCause().getMessage();
    }

    private static Optional<String> nodeVersion() {
        try {
            Process node = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .start();
            node.getOutputStream().close();
            String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return node.waitFor() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
