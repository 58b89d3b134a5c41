package groundplan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scripts that stand in for Terraform, Terragrunt and the rest, found where {@code tools/tool} would say.
 *
 * @param project the project that uses them; they are in its {@code program/tools}
 */
public record FakeTools(TempProject project) {
    private static final String TOOL =
            """
      #!/bin/bash
      here=$(cd "$(dirname "$0")" && pwd)
      case $1 in
        --list) printf '%s\\t1.0\\tsomewhere\\n' terraform terragrunt ;;
        --find) [ -x "$here/$2" ] && printf '%s\\t1.0\\n' "$here/$2" ;;
        *) [ -x "$here/$1" ] && echo "$here/$1" ;;
      esac
      """;

    /** Puts the scripts into the project. */
    public static FakeTools in(TempProject project, Map<String, String> scripts) {
        FakeTools tools = new FakeTools(project);
        Map<String, String> all = new TreeMap<>(scripts);
        all.put("tool", TOOL);
        Path tree = project.root().resolve("terragrunt");
        if (scripts.containsKey("terragrunt") && !Files.exists(tree.resolve("root.hcl"))) {
            Repository.copyHandwrittenHcl(tree);
        }
        all.forEach((name, script) -> {
            project.with("program/tools/" + name, script);
            try {
                Files.setPosixFilePermissions(tools.path(name), PosixFilePermissions.fromString("rwxr-xr-x"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return tools;
    }

    /** Where a script is. */
    public Path path(String name) {
        return project.root().resolve("program/tools").resolve(name);
    }

    /** What a script noted in a file beside itself, line by line; nothing when it was not started. */
    public List<String> noted(String name) {
        return Files.exists(path(name)) ? Repository.text(path(name)).lines().toList() : List.of();
    }

    /** The variables that make Groundplan use the scripts, somebody of a stand-in's account, and nothing of this machine's Terraform. */
    public Map<String, String> variables() {
        project.with("program/aws", IdentityStandIn.shared().configuration());
        return Map.of(
                "GROUNDPLAN_PROGRAM",
                project.root().resolve("program").toString(),
                "AWS_CONFIG_FILE",
                project.root().resolve("program/aws").toString(),
                "HOME",
                project.root().toString());
    }

    /** Runs a command with them, as a script would. */
    public Outcome run(String... arguments) {
        return project.run(variables(), false, arguments);
    }
}
