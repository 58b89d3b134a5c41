package groundplan.terraform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts a program in a session of its own, so that signals that a terminal or a job sends to this process's group do not reach it.
 * An interrupt that reaches Terraform twice, once from the terminal and once from this process, makes it exit at once, without
 * writing its state. The starter replaces itself by the program, so the process id stays the same.
 */
final class OwnSession {
    /** The programs that can do it, with their arguments: Linux has the first, macOS the second. */
    private static final List<Map.Entry<String, List<String>>> WAYS = List.of(
            Map.entry("setsid", List.of()),
            Map.entry(
                    "perl",
                    List.of("-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or die \"$ARGV[0]: $!\"")),
            Map.entry("python3", List.of("-c", "import os, sys; os.setsid(); os.execvp(sys.argv[1], sys.argv[1:])")));

    private OwnSession() {}

    /** The words to put before a command; absent if no such program is installed. */
    static Optional<List<String>> prefix() {
        return prefix(System.getenv().getOrDefault("PATH", ""));
    }

    static Optional<List<String>> prefix(String path) {
        return WAYS.stream()
                .flatMap(way -> Stream.of(path.split(":"))
                        .map(folder -> Path.of(folder, way.getKey()))
                        .filter(Files::isExecutable)
                        .limit(1)
                        .map(program -> Stream.concat(Stream.of(program.toString()), way.getValue().stream())
                                .toList()))
                .findFirst();
    }
}
