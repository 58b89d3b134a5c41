package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import groundplan.references.OutputReference;
import groundplan.references.Template;
import groundplan.references.Traversal;
import groundplan.states.StateKeys;
import groundplan.terraform.Diagnostic;
import groundplan.terraform.TerraformFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Terraform's errors of a whole plan, told of the units in which they are. */
final class UnitErrors {
    private static final Map<String, String> UNKNOWN =
            Map.of("Invalid count argument", "count", "Invalid for_each argument", "for_each");
    private static final String BEFORE_APPLY = "cannot be determined until apply";
    private static final Pattern PLACE =
            Pattern.compile("(?m)\\bon (\\S+)/main\\.tf\\.json line \\d+(?:, in ([^\\s:]+))?");

    private static final Pattern ROOT =
            Pattern.compile("\\bon main\\.tf\\.json line \\d+, in (module\\.[^\\s:.]+)(?:\\.[^\\s:]+)?");
    private static final Pattern VARIABLE = Pattern.compile(
            "(module\\.[^\\s:.]+)\\.var\\.([^\\s:.]+)\\s+declared\\s+at\\s+\\S*main\\.tf\\.json:[0-9,-]+");
    private static final Pattern OUTPUT = Pattern.compile("(module\\.[a-zA-Z0-9_-]+)\\.([a-zA-Z0-9_-]+)");
    private static final String NO_ATTRIBUTE = "does not have an attribute named";
    private static final Pattern LINE = Pattern.compile("(?m)^( +)\\d+: ");
    /** A path below the folder with the files of modules. */
    private static final Pattern SOURCE = Pattern.compile("\\b" + RootModule.SOURCES + "/([^\\s\"]*)");

    private static final Pattern CACHE = Pattern.compile("\\.terragrunt-cache/[^/]+/[^/]+/");

    private final PlannableEnvironment environment;
    private final Map<String, PlannableUnit> byFolder = new TreeMap<>();
    private final Map<String, PlannableUnit> byModule = new TreeMap<>();

    UnitErrors(PlannableEnvironment environment) {
        this.environment = environment;
        environment.units().forEach(unit -> {
            String module = StateKeys.module(unit.path());
            byModule.put("module." + module, unit);
            byFolder.put(RootModule.folder(unit), unit);
        });
    }

    /**
     * What can be planned.
     *
     * @param environment without the units that cannot
     * @param notes why these cannot
     */
    record Rest(PlannableEnvironment environment, List<String> notes) {}

    /** Terraform's text with the names of units, and with places in the files that people have written. */
    String told(String text) {
        Matcher place = PLACE.matcher(text);
        StringBuilder told = new StringBuilder();
        while (place.find()) {
            PlannableUnit unit = byFolder.get(place.group(1));
            String context = Optional.ofNullable(place.group(2)).orElse("");
            place.appendReplacement(
                    told,
                    Matcher.quoteReplacement(
                            unit == null
                                    ? place.group()
                                    : "in " + unit.path() + written(unit, context)
                                            + (context.isEmpty() ? "" : ", in " + context)));
        }
        String inModules = ROOT.matcher(place.appendTail(told).toString()).replaceAll(found -> {
            PlannableUnit unit = byModule.get(found.group(1));
            return Matcher.quoteReplacement(unit == null ? found.group() : "in " + unit.path() + ", in its inputs");
        });
        String ofVariables = VARIABLE.matcher(inModules).replaceAll(found -> {
            PlannableUnit unit = byModule.get(found.group(1));
            return Matcher.quoteReplacement(
                    unit == null
                            ? found.group()
                            : "the variable " + found.group(2) + " of " + unit.path()
                                    + written(unit, "variable." + found.group(2)));
        });
        return withoutFolders(ofVariables) + missingOutputs(text);
    }

    /** Which outputs there are instead of those that an expression reads in vain. */
    private String missingOutputs(String text) {
        if (!text.contains(NO_ATTRIBUTE)) {
            return "";
        }
        return OUTPUT.matcher(text)
                .results()
                .flatMap(read -> Stream.ofNullable(byModule.get(read.group(1)))
                        .filter(unit -> !unit.configuration().path("output").has(read.group(2)))
                        .map(unit ->
                                "\n  " + unit.path() + " has no output " + read.group(2) + "; it has " + outputs(unit)))
                .distinct()
                .collect(Collectors.joining());
    }

    private static String outputs(PlannableUnit unit) {
        SortedSet<String> outputs = new TreeSet<>();
        unit.configuration().path("output").fieldNames().forEachRemaining(outputs::add);
        return outputs.isEmpty() ? "none" : String.join(", ", outputs);
    }

    /** Without the folders and the lines of this plan, which nobody has written. */
    private String withoutFolders(String text) {
        String told = LINE.matcher(text).replaceAll("$1");
        for (PlannableUnit unit : environment.units()) {
            told = told.replace("with module." + StateKeys.module(unit.path()) + ".", "with " + unit.path() + ": ");
            if (unit.files().isPresent()) {
                told = told.replace(RootModule.folder(unit), ".");
            }
        }
        return SOURCE.matcher(told).replaceAll(path -> Matcher.quoteReplacement(inRepository(path.group(1))));
    }

    /** A path as it is in the repository, or in the source that Terragrunt has fetched. */
    private static String inRepository(String path) {
        Matcher cache = CACHE.matcher(path);
        return cache.find() ? path.substring(cache.end()) : path;
    }

    /** Where a block is written; empty if that is not known. */
    private static String written(PlannableUnit unit, String context) {
        return unit.files()
                .flatMap(files -> files.places().entrySet().stream()
                        .filter(place -> context.equals(place.getKey()) || context.startsWith(place.getKey() + "."))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .map(place -> " (" + place + ")")
                .orElse("");
    }

    /** The environment without the units in which the number of objects is not known before an apply; absent if there are others. */
    Optional<Rest> withoutUnknown(TerraformFailure failure) {
        Map<UnitPath, List<String>> reasons = new LinkedHashMap<>();
        for (Diagnostic error : failure.errors()) {
            PlannableUnit unit = unit(error).orElse(null);
            if (unit == null
                    || !UNKNOWN.containsKey(error.summary())
                    || !error.detail().replaceAll("\\s+", " ").contains(BEFORE_APPLY)) {
                return Optional.empty();
            }
            reasons.computeIfAbsent(unit.path(), path -> new ArrayList<>()).add(reason(unit, error));
        }
        Set<UnitPath> left = new TreeSet<>(reasons.keySet());
        List<PlannableUnit> rest = new ArrayList<>();
        Map<UnitPath, UnitPath> readers = new LinkedHashMap<>();
        for (PlannableUnit unit : environment.units()) {
            Optional<UnitPath> read =
                    unit.reads().stream().filter(left::contains).findFirst();
            if (left.contains(unit.path()) || read.isPresent()) {
                left.add(unit.path());
                read.filter(path -> !reasons.containsKey(unit.path()))
                        .ifPresent(path -> readers.put(unit.path(), path));
            } else {
                rest.add(unit);
            }
        }
        if (rest.isEmpty() || reasons.isEmpty()) {
            return Optional.empty();
        }
        List<String> notes = new ArrayList<>();
        reasons.forEach((path, all) ->
                all.stream().distinct().forEach(reason -> notes.add(path + " is not planned: " + reason)));
        readers.forEach((path, read) -> notes.add(path + " is not planned: it reads outputs of " + read));
        return Optional.of(new Rest(environment.only(rest), notes));
    }

    private Optional<PlannableUnit> unit(Diagnostic error) {
        // It may be the address of a provider, which is none of a resource.
        return Optional.ofNullable(byModule.get(error.address().replaceFirst("^(module\\.[^.\\[]+).*", "$1")))
                .or(() ->
                        error.source().map(source -> byFolder.get(source.file().replaceFirst("/[^/]*$", ""))));
    }

    private String reason(PlannableUnit unit, Diagnostic error) {
        String argument = UNKNOWN.get(error.summary());
        String context = error.source()
                .flatMap(Diagnostic.SourceRange::snippet)
                .map(Diagnostic.Snippet::context)
                .orElse("");
        String block = context.replaceFirst("\\." + argument + "$", "");
        JsonNode value = unit.configuration();
        for (String name : block.split("\\.")) {
            value = value.path(name);
        }
        Set<OutputReference> hangs = new java.util.LinkedHashSet<>();
        outputs(unit, value.path(argument), hangs, new TreeSet<>());
        String outputs = hangs.stream()
                .map(one -> "output " + one.output() + " of " + one.unit())
                .distinct()
                .collect(Collectors.joining(" and "));
        String producers =
                hangs.stream().map(one -> one.unit().toString()).distinct().collect(Collectors.joining(" and "));
        return argument + " of " + block.replaceFirst("^resource\\.", "") + written(unit, context) + " depends on "
                + (outputs.isEmpty()
                        ? "a value that is known only after an apply"
                        : outputs + ", which is known only after an apply of " + producers
                                + ": apply that first, or let " + argument + " depend on something that is known");
    }

    /** The outputs of other units that an expression reads through variables and local values. */
    private static void outputs(PlannableUnit unit, JsonNode value, Set<OutputReference> found, Set<String> seen) {
        value.forEach(child -> outputs(unit, child, found, seen));
        if (!value.isTextual()) {
            return;
        }
        for (Traversal read : Traversal.in(value.asText())) {
            String name = read.name(1).orElse("");
            if (read.startsWith("var")) {
                Optional.ofNullable(unit.inputs().get(name))
                        .map(Template::references)
                        .ifPresent(found::addAll);
            } else if (read.startsWith("local") && seen.add(name)) {
                outputs(unit, unit.configuration().path("locals").path(name), found, seen);
            }
        }
    }
}
