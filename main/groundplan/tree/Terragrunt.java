package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.terraform.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Terragrunt, run in the copy of a repository.
 *
 * @param program its executable
 * @param engine the Terraform executable
 * @param variables the environment variables to run it with
 * @param work a private folder
 */
record Terragrunt(Path program, Path engine, Map<String, String> variables, Path work) {
    private static final Set<String> DOWNLOAD_FOLDERS =
            Set.of("TG_DOWNLOAD_DIR", "TERRAGRUNT_DOWNLOAD", "TERRAGRUNT_DOWNLOAD_DIR");

    private static final Pattern TIME = Pattern.compile("^[0-9:.]+ ERROR +");
    /** With which it begins to say everything a second time. */
    private static final Pattern AGAIN = Pattern.compile("(?:error|[0-9]+ errors) occurred:");

    /** What a command prints, in a folder of the copy. */
    String output(Mirror mirror, Path folder, List<String> arguments) throws IOException {
        return output(mirror, folder, Map.of(), arguments);
    }

    /** @param further environment variables, which override others */
    String output(Mirror mirror, Path folder, Map<String, String> further, List<String> arguments) throws IOException {
        return run(mirror, folder, further, arguments);
    }

    /**
     * The units and stacks in a folder, also those that are excluded from plans: which these are shows when they are run, as {@code find}
     * leaves out all that have an {@code exclude} block.
     */
    JsonNode find(Mirror mirror, Path folder, List<String> further) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("find", "--dag", "--json", "--dependencies", "--include", "--reading"));
        arguments.addAll(further);
        return TerraformJson.readAny(output(mirror, folder, arguments));
    }

    /**
     * Lets Terragrunt evaluate and prepare units without running Terraform.
     *
     * @param folder the folder of a unit, or with all units that are prepared
     * @param all whether it is a folder with units
     * @param units the folders of the units that are expected
     * @return how it calls Terraform, by the unit's folder
     * @throws UnreadableTree if it fails; names the units that it could not prepare
     */
    Map<Path, RecordedCall> calls(Mirror mirror, Path folder, boolean all, Collection<Path> units) throws IOException {
        Path records = Files.createTempDirectory(work, "calls-");
        Map<String, String> recording = new TreeMap<>();
        recording.put(RecordedCall.RECORDS, records.toString());
        recording.put(RecordedCall.ENGINE, engine.toString());
        List<String> arguments = new ArrayList<>(List.of("run"));
        if (all) {
            arguments.addAll(
                    List.of("--all", "--queue-ignore-errors", "--queue-ignore-dag-order", "--summary-disable"));
        }
        arguments.addAll(List.of(
                "--tf-path",
                RecordedCall.recorder(work).toString(),
                "--no-auto-init",
                "--no-stack-generate",
                "--experiment",
                "optional-hooks",
                "--no-hooks",
                "--",
                "plan"));
        try {
            run(mirror, folder, recording, arguments);
        } catch (UnreadableTree failure) {
            Set<Path> prepared = recorded(records).keySet();
            String failed = units.stream()
                    .filter(unit -> !prepared.contains(unit))
                    .map(unit -> mirror.shown(unit.resolve("terragrunt.hcl").toString()))
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw failed.isEmpty()
                    ? failure
                    : new UnreadableTree(failure.problems().stream()
                            .map(problem -> failed + ": " + problem)
                            .toList());
        }
        return recorded(records);
    }

    private static Map<Path, RecordedCall> recorded(Path records) throws IOException {
        Map<Path, RecordedCall> calls = new HashMap<>();
        for (RecordedCall call : RecordedCall.read(records)) {
            if (call.arguments().get(0).equals("plan")) {
                String ran = call.folder().toString();
                int cache = ran.indexOf("/.terragrunt-cache/");
                calls.put(cache < 0 ? call.folder() : Path.of(ran.substring(0, cache)), call);
            }
        }
        return calls;
    }

    /** What it says, once and without the time. */
    private static String told(String output) {
        List<String> lines = new ArrayList<>();
        for (String line : output.strip().split("\n")) {
            String text = TIME.matcher(line).replaceFirst("");
            if (AGAIN.matcher(text).matches() && lines.stream().anyMatch(before -> before.startsWith("Run failed: "))) {
                break;
            }
            // It cannot read the answer of what stands in Terraform's place after a failure.
            if (!text.contains("CtyJSONOutput.Value")) {
                lines.add(text);
            }
        }
        return String.join("\n", lines).strip();
    }

    private String run(Mirror mirror, Path folder, Map<String, String> further, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        int words = arguments.get(0).equals("stack") ? 2 : 1;
        command.addAll(arguments.subList(0, words));
        command.addAll(List.of("--no-color", "--non-interactive", "--no-tips", "--log-level", "error"));
        command.addAll(arguments.subList(words, arguments.size()));
        Map<String, String> all = TerragruntVariables.without(variables);
        all.putAll(further);
        // Everything that is fetched stays in the copy.
        all.keySet().removeAll(DOWNLOAD_FOLDERS);
        // Git does not write its index in the repository, of which the copy uses the history.
        all.put("GIT_OPTIONAL_LOCKS", "0");
        ProcessRunner.Result result = new ProcessRunner(command, folder, all).results();
        if (result.exit() != 0) {
            throw new UnreadableTree(List.of("terragrunt " + String.join(" ", arguments.subList(0, words))
                    + " failed:\n" + told(mirror.told(result.output()))));
        }
        return result.output();
    }
}
