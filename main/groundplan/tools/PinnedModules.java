package groundplan.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The modules of the tools that are installed on demand, as a CycloneDX bill of materials: what {@code tools/go} and {@code
 * tools/python} pin. They are no part of the archive, which has the pins.
 */
public final class PinnedModules {
    /** A line such as {@code github.com/google/uuid v1.6.0 // indirect}, alone or in a block of requirements. */
    private static final Pattern GO = Pattern.compile("(?m)^(?:require )?\\t?(\\S+/\\S+) (v\\S+)(?: //.*)?$");

    /** {@code module => other v1.2.3}, in which the other one is used. */
    private static final Pattern GO_REPLACED =
            Pattern.compile("(?m)^(?:replace )?\\t?([^\\s/]+/\\S+)(?: v\\S+)? => ([^\\s/]+/\\S+) (v\\S+)$");

    private static final Pattern PYTHON = Pattern.compile("(?m)^([A-Za-z0-9._-]+)==([^ ;\\\\]+)");

    private PinnedModules() {}

    /** Prints the bill. Arguments: the folder of {@code tools/}, and Groundplan's version. */
    public static void main(String[] arguments) throws IOException {
        System.out.print(TerraformJson.write(of(Path.of(arguments[0]), arguments[1])));
    }

    static ObjectNode of(Path tools, String version) throws IOException {
        SortedMap<String, SortedSet<String>> users = new TreeMap<>();
        for (Path file : files(tools.resolve("go"), "go.mod")) {
            String tool = file.getParent().getFileName().toString();
            go(Files.readString(file)).forEach(module -> users.computeIfAbsent(module, same -> new TreeSet<>())
                    .add(tool));
        }
        for (Path file : files(tools.resolve("python"), ".txt")) {
            String tool = file.getFileName().toString().replaceFirst("\\.txt$", "");
            python(Files.readString(file)).forEach(module -> users.computeIfAbsent(module, same -> new TreeSet<>())
                    .add(tool));
        }
        ObjectNode bill = TerraformJson.object();
        bill.put("bomFormat", "CycloneDX").put("specVersion", "1.6").put("version", 1);
        bill.putObject("metadata")
                .putObject("component")
                .put("type", "application")
                .put("name", "groundplan-tools")
                .put("version", version);
        ArrayNode components = bill.putArray("components");
        users.forEach((purl, names) -> {
            int end = purl.lastIndexOf('@');
            ObjectNode component = components.addObject();
            component.put("type", "library").put("bom-ref", purl).put("purl", purl);
            component
                    .put("name", purl.substring(purl.indexOf('/') + 1, end))
                    .put("version", purl.substring(end + 1).replace("%2B", "+"));
            ArrayNode properties = component.putArray("properties");
            names.forEach(name ->
                    properties.addObject().put("name", "groundplan:tool").put("value", name));
        });
        return bill;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> go(String text) {
        Map<String, String> modules = new LinkedHashMap<>();
        Matcher required = GO.matcher(text);
        while (required.find()) {
            modules.put(required.group(1), required.group(1) + "@" + required.group(2));
        }
        Matcher replaced = GO_REPLACED.matcher(text);
        while (replaced.find()) {
            modules.computeIfPresent(replaced.group(1), (module, old) -> replaced.group(2) + "@" + replaced.group(3));
        }
        return modules.values().stream()
                .map(module -> "pkg:golang/" + module.toLowerCase(Locale.ROOT).replace("+", "%2B"))
                .toList();
    }

    private static List<String> python(String text) {
        return PYTHON.matcher(text)
                .results()
                .map(pin -> "pkg:pypi/" + pin.group(1).toLowerCase(Locale.ROOT).replace('_', '-') + "@" + pin.group(2))
                .toList();
    }
}
