package groundplan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.PhysicalNames;
import groundplan.kernel.Shape;
import groundplan.kernel.UnitPath;
import groundplan.settings.UnitModel;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for all systems at once, and for the files that are committed for them. */
class WholeTreeTest {
    @Test
    void theCommittedTreeIsWhatTheSettingsSay() {
        new TempProject(Repository.root())
                .run(Map.of("GROUNDPLAN_HOME", FullSynthesis.home().toString()), false, "synth", "--check")
                .exits(0);
    }

    @Test
    void noCommittedFileNamesAFolderOfAMachine() {
        Pattern path =
                Pattern.compile("\"(/(?:home|root|tmp|work|Users|private|var/folders|builds|runner)/|[A-Z]:\\\\)");
        assertNoLine(path, "folders of a machine");
        assertNoLine(Pattern.compile(Pattern.quote(Repository.root().toString())), "this project's own folder");
    }

    @Test
    void noCommittedFileNamesARegistry() {
        assertNoLine(Pattern.compile("registry\\.[a-z]"), "hosts of registries: a mirror would not be asked");
    }

    @Test
    void noCommittedDocumentHasABackendOfItsOwn() {
        documents()
                .forEach((file, document) -> assertTrue(
                        document.at("/terraform/backend").isMissingNode(),
                        () -> file + " has a backend: " + document.path("terraform")));
    }

    @Test
    void everyProviderTagsEverythingAndKnowsItsAccount() {
        documents().forEach((file, document) -> {
            assertFalse(document.at("/provider/aws").isEmpty(), () -> file + " has no provider");
            document.at("/provider/aws").forEach(provider -> {
                JsonNode tags = provider.at("/default_tags/0/tags");
                for (String tag : List.of("Project", "Environment", "ManagedBy")) {
                    assertTrue(tags.has(tag), () -> file + ": default_tags lack " + tag + ": " + provider);
                }
                assertTrue(
                        provider.at("/allowed_account_ids/0").asText().matches("[0-9]{12}"),
                        () -> file + ": " + provider);
            });
        });
    }

    @Test
    void noMockReachesAnApply() {
        for (Path file : Repository.files("terragrunt", "terragrunt.hcl")) {
            String hcl = Repository.text(file);
            int mocks = hcl.split("mock_outputs = \\{", -1).length;
            int restricted = hcl.split(
                            "mock_outputs_allowed_terraform_commands = \\[\"init\", \"validate\", \"plan\"\\]\n", -1)
                    .length;
            assertEquals(
                    mocks,
                    restricted,
                    () -> Repository.shown(file) + ": each mock_outputs is for init, validate and plan only");
        }
        documents()
                .forEach((file, document) ->
                        assertFalse(Shape.containsMock(document.toString()), () -> file + " holds a mock"));
    }

    @Test
    void everyVariableIsFedByADependency() {
        documents().forEach((file, document) -> {
            TreeSet<String> variables = new TreeSet<>();
            document.path("variable").fieldNames().forEachRemaining(variables::add);
            // The role to work with is chosen by root.hcl.
            variables.remove("role");
            String hcl = Repository.text(Repository.root().resolve(file).resolveSibling("terragrunt.hcl"));
            TreeSet<String> inputs = Pattern.compile("(?m)^  (\\w+) += dependency\\.")
                    .matcher(hcl)
                    .results()
                    .map(result -> result.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(variables, inputs, () -> "inputs beside " + file);
        });
    }

    @Test
    void everyStateIsEncryptedAndLockedInABucketOfItsSystem() {
        TreeSet<String> keys = new TreeSet<>();
        for (UnitDocument document : FullSynthesis.documents()) {
            JsonNode backend = document.json().at("/terraform/backend");
            String unit = document.unit().path().toString();
            assertEquals(1, backend.size(), () -> "backends of " + unit + ": " + backend);
            assertTrue(backend.at("/s3/encrypt").asBoolean(), () -> "state of " + unit + " is encrypted: " + backend);
            assertTrue(
                    backend.at("/s3").has("dynamodb_table")
                            || backend.at("/s3/use_lockfile").asBoolean(),
                    () -> "lock of " + unit);
            assertTrue(
                    keys.add(backend.at("/s3/bucket").asText() + "/"
                            + backend.at("/s3/key").asText()),
                    () -> unit + " shares its state");
        }
    }

    @Test
    void physicalNamesAreOnesThatAwsTakes() {
        Map<UnitPath, JsonNode> byPath = new LinkedHashMap<>();
        FullSynthesis.documents().forEach(document -> byPath.put(document.unit().path(), document.json()));
        assertEquals(List.of(), PhysicalNames.problems(byPath));
    }

    @Test
    void everyUnitStandsBehindThoseThatItReads() {
        List<UnitPath> seen = new ArrayList<>();
        for (UnitDocument document : FullSynthesis.documents()) {
            List<UnitPath> reads = document.unit().reads().values().stream()
                    .map(UnitModel::path)
                    .toList();
            assertTrue(seen.containsAll(reads), () -> document.unit().path() + " stands before one of " + reads);
            seen.add(document.unit().path());
        }
    }

    private static Map<String, JsonNode> documents() {
        Map<String, JsonNode> documents = new LinkedHashMap<>();
        Repository.files("terragrunt", "main.tf.json")
                .forEach(file -> documents.put(Repository.shown(file), TerraformJson.read(Repository.text(file))));
        return documents;
    }

    private static void assertNoLine(Pattern pattern, String what) {
        List<String> found = new ArrayList<>();
        for (Path file : Repository.files("terragrunt", "")) {
            String[] lines = Repository.text(file).split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (pattern.matcher(lines[i]).find()) {
                    found.add(Repository.shown(file) + ":" + (i + 1) + ": " + lines[i].strip());
                }
            }
        }
        assertEquals(List.of(), found, what);
    }
}
