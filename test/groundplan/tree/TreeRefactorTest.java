package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units of a tree are renamed, split and merged without anything being created, changed or destroyed. */
class TreeRefactorTest {
    private static final String TREE =
            """
            == .gitignore
            .terragrunt-cache
            states
            backend.tf
            == modules/store/main.tf
            resource "terraform_data" "bucket" { input = "bucket" }
            resource "terraform_data" "bucket_policy" { input = terraform_data.bucket.id }
            resource "terraform_data" "zone" {
              for_each = toset(["a", "b"])
              input    = each.key
            }
            module "logs" { source = "../logs" }
            output "bucket" { value = terraform_data.bucket.id }
            output "logs" { value = module.logs.bucket }
            == modules/logs/main.tf
            resource "terraform_data" "bucket" { input = "logs" }
            resource "terraform_data" "bucket_policy" { input = terraform_data.bucket.id }
            output "bucket" { value = terraform_data.bucket.id }
            == modules/documents/main.tf
            resource "terraform_data" "main" { input = "bucket" }
            resource "terraform_data" "main_policy" { input = terraform_data.main.id }
            output "bucket" { value = terraform_data.main.id }
            == modules/zones/main.tf
            resource "terraform_data" "zone" {
              for_each = toset(["a", "b"])
              input    = each.key
            }
            == modules/app/main.tf
            variable "bucket" { type = string }
            variable "logs" { type = string }
            resource "terraform_data" "app" { triggers_replace = [var.bucket, var.logs] }
            == live/root.hcl
            remote_state {
              backend  = "local"
              generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
              config   = { path = "${get_repo_root()}/states/${path_relative_to_include()}.tfstate" }
            }
            == live/prod/storage/terragrunt.hcl
            include "root" {
              path = find_in_parent_folders("root.hcl")
            }
            terraform {
              source = "../../..//modules/store"
            }
            == live/prod/app/terragrunt.hcl
            include "root" {
              path = find_in_parent_folders("root.hcl")
            }
            terraform {
              source = "../../..//modules/app"
            }
            dependency "storage" {
              config_path = "../storage"
            }
            inputs = {
              bucket = dependency.storage.outputs.bucket
              logs   = dependency.storage.outputs.logs
            }
            """;

    private static final String THREE =
            """
            - {from: "storage:terraform_data.bucket*", to: "documents:terraform_data.main*"}
            - {from: "storage:module.logs.*", to: "logs:*"}
            - {from: storage, to: zones}
            """;

    @TempDir
    Path folder;

    private TreeFiles tree;
    private AppliedTree applied;
    private RefactoredTree made;

    @BeforeEach
    void anAppliedTree() throws IOException {
        Path root = Files.createDirectories(folder.resolve("repository"));
        tree = TreeFiles.in(root, TREE);
        made = RefactoredTree.of(tree, "live/prod", folder.resolve("home"), Map.of());
        applied = new AppliedTree(tree, folder);
        applied.apply();
    }

    @Test
    void aUnitIsSplitIntoThreeAndMergedAgain() throws Exception {
        SortedMap<String, JsonNode> before = applied.objects();
        assertEquals(7, before.size(), before::toString);
        made.moves(THREE);

        // The tree has its old form, in which nothing is at the new addresses.
        made.refactor("--auto-approve").exits(2).complains("moves.yaml:1:48: to: 'documents' is no unit of live/prod");
        splitUp();
        tree.replacing("modules/zones/main.tf", "each.key", "upper(each.key)");
        made.refactor("--auto-approve")
                .exits(1)
                .prints("zones terraform_data.zone[\"a\"] would be updated")
                .prints("Nothing was written");
        assertEquals(before, applied.objects());
        tree.replacing("modules/zones/main.tf", "upper(each.key)", "each.key");

        Outcome told = made.refactor("--dry-run", "--detailed-exitcode").exits(2);
        told.prints("storage module.logs.terraform_data.bucket -> logs terraform_data.bucket  "
                + before.get("storage module.logs.terraform_data.bucket")
                        .path("id")
                        .asText());
        told.prints("6 objects are moved; the whole plan creates, changes and destroys nothing.");
        assertEquals(before, applied.objects(), "a dry run");

        // A run that is killed once the first state is written, and leaves objects in two states.
        made.kill((kind, step) -> step.equals("wrote the state of live/prod/documents"));
        assertTrue(applied.objects().keySet().containsAll(before.keySet()));
        assertTrue(applied.objects().containsKey("documents terraform_data.main"));
        made.command("plan", "--tree", "live/prod").exits(1).complains("has begun to move objects");
        made.refactor("--dry-run").exits(1).complains("has begun and has not ended");
        made.refactor("--auto-approve").exits(0).prints("Nothing is left to be moved: storage -> zones");
        SortedMap<String, JsonNode> after = applied.objects();
        assertEquals(
                List.of(
                        "app terraform_data.app",
                        "documents terraform_data.main",
                        "documents terraform_data.main_policy",
                        "logs terraform_data.bucket",
                        "logs terraform_data.bucket_policy",
                        "zones terraform_data.zone[\"a\"]",
                        "zones terraform_data.zone[\"b\"]"),
                List.copyOf(after.keySet()));
        assertEquals(ids(before), ids(after));
        assertEquals(
                List.of("app.tfstate", "documents.tfstate", "logs.tfstate", "storage.tfstate.backup", "zones.tfstate"),
                files("states/prod"));
        applied.nothing();
        // Terragrunt reads the outputs without an apply in between.
        applied.apply();
        assertEquals(after, applied.objects());

        mergeAgain();
        made.refactor("--auto-approve", "--json").exits(0);
        assertEquals(before, applied.objects());
        applied.nothing();
    }

    private void splitUp() throws IOException {
        tree.replacing(
                        "live/prod/app/terragrunt.hcl",
                        "dependency.storage.outputs.bucket",
                        "dependency.documents.outputs.bucket")
                .replacing(
                        "live/prod/app/terragrunt.hcl",
                        "dependency.storage.outputs.logs",
                        "dependency.logs.outputs.bucket")
                .replacing(
                        "live/prod/app/terragrunt.hcl",
                        "dependency \"storage\" {\n  config_path = \"../storage\"\n}",
                        "dependency \"documents\" {\n  config_path = \"../documents\"\n}\n"
                                + "dependency \"logs\" {\n  config_path = \"../logs\"\n}");
        for (String unit : List.of("documents", "logs", "zones")) {
            tree.with("== live/prod/" + unit + "/terragrunt.hcl\n"
                    + "include \"root\" {\n  path = find_in_parent_folders(\"root.hcl\")\n}\n"
                    + "terraform {\n  source = \"../../..//modules/" + unit + "\"\n}\n");
        }
        Files.delete(tree.root().resolve("live/prod/storage/terragrunt.hcl"));
        made.commit();
    }

    private void mergeAgain() throws IOException {
        made.git("rm", "-r", "-q", "live/prod");
        made.git("checkout", "HEAD~1", "--", "live/prod");
        made.moves(
                """
                - {from: "documents:terraform_data.main*", to: "storage:terraform_data.bucket*"}
                - {from: logs, to: "storage:module.logs.*"}
                - {from: zones, to: storage}
                """);
    }

    @Test
    void whatCannotBeMovedIsTold() throws Exception {
        made.moves("- {from: storag, to: documents}\n- {from: storage:terraform_data.buckets, to: app}\n");
        made.refactor("--dry-run")
                .exits(2)
                .complains("moves.yaml:1:10: from: 'storag' is no unit of live/prod, and was none in the history of its"
                        + " repository; did you mean 'storage'?");
        tree.replacing("live/root.hcl", "backend  = \"local\"", "backend  = \"gcs\"");
        tree.replacing("live/root.hcl", "{ path = \"${get", "{ bucket = \"states\", prefix = \"${get");
        made.moves("- {from: storage, to: app}\n");
        made.refactor("--dry-run").exits(1).complains("keeps its state in a backend of type gcs");
        assertFalse(Files.exists(folder.resolve("home/states")));
    }

    private static Set<String> ids(Map<String, JsonNode> objects) {
        Set<String> ids = new TreeSet<>();
        objects.values().forEach(object -> ids.add(object.path("id").asText()));
        return ids;
    }

    private List<String> files(String below) throws IOException {
        try (Stream<Path> list = Files.list(tree.root().resolve(below))) {
            return list.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
