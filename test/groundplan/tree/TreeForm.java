package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.plan.EnvironmentPlan;
import groundplan.terraform.TerraformFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A form in which a tree is written, with what is done to it. A line {@code == path} begins a file, {@code ~~ path} a change of one
 * ({@code from}, a line {@code =>}, {@code to}), {@code !! path} deletes one, {@code -> path -> target} is a link; a line {@code -- word} is something that is checked:
 *
 * <ul>
 *   <li>{@code apply}: the plan, then the apply, which does what was planned; {@code applied}: the apply alone; {@code nothing}: nothing
 *       is planned,
 *   <li>{@code planned}, {@code notes}, {@code refused}, {@code fails}: what is planned or told, line by line; it is not applied,
 *   <li>{@code tree}: the folder of the tree, if it is not {@code live/prod}.
 * </ul>
 */
record TreeForm(String name, List<Step> steps) {
    private static final String ROOT =
            """
            remote_state {
              backend  = "local"
              generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
              config   = { path = "${get_repo_root()}/states/${path_relative_to_include()}.tfstate" }
            }
            """;

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
        TreeFiles files =
                TreeFiles.in(Files.createDirectories(folder.resolve("repository")), "== live/root.hcl\n" + ROOT);
        AppliedTree tree = new AppliedTree(files, folder);
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
                default -> tree = check(tree, step, where);
            }
        }
    }

    private static void link(Path root, String words) throws IOException {
        String[] both = words.split(" -> ");
        Path link = root.resolve(both[0]);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(/* link= */ link, /* target= */ Path.of(both[1]));
    }

    private static AppliedTree check(AppliedTree tree, Step step, String where) throws Exception {
        switch (step.word().split(" ")[0]) {
            case "apply" -> tree.everything(where);
            case "applied" -> tree.apply();
            case "nothing" -> tree.nothing();
            case "planned" -> assertEquals(new TreeSet<>(lines(step)), AppliedTree.planned(tree.plan()), where);
            case "notes" -> {
                Path work = Files.createTempDirectory(tree.folder(), "work");
                UnitTree read = tree.tree().read(tree.place(), work);
                List<String> notes = new ArrayList<>(read.notes(read.paths()));
                EnvironmentPlan plan = tree.plan();
                notes.addAll(plan.verdict().notes());
                assertEquals(lines(step), notes, where);
            }
            case "refused" ->
                assertEquals(
                        lines(step),
                        assertThrows(UnreadableTree.class, tree::plan, where).problems(),
                        where);
            case "fails" -> {
                String message = assertThrows(TerraformFailure.class, tree::plan, where)
                        .getMessage()
                        .replaceAll("\\s+", " ");
                lines(step).forEach(line -> assertTrue(message.contains(line), () -> where + ": " + message));
            }
            case "tree" -> {
                return new AppliedTree(tree.tree(), tree.folder(), step.word().substring("tree ".length()));
            }
            default -> throw new IllegalArgumentException(where);
        }
        return tree;
    }

    private static List<String> lines(Step step) {
        return step.body().lines().filter(line -> !line.isBlank()).toList();
    }
}
