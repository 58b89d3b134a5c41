package groundplan.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A main method in a process, and a process group, of its own: for what a signal does. */
public final class JavaProcess {
    /** Whoever started this process may have it ignore interrupts, which children inherit. */
    private static final String NEW_GROUP =
            "use POSIX; $SIG{INT} = $SIG{TERM} = $SIG{HUP} = 'DEFAULT'; POSIX::setsid(); exec { $ARGV[0] } @ARGV";

    private static final int SECONDS = 60;

    private final Process process;

    private JavaProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param before what stands before the program, such as another program that starts it
     * @param variables environment variables beside this process's own
     * @param options options of Java, and arguments after the class
     */
    public static JavaProcess start(
            List<String> before,
            Class<?> main,
            Map<String, String> variables,
            List<String> options,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("perl", "-e", NEW_GROUP));
        command.addAll(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath(main)));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(variables);
        return new JavaProcess(builder.start());
    }

    /** The places of the classes themselves: whoever runs tests may load them from elsewhere than its own class path. */
    private static String classPath(Class<?> main) {
        return Stream.of(
                        main,
                        groundplan.terraform.ProcessRunner.class,
                        com.fasterxml.jackson.databind.ObjectMapper.class,
                        com.fasterxml.jackson.core.JsonParser.class,
                        com.fasterxml.jackson.annotation.JsonProperty.class,
                        org.apache.commons.text.WordUtils.class,
                        org.apache.commons.lang3.StringUtils.class)
                .map(type -> {
                    try {
                        return Path.of(type.getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString();
                    } catch (URISyntaxException e) {
                        throw new AssertionError(e);
                    }
                })
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The next line that it prints; null at its end. */
    public String line() {
        try {
            return process.inputReader().readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a signal to it, or to all processes of its group. */
    public void signal(String name, boolean group) throws IOException, InterruptedException {
        new ProcessBuilder("bash", "-c", "kill -" + name + " -- " + (group ? "-" : "") + process.pid())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Kills it and all processes of its group, and waits until the last Java among them is gone. */
    public void kill() throws IOException, InterruptedException {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(one -> one.info().command().orElse("").endsWith("/java"))
                .toList();
        signal("KILL", true);
        all.forEach(one -> one.onExit().join());
    }

    /** Waits for its end; answers with its exit code. */
    public int end() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }
}
