package groundplan.repository;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What Git must not track in a repository that Groundplan works in: the lines of {@value #FILE}. */
final class IgnoredFiles {
    static final String FILE = ".gitignore";

    private static final List<String> TOOLS = List.of("/.groundplan/", "/cdktf.out/");

    /** Lock files of Terraform outside of the generated tree are left to whoever wrote that configuration. */
    private static final List<String> TERRAFORM = List.of(
            ".terraform/",
            ".terragrunt-cache/",
            "/terragrunt/**/.terraform.lock.hcl",
            "*.tfstate",
            "*.tfstate.*",
            "*.tfplan",
            "/plan.json");

    private IgnoredFiles() {}

    /** The file with what it lacks at its end; itself if it lacks nothing. */
    static String completed(String text) {
        Set<String> there = text.lines().map(IgnoredFiles::bare).collect(Collectors.toSet());
        String added = part("# Groundplan: what it installs and caches, and what synth writes for CDKTF.", TOOLS, there)
                + part("# Terraform and Terragrunt: working copies, states, plans.", TERRAFORM, there);
        if (added.isEmpty()) {
            return text;
        }
        String end = text.contains("\r\n") ? "\r\n" : "\n";
        String gap = text.isEmpty() ? "" : text.endsWith("\n") ? "\n" : "\n\n";
        return text + (gap + added).replace("\n", end);
    }

    private static String part(String heading, List<String> wanted, Set<String> there) {
        List<String> missing =
                wanted.stream().filter(line -> !there.contains(bare(line))).toList();
        return missing.isEmpty() ? "" : heading + "\n" + String.join("\n", missing) + "\n";
    }

    /** {@code /.groundplan/} and {@code .groundplan} ignore the same here. */
    private static String bare(String line) {
        return line.strip().replaceFirst("^/", "").replaceFirst("/$", "");
    }
}
