package groundplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import groundplan.catalogue.Kinds;
import groundplan.kernel.Kind;
import groundplan.testing.JavaSources;
import groundplan.testing.ProgramClasses;
import groundplan.testing.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which part may know which, and how the parts are called. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = ProgramClasses.imported();
    private static final Set<String> SHARED_MODULES = Set.of(
            "kernel",
            "offers",
            "parts",
            "lambda",
            "catalogue",
            "pricing",
            "quotas",
            "diagram",
            "review",
            "importids",
            "iam");

    /** Dependencies point to smaller numbers, or to the same one. Kinds of unit have {@value #KIND}; everything else is named here. */
    private static final Map<String, Integer> RANKS = Map.ofEntries(
            Map.entry("jsii", 0),
            Map.entry("address", 0),
            Map.entry("files", 0),
            Map.entry("json", 0),
            Map.entry("console", 0),
            Map.entry("offers", 0),
            Map.entry("hcl", 1),
            Map.entry("kernel", 1),
            Map.entry("redact", 1),
            Map.entry("terraform", 1),
            Map.entry("difference", 2),
            Map.entry("parts", 2),
            Map.entry("aws", 2),
            Map.entry("git", 2),
            Map.entry("tools", 2),
            Map.entry("terragrunt", 2),
            Map.entry("references", 2),
            Map.entry("lambda", 3),
            Map.entry("states", 3),
            Map.entry("catalogue", 4),
            Map.entry("pricing", 4),
            Map.entry("quotas", 4),
            Map.entry("diagram", 4),
            Map.entry("review", 4),
            Map.entry("importids", 4),
            Map.entry("iam", 4),
            Map.entry("causes", 4),
            Map.entry("plan", 5),
            Map.entry("picture", 5),
            Map.entry("report", 6),
            Map.entry("settings", 6),
            Map.entry("synth", 7),
            Map.entry("selection", 7),
            Map.entry("tree", 8),
            Map.entry("live", 8),
            Map.entry("cost", 8),
            Map.entry("importing", 8),
            Map.entry("extension", 8),
            Map.entry("permissions", 8),
            Map.entry("guard", 9),
            Map.entry("drift", 9),
            Map.entry("promote", 10),
            Map.entry("apply", 10),
            Map.entry("forge", 10),
            Map.entry("refactor", 10),
            Map.entry("affected", 11),
            Map.entry("workspace", 11),
            Map.entry("bootstrap", 12),
            Map.entry("repository", 12),
            Map.entry("cli", 13));

    private static final int KIND = 3;
    private static final int MOST_LINES = 300;

    @Test
    void everyPackageHasARank() throws IOException {
        Set<String> packages = new TreeSet<>();
        for (String folder : List.of("main/groundplan", "modules/groundplan")) {
            try (Stream<Path> list = Files.list(Repository.root().resolve(folder))) {
                list.filter(Files::isDirectory)
                        .map(path -> path.getFileName().toString())
                        .filter(name -> !isUnit(name))
                        .forEach(packages::add);
            }
        }
        assertEquals(packages, new TreeSet<>(RANKS.keySet()));
    }

    @Test
    void simpleNamesInTheProgramAreUnique() {
        Map<String, List<String>> names = CLASSES.stream()
                .filter(ArchitectureTest::isMain)
                .filter(type -> !type.isAnonymousClass())
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        names.remove("package-info");
        assertEquals(
                Map.of(),
                names.entrySet().stream()
                        .filter(entry -> entry.getValue().size() > 1)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                "types of one name");
    }

    @Test
    void filesOfTheProgramAreSmall() throws IOException {
        List<String> large = new ArrayList<>();
        for (Path file : Repository.files("main", ".java")) {
            long lines = Repository.text(file).lines().count();
            if (lines > MOST_LINES) {
                large.add(Repository.shown(file) + ": " + lines);
            }
        }
        assertEquals(List.of(), large, "files of more than " + MOST_LINES + " lines");
    }

    @Test
    void dependenciesPointOneWay() {
        assertNone(
                dependency -> rank(dependency.getTargetClass()) > rank(dependency.getOriginClass()),
                "each package may use those of a lower or the same rank");
    }

    @Test
    void theProgramKnowsNoUnit() {
        assertNone(
                dependency -> isMain(dependency.getOriginClass()) && isUnit(dependency.getTargetClass()),
                "what the program knows of units is in their kinds");
    }

    @Test
    void packagesHaveNoCircles() {
        SlicesRuleDefinition.slices()
                .matching("groundplan.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void aUnitKnowsOfAnotherOnlyWhatItPublishes() {
        assertNone(
                dependency -> isUnit(dependency.getOriginClass())
                        && isUnit(dependency.getTargetClass())
                        && !folder(dependency.getOriginClass()).equals(folder(dependency.getTargetClass()))
                        && !published(dependency.getTargetClass()),
                "another unit's outputs and nothing else of it");
    }

    /** Whether it is a unit's outputs, or the type of one of them. */
    private static boolean published(JavaClass type) {
        return type.getName().matches(".*Outputs(\\$.*)?")
                || CLASSES.stream()
                        .filter(outputs -> outputs.getName().endsWith("Outputs")
                                && folder(outputs).equals(folder(type))
                                && outputs.isRecord())
                        .anyMatch(outputs -> outputs.getFields().stream()
                                .anyMatch(output -> output.getRawType().equals(type)));
    }

    @Test
    void modulesTouchNoFileAndNoYaml() {
        assertNone(
                dependency -> !isMain(dependency.getOriginClass())
                        && dependency
                                .getTargetClass()
                                .getName()
                                .matches("java\\.io\\.File.*|java\\.nio\\.file\\..*|.*\\.dataformat\\.yaml\\..*"),
                "files and YAML are the program's");
    }

    @Test
    void theProgramNamesNoAwsResource() throws IOException {
        Set<String> types = resourceTypes();
        Pattern word = Pattern.compile("aws_[a-z0-9_]+");
        List<String> found = JavaSources.strings("main").stream()
                .filter(string -> word.matcher(string.text())
                        .results()
                        .map(java.util.regex.MatchResult::group)
                        .anyMatch(types::contains))
                .map(JavaSources.Found::toString)
                .toList();
        assertEquals(List.of(), found, "AWS resources that main/ names; they belong into modules/");
    }

    @Test
    void sourcesNameNoSystem() throws IOException {
        Pattern system;
        try (Stream<Path> systems = Files.list(Repository.root().resolve("environments"))) {
            String names = systems.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString().replace("-", "[-_ ]?"))
                    .sorted()
                    .collect(Collectors.joining("|"));
            // A name is found between digits, dots and underscores too, as in ohi_port, but not within a word.
            system = Pattern.compile("(?i)(?<![a-z])(" + names + ")(?![a-z])");
        }
        assertTrue(
                system.matcher("SELECT_OHI_2").find()
                        && system.matcher("HealthPlatform").find(),
                system::pattern);
        List<String> found = new ArrayList<>();
        for (String folder : List.of("main", "modules")) {
            for (Path file : Repository.files(folder, "")) {
                String[] lines = Repository.text(file).split("\n", -1);
                for (int i = 0; i < lines.length; i++) {
                    if (system.matcher(lines[i]).find()) {
                        found.add(Repository.shown(file) + ":" + (i + 1) + ": " + lines[i].strip());
                    }
                }
            }
        }
        assertEquals(
                List.of(),
                found,
                "systems that the tool or its units name; what is special to one belongs into its settings");
    }

    @Test
    void typesAreNamedAfterWhatTheyAre() {
        List<String> vague = Stream.of("main", "modules", "test")
                .flatMap(folder -> JavaSources.types(folder).stream())
                .filter(type ->
                        type.text().matches(".*(Util|Utils|Utility|Manager|Helper)|Base[A-Z].*|Abstract[A-Z].*"))
                .map(JavaSources.Found::toString)
                .toList();
        assertEquals(List.of(), vague, "types whose names say nothing");
    }

    @Test
    void whatIsPublicIsDocumented() {
        List<String> found = Stream.of("main", "modules")
                .flatMap(folder -> JavaSources.undocumented(folder).stream())
                .map(JavaSources.Found::toString)
                .toList();
        assertEquals(List.of(), found, "public types and methods without a doc comment");
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        for (String folder : List.of("main/groundplan", "modules/groundplan")) {
            try (Stream<Path> packages = Files.list(Repository.root().resolve(folder))) {
                for (Path file : packages.filter(Files::isDirectory)
                        .map(path -> path.resolve("package-info.java"))
                        .toList()) {
                    assertTrue(
                            Files.exists(file) && Repository.text(file).startsWith("/**"),
                            () -> Repository.shown(file) + " says nothing");
                }
            }
        }
    }

    static Stream<Kind<?, ?>> kinds() {
        return Kinds.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void aUnitsPackageHasTheSameShapeAsEveryOther(Kind<?, ?> kind) throws ReflectiveOperationException {
        String name = kind.settings().getPackageName();
        assertTrue(
                List.of(kind.name().replace("-", ""), kind.name().split("-")[0]).contains(folder(kind)),
                () -> "kind " + kind.name() + " is in " + name
                        + ", which is called neither like it nor like its family");
        String word = Stream.of(kind.name().split("-"))
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
        assertEquals(word + "Settings", kind.settings().getSimpleName(), () -> "settings of kind " + kind.name());
        Class<?> unit = Class.forName(name + "." + word + "Unit");
        assertTrue(groundplan.kernel.Unit.class.isAssignableFrom(unit), () -> word + "Unit is a unit");
        Class<?> outputs = unit.getMethod("outputs").getReturnType();
        assertTrue(
                outputs.isRecord() && outputs.getName().matches(Pattern.quote(name) + "\\.\\w+Outputs"),
                () -> outputs + " is what " + word + "Unit publishes");
    }

    @Test
    void everyUnitsPackageIsAKindThatSettingsMayName() throws IOException {
        Set<String> kinds =
                Kinds.all().stream().map(ArchitectureTest::folder).collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> packages = Files.list(Repository.root().resolve("modules/groundplan"))) {
            assertEquals(
                    kinds,
                    packages.filter(Files::isDirectory)
                            .map(path -> path.getFileName().toString())
                            .filter(ArchitectureTest::isUnit)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void kindsAreListedByName() {
        List<String> names = Kinds.all().stream().map(Kind::name).toList();
        assertEquals(names.stream().sorted().toList(), names);
    }

    private static void assertNone(Predicate<Dependency> forbidden, String rule) {
        assertFalse(CLASSES.isEmpty(), "no classes were read");
        List<String> found = CLASSES.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(forbidden)
                .map(Dependency::getDescription)
                .sorted()
                .limit(20)
                .toList();
        assertEquals(List.of(), found, rule);
    }

    private static int rank(JavaClass type) {
        if (!type.getPackageName().startsWith("groundplan.")) {
            return -1;
        }
        return RANKS.getOrDefault(folder(type), KIND);
    }

    private static boolean isMain(JavaClass type) {
        return type.getPackageName().startsWith("groundplan.")
                && Files.isDirectory(
                        Repository.root().resolve("main/groundplan").resolve(folder(type)));
    }

    private static boolean isUnit(JavaClass type) {
        return type.getPackageName().startsWith("groundplan.") && !isMain(type) && isUnit(folder(type));
    }

    private static boolean isUnit(String folder) {
        return !SHARED_MODULES.contains(folder)
                && Files.isDirectory(
                        Repository.root().resolve("modules/groundplan").resolve(folder));
    }

    /** Java has no hyphen in a package's name, and kinds that are made of the same parts may share one. */
    private static String folder(Kind<?, ?> kind) {
        return kind.settings().getPackageName().split("\\.")[1];
    }

    private static String folder(JavaClass type) {
        return type.getPackageName().split("\\.")[1];
    }

    /** Terraform's types, from the list of types that the provider's package carries. */
    private static Set<String> resourceTypes() throws IOException {
        Class<?> module = com.hashicorp.cdktf.providers.aws.vpc.Vpc.class;
        try (InputStream in = module.getResourceAsStream("/com/hashicorp/cdktf/providers/aws/$Module.txt")) {
            Set<String> types = new TreeSet<>();
            Matcher names = Pattern.compile("providers\\.aws\\.([a-z0-9_]+)\\.")
                    .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (names.find()) {
                types.add("aws_" + names.group(1));
            }
            assertTrue(
                    types.contains("aws_vpc") && types.contains("aws_s3_bucket"),
                    () -> types.size() + " types without the plainest");
            return types;
        }
    }
}
