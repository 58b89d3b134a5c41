package groundplan.tree;

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
 */
record TreeFiles(Path root) {
    /**
     * Makes one.
     *
     * @param text its files: each begins with a line {@code == path}
     */
    static TreeFiles in(Path root, String text) throws IOException {
        TreeFiles files = new TreeFiles(root.toRealPath());
        Files.createDirectories(root.resolve(".git/objects"));
        Files.createDirectories(root.resolve(".git/refs"));
        Files.writeString(root.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        return files.with(text);
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

    /** Reads the tree in a folder of it. */
    TerragruntTree read(String folder, Path work) throws IOException {
        Map<String, String> variables = variables();
        return new TreeReader(root.resolve(folder), terragrunt(), terraform(), variables, Files.createDirectories(work))
                .read();
    }

    static Map<String, String> variables() throws IOException {
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.putAll(
                ProviderMirror.variables(System.getenv(), Repository.root().resolve(".groundplan")));
        variables.put("CHECKPOINT_DISABLE", "1");
        variables.put("TF_IN_AUTOMATION", "1");
        return variables;
    }

    static Path terragrunt() throws IOException {
        return tool("terragrunt");
    }

    static Path terraform() throws IOException {
        return tool("terraform");
    }

    private static Path tool(String name) throws IOException {
        return new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv()).path(name);
    }
}
