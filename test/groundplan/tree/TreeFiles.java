package groundplan.tree;

import groundplan.terraform.Engine;
import groundplan.terraform.ProviderMirror;
import groundplan.testing.Repository;
import groundplan.tools.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A repository with a tree that somebody wrote by hand, in a temporary folder.
 *
 * @param root its root
 * @param engine the engine that plans and applies it
 */
record TreeFiles(Path root, Engine engine) {
    /**
     * Makes one.
     *
     * @param text its files: each begins with a line {@code == path}
     */
    static TreeFiles in(Path root, String text) throws IOException {
        TreeFiles files = new TreeFiles(root.toRealPath(), Engine.of(System.getenv()));
        Files.createDirectories(root.resolve(".git/objects"));
        Files.createDirectories(root.resolve(".git/refs"));
        Files.writeString(root.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        return files.with(text);
    }

    /** The same with another engine. */
    TreeFiles with(Engine other) {
        return new TreeFiles(root, other);
    }

    /** Adds files, or writes them anew. */
    TreeFiles with(String text) {
        for (String file : text.split("(?m)^== ")) {
            if (!file.isBlank()) {
                int end = file.indexOf('\n');
                Path path = root.resolve(file.substring(0, end).strip());
                try {
                    Files.createDirectories(path.getParent());
                    Files.writeString(path, file.substring(end + 1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return this;
    }

    /** Replaces a text that stands in a file. */
    TreeFiles replacing(String path, String from, String to) throws IOException {
        String text = Files.readString(root.resolve(path));
        if (!text.contains(from)) {
            throw new AssertionError(path + " does not contain " + from);
        }
        Files.writeString(root.resolve(path), text.replace(from, to));
        return this;
    }

    /** What the text is that Terragrunt gives for an expression, in a JSON text. */
    static String asJson(String expression) {
        return "replace(replace(jsonencode(" + expression + "), \\\"$$${\\\", \\\"$${\\\"), \\\"$${\\\", \\\"$$${\\\")";
    }

    /** Reads the tree in a folder of it. */
    UnitTree read(String folder, Path work) throws IOException {
        return new TreeReader(
                        root.resolve(folder), terragrunt(), program(), engineVariables(), Files.createDirectories(work))
                .read();
    }

    /** The executable of its engine. */
    Path program() throws IOException {
        return tool(engine.program());
    }

    /** The environment variables with which its engine is run. */
    Map<String, String> engineVariables() throws IOException {
        return variables(engine);
    }

    static Map<String, String> variables() throws IOException {
        return variables(Engine.of(System.getenv()));
    }

    private static Map<String, String> variables(Engine engine) throws IOException {
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.put(Engine.VARIABLE, engine.program());
        variables.putAll(ProviderMirror.variables(variables, Repository.root().resolve(".groundplan")));
        variables.put("CHECKPOINT_DISABLE", "1");
        variables.put("TF_IN_AUTOMATION", "1");
        return variables;
    }

    static Path terragrunt() throws IOException {
        return tool("terragrunt");
    }

    static Path terraform() throws IOException {
        return tool(Engine.of(System.getenv()).program());
    }

    private static Path tool(String name) throws IOException {
        return new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv()).path(name);
    }
}
