package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.plan.EnvironmentPlan;
import groundplan.terraform.Engine;
import groundplan.terraform.TerraformFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A form in which a tree is written, with what is done to it. A line {@code == path} begins a file, {@code ~~ path} a change of one
 * ({@code from}, a line {@code =>}, {@code to}), {@code !! path} deletes one, {@code -> path -> target} is a link; a line {@code -- word} is something that is checked:
 *
 * <ul>
 *   <li>{@code apply}: the plan, then the apply, which does what was planned; {@code applied}: the apply alone; {@code nothing}: nothing
 *       is planned,
 *   <li>{@code planned}, {@code notes}, {@code refused}, {@code fails}: what is planned or told, line by line; it is not applied,
 *   <li>{@code line-ends}: all files get those of Windows, and a byte order mark; {@code tree}: the folder of the tree, if it is not {@code live/prod}; {@code plain}: root modules in {@code infra} instead, which are
 *       applied in this order; {@code backend-config}, {@code var-file}, {@code variable}: what these are given.
 * </ul>
 */
record TreeForm(String name, List<Step> steps) {
    /**
     * A step.
     *
     * @param kind {@code ==}, {@code ~~}, {@code !!} or {@code --}
     * @param word a path, or what is checked
     * @param body the lines below it
     */
    record Step(String kind, String word, String body) {}

    static TreeForm read(Path file) throws IOException {
        List<Step> steps = new ArrayList<>();
        for (String part : Files.readString(file).split("(?m)^(?=(?:==|~~|!!|->|--) )")) {
            if (!part.startsWith("#")) {
                int end = part.indexOf('\n');
                steps.add(new Step(part.substring(0, 2), part.substring(3, end).strip(), part.substring(end + 1)));
            }
        }
        return new TreeForm(file.getFileName().toString(), steps);
    }

    void run(Path folder) throws Exception {
        run(folder, Engine.of(System.getenv()));
    }

    void run(Path folder, Engine engine) throws Exception {
        TreeFiles files = TreeFiles.in(Files.createDirectories(folder.resolve("repository")), SmallTree.ROOT)
                .with(engine);
        Checked checked = new Checked(new AppliedTree(files, folder));
        for (int at = 0; at < steps.size(); at++) {
            Step step = steps.get(at);
            String where = name + ", step " + (at + 1) + ": " + step.word();
            switch (step.kind()) {
                case "==" -> files.with("== " + step.word() + "\n" + step.body());
                case "!!" -> Files.delete(files.root().resolve(step.word()));
                case "->" -> link(files.root(), step.word());
                case "~~" -> {
                    String[] both = step.body().split("(?m)^=>$\\R?", 2);
                    files.replacing(step.word(), both[0].strip(), both[1].strip());
                }
                default -> checked.step(step, where);
            }
        }
    }

    private static void link(Path root, String words) throws IOException {
        String[] both = words.split(" -> ");
        Path link = root.resolve(both[0]);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(/* link= */ link, /* target= */ Path.of(both[1]));
    }

    /** What the steps so far have made, and how it is planned and applied. */
    private static final class Checked {
        private AppliedTree tree;
        private final Map<String, String> variables = new TreeMap<>();
        private PlainOptions options;
        private List<String> order = List.of();

        Checked(AppliedTree tree) {
            this.tree = tree;
            this.options = PlainOptions.none(tree.tree().root());
        }

        private PlainTree plain() {
            return new PlainTree(tree.tree(), tree.folder(), options, variables);
        }

        private EnvironmentPlan plan() throws IOException {
            return order.isEmpty() ? tree.plan() : plain().plan();
        }

        private List<String> notes() throws IOException {
            UnitTree read = order.isEmpty()
                    ? tree.tree().read(tree.place(), Files.createTempDirectory(tree.folder(), "work"))
                    : plain().read();
            List<String> notes = new ArrayList<>(read.notes(read.paths()));
            notes.addAll(plan().verdict().notes());
            return notes;
        }

        void step(Step step, String where) throws Exception {
            String[] words = step.word().split(" ");
            switch (words[0]) {
                case "apply" -> {
                    if (order.isEmpty()) {
                        tree.everything(where);
                    } else {
                        plain().everything(where, order.toArray(String[]::new));
                    }
                }
                case "applied" -> tree.apply();
                case "nothing" -> {
                    assertEquals(new TreeSet<>(), AppliedTree.planned(plan()), where);
                    assertEquals("Plan: 0 to add, 0 to change, 0 to destroy.", plan().summary(), where);
                }
                case "planned" -> assertEquals(new TreeSet<>(lines(step)), AppliedTree.planned(plan()), where);
                case "notes" -> assertEquals(lines(step), notes(), where);
                case "refused" ->
                    assertEquals(
                            lines(step),
                            assertThrows(UnreadableTree.class, this::plan, where)
                                    .problems(),
                            where);
                case "fails" -> {
                    String message = assertThrows(TerraformFailure.class, this::plan, where)
                            .getMessage()
                            .replaceAll("\\s+", " ");
                    lines(step).forEach(line -> assertTrue(message.contains(line), () -> where + ": " + message));
                }
                case "line-ends" -> lineEnds();
                case "tree" ->
                    tree = new AppliedTree(
                            tree.tree(), tree.folder(), step.word().substring(5));
                case "plain" -> order = List.of(words).subList(1, words.length);
                case "backend-config", "var-file" -> {
                    List<String> given = List.of(words).subList(1, words.length);
                    boolean backend = words[0].equals("backend-config");
                    options = new PlainOptions(
                            tree.tree().root(),
                            backend ? given : options.backendConfig(),
                            backend ? options.variableFiles() : given);
                }
                case "variable" -> {
                    String[] both = step.word().substring(9).split("=", 2);
                    variables.put(both[0], both[1]);
                }
                default -> throw new IllegalArgumentException(where);
            }
        }

        /** Files as editors of Windows write them. */
        private void lineEnds() throws IOException {
            try (Stream<Path> walk = Files.walk(tree.tree().root())) {
                for (Path file : walk.filter(path -> path.toString().matches(".*\\.(hcl|tf|tfvars|ya?ml)"))
                        .filter(Files::isRegularFile)
                        .toList()) {
                    Files.writeString(
                            file,
                            "\ufeff"
                                    + Files.readString(file)
                                            .replaceAll("\r?\n", "\r\n")
                                            .replace("\ufeff", ""));
                }
            }
        }

        private static List<String> lines(Step step) {
            return step.body().lines().filter(line -> !line.isBlank()).toList();
        }
    }
}
