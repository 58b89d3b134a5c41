package groundplan.tree;

import groundplan.hcl.HclEdits;
import groundplan.hcl.HclEdits.HclEdit;
import groundplan.hcl.HclParser;
import groundplan.hcl.NativeBody;
import groundplan.hcl.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that {@link GeneratedOutputs} has put into files, as the variables that they stand for. */
final class GeneratedNames {
    private static final Pattern NAME = Pattern.compile(TreeFile.ADDED + "[0-9]+_out_(?:value|text|encoded)_[0-9]+");
    /** Generated files are short. */
    private static final long LONGEST = 1 << 20;

    private final Path folder;
    private final UnaryOperator<String> shown;
    private final Set<String> names = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * @param folder the folder of a module
     * @param shown names a file in messages
     */
    GeneratedNames(Path folder, UnaryOperator<String> shown) {
        this.folder = folder;
        this.shown = shown;
    }

    /**
     * Replaces them.
     *
     * @throws UnreadableTree if one is in a file that is no configuration of the module
     */
    void replace() throws IOException {
        List<Path> files = files();
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            String text = new String(content, StandardCharsets.UTF_8);
            if (text.contains(TreeFile.ADDED) && NAME.matcher(text).find()) {
                replace(file, text);
            }
        }
        if (!problems.isEmpty()) {
            throw new UnreadableTree(problems);
        }
        if (!names.isEmpty()) {
            StringBuilder declared = new StringBuilder();
            names.forEach(name -> declared.append("variable \"").append(name).append("\" {\n  type = any\n}\n"));
            Files.writeString(folder.resolve(TreeFile.ADDED + "variables.tf"), declared.toString());
        }
    }

    /** The files of the module; what is Terragrunt's own, or another unit's, is not. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) {
                boolean other = !inside.equals(folder)
                        && (inside.getFileName().toString().startsWith(".terra")
                                || Files.exists(inside.resolve("terragrunt.hcl")));
                return other ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()
                        && attributes.size() < LONGEST
                        && !file.getFileName().toString().endsWith(".hcl")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private void replace(Path file, String text) throws IOException {
        boolean inside = folder.equals(file.getParent());
        String ending = file.getFileName().toString();
        if (inside && ending.endsWith(".tf.json")) {
            Files.writeString(file, json(text));
        } else if (inside && ending.endsWith(".tf")) {
            SourceText source = SourceText.of(shown.apply(file.toString()), text);
            NativeBody body = HclParser.body(source);
            List<HclEdit> edits = new ArrayList<>();
            NamedTexts.in(body, NAME).forEach(one -> edits.add(edit(one)));
            Files.writeString(file, HclEdits.apply(source, edits));
        } else {
            problems.add(
                    shown.apply(file.toString())
                            + ": an output of another unit is written into this generated file; in a whole plan that is possible only in"
                            + " Terraform's own files (.tf, .tf.json) in the folder of the module: give the value to the module as an input");
        }
    }

    /** In JSON a value that is not in quotes gets them. */
    private String json(String text) {
        StringBuilder replaced = new StringBuilder();
        Matcher found = NAME.matcher(text);
        int at = 0;
        boolean quoted = false;
        while (found.find()) {
            for (int i = at; i < found.start(); i++) {
                quoted ^= text.charAt(i) == '"' && (i == 0 || text.charAt(i - 1) != '\\');
            }
            String inText = "${" + (quoted ? inText(found.group()) : "var." + add(found.group())) + "}";
            replaced.append(text, at, found.start()).append(quoted ? inText : '"' + inText + '"');
            at = found.end();
        }
        return replaced.append(text, at, text.length()).toString();
    }

    private String add(String name) {
        names.add(name);
        return name;
    }

    /** What a text contains: for Terraform a number in it is one. */
    private String inText(String name) {
        String variable = "var." + add(name);
        return switch (GeneratedOutputs.Written.of(name)) {
            case VALUE -> variable;
            case TEXT -> "tostring(" + variable + ")";
            case ENCODED -> "jsonencode(" + variable + ")";
        };
    }

    private HclEdit edit(NamedTexts.NamedPlace found) {
        String name = found.range().text();
        return new HclEdit(found.range(), found.inText() ? "${" + inText(name) + "}" : "var." + add(name));
    }
}
