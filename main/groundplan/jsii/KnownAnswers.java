package groundplan.jsii;

import groundplan.json.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel will answer to a request, as far as that is known before: a new object gets the next number, a change is answered by
 * nothing, an attribute that was a token once is one again, and a constant stays the same.
 */
final class KnownAnswers {
    /** A request's answer: what the kernel is to compare, and the line that jsii reads. */
    record Expected(String compared, String line) {}

    private static final String CREATE = "{\"fqn\":\"";
    private static final String CREATE_END = "\"overrides\":[],\"interfaces\":[],\"api\":\"create\"}";
    private static final String GET = "{\"api\":\"get\",\"objref\":{\"$jsii.byref\":\"";
    private static final String PROPERTY = "\"},\"property\":\"";
    private static final String SET = "{\"api\":\"set\",";
    private static final String INVOKE = "{\"api\":\"invoke\",\"objref\":{\"$jsii.byref\":\"";
    private static final List<String> WITHOUT_RESULT =
            List.of("\"},\"method\":\"addOverride\",", "\"},\"method\":\"overrideLogicalId\",");
    private static final String CONSTANT = "{\"api\":\"sget\",";
    private static final String LOAD = "{\"api\":\"load\",";

    private static final Pattern OBJECT = Pattern.compile("\"\\$jsii\\.byref\":\"[^\"@]*+(?:@[^\"@]*+)*@(\\d++)\"");
    private static final Pattern TOKEN =
            Pattern.compile("\\{\"ok\":\\{\"value\":\"\\$\\{TfToken\\[TOKEN\\.\\d++]}\"}}");
    private static final Pattern TEXT = Pattern.compile("\\{\"ok\":(\\{\"value\":\"\\w++\"})}");
    private static final Pattern PACKAGE = Pattern.compile("\"name\":\"([^\"]++)\",\"version\":\"([^\"]++)\"");

    private final SortedMap<String, String> packages = new TreeMap<>();
    private final SortedSet<String> tokens = new TreeSet<>();
    private final SortedMap<String, String> constants = new TreeMap<>();
    private boolean learned;
    /** The kernel counts its objects from here. */
    private int nextObject = 10_000;

    private int nextToken;

    /** What the kernel will answer; empty if only it can know. */
    Optional<Expected> expected(String request) {
        if (request.startsWith(CREATE) && request.endsWith(CREATE_END)) {
            String type = request.substring(CREATE.length(), request.indexOf('"', CREATE.length()));
            return Optional.of(answer("{\"$jsii.byref\":\"" + type + "@" + nextObject++ + "\"}"));
        }
        if (request.startsWith(GET)) {
            if (!tokens.contains(attribute(request))) {
                return Optional.empty();
            }
            int token = nextToken++;
            return Optional.of(
                    new Expected(Integer.toString(token), "{\"ok\":{\"value\":\"${TfToken[LATE." + token + "]}\"}}"));
        }
        if (request.startsWith(SET) || isWithoutResult(request)) {
            return Optional.of(answer("{}"));
        }
        return request.startsWith(CONSTANT)
                ? Optional.ofNullable(constants.get(request)).map(KnownAnswers::answer)
                : Optional.empty();
    }

    private static Expected answer(String result) {
        return new Expected(result, "{\"ok\":" + result + "}");
    }

    private static boolean isWithoutResult(String request) {
        if (!request.startsWith(INVOKE)) {
            return false;
        }
        int end = request.indexOf('"', INVOKE.length());
        return WITHOUT_RESULT.stream().anyMatch(method -> request.startsWith(method, end));
    }

    /** The type and the property that a request asks for. */
    private static String attribute(String request) {
        int end = request.indexOf('"', GET.length());
        int number = request.lastIndexOf('@', end);
        return number > GET.length() && request.startsWith(PROPERTY, end)
                ? request.substring(GET.length(), number) + " "
                        + request.substring(end + PROPERTY.length(), request.length() - 2)
                : "";
    }

    /** The kernel has not made all objects that were expected: their numbers are learned again. */
    void forgetObjects() {
        nextObject = 0;
    }

    /** Learns from an answer that was waited for. */
    void learn(String request, String answer) {
        Matcher object = OBJECT.matcher(answer);
        while (object.find()) {
            nextObject = Math.max(nextObject, Integer.parseInt(object.group(1)) + 1);
        }
        if (request.startsWith(LOAD)) {
            Matcher loaded = PACKAGE.matcher(request);
            if (loaded.find()) {
                packages.put(loaded.group(1), loaded.group(2));
            }
        } else if (request.startsWith(GET) && TOKEN.matcher(answer).matches()) {
            learned |= !attribute(request).isEmpty() && tokens.add(attribute(request));
        } else if (request.startsWith(CONSTANT)) {
            Matcher text = TEXT.matcher(answer);
            if (text.matches()) {
                learned |= constants.put(request, text.group(1)) == null;
            }
        }
    }

    /** Reads what an earlier run with the same packages has kept; without effect if there is nothing, or nothing that is whole. */
    void read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > 2
                    && lines.get(0).equals(checksum(lines.subList(1, lines.size())))
                    && lines.get(1).equals(packages.toString())) {
                for (String line : lines.subList(2, lines.size())) {
                    int middle = line.indexOf('\t');
                    if (middle < 0) {
                        tokens.add(line);
                    } else {
                        constants.put(line.substring(0, middle), line.substring(middle + 1));
                    }
                }
            }
        } catch (IOException none) {
            // It is learned again.
        }
    }

    /** Keeps what was learned for later runs. */
    void write(Path file) {
        if (!learned) {
            return;
        }
        learned = false;
        List<String> lines = new ArrayList<>(List.of(packages.toString()));
        lines.addAll(tokens);
        for (Map.Entry<String, String> constant : constants.entrySet()) {
            lines.add(constant.getKey() + "\t" + constant.getValue());
        }
        lines.add(0, checksum(Collections.unmodifiableList(lines)));
        try {
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(
                    file.getFileName() + "." + ProcessHandle.current().pid());
            try {
                Files.write(draft, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException noRoom) {
            // A cache that cannot be written costs time, not correctness.
        }
    }

    private static String checksum(List<String> lines) {
        return ContentHash.shortened(String.join("\n", lines));
    }
}
