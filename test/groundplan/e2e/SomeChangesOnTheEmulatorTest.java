package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.terraform.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick part of {@link EveryChangeOnTheEmulatorTest}: units that an emulator makes without long waits. */
@Tag("nightly")
class SomeChangesOnTheEmulatorTest {
    private static final String UNITS =
            """
      region: us-east-1
      account_id: "123456789012"
      state:
        bucket: shop-terraform-state
        lock_table: shop-terraform-locks
      guards:
        losses: report
      tags:
        Team: shop
      units:
        dns:
          zone_name: dev.shop.example.com
          query_log: false
          dnssec: false
        certificate:
          dns: dns
          domain_name: api.dev.shop.example.com
        ecr:
          repositories:
            api: {force_delete: true}
        kms:
        network:
          cidr: 10.0.0.0/16
          zones: [a, b]
          nat_gateways: single
        state:
      """;

    private static final String STORAGE =
            """
          storage:
            logs:
              prevent_destroy: false
              force_destroy: true
            buckets:
              records:
                prevent_destroy: false
                force_destroy: true
                versioning: true
                replication: {region: us-west-2}
        """;

    private static final String SWAPPING =
            """
      region: us-east-1
      account_id: "123456789012"
      state:
        bucket: shop-terraform-state
        lock_table: shop-terraform-locks
      guards:
        losses: report
      units:
        ecr:
          repositories:
            web: {force_delete: true}
        images:
          kind: ecr
          repositories:
            jobs: {force_delete: true}
        kms:
        state:
      """;

    @Test
    void theWholePlanOfEveryChangeIsWhatItsApplyDoesWithBothEngines(@TempDir Path folder) throws Exception {
        Map<String, List<SortedSet<Done>>> ofTerraform = actions(folder.resolve("terraform"), Engine.TERRAFORM);
        Map<String, List<SortedSet<Done>>> ofTofu = actions(folder.resolve("tofu"), Engine.TOFU);
        assertEquals(ofTerraform.keySet(), ofTofu.keySet());
        ofTerraform.forEach((change, sets) -> assertEquals(
                sets, ofTofu.get(change), change + ": what is planned, what of it for certain, what is done"));
    }

    /** Two units cannot take each other's name, alias or other identifier in one apply: that is told, with what can be done in two. */
    @Test
    void whatSwapsIsToldBeforeAndDoneInTwoSteps(@TempDir Path folder) throws Exception {
        try (Shop shop = new Shop(folder, SWAPPING)) {
            shop.synth();
            shop.bootstrap();
            EditsOnTheEmulator edits = new EditsOnTheEmulator(shop, false);
            Path file = folder.resolve("plan.json");
            edits.make(Edit.of("a new environment"), file);
            edits.collides(
                    Edit.of("repositories swapped between two units")
                            .replacing("web: {force", "new: {force")
                            .replacing("jobs: {force", "web: {force")
                            .replacing("new: {force", "jobs: {force"),
                    file,
                    Set.of("us-east-1/ecr aws_ecr_repository.jobs", "us-east-1/images aws_ecr_repository.web"));
            edits.make(
                    Edit.of("other names first")
                            .replacing("jobs: {force", "spare-one: {force")
                            .replacing("web: {force", "spare-two: {force"),
                    file);
            edits.make(
                    Edit.of("then each other's")
                            .replacing("spare-one: {force", "jobs: {force")
                            .replacing("spare-two: {force", "web: {force"),
                    file);
            assertEquals(List.of(), edits.lies());
        }
    }

    private static Map<String, List<SortedSet<Done>>> actions(Path folder, Engine engine) throws Exception {
        try (Shop shop = new Shop(Files.createDirectories(folder), UNITS, engine)) {
            shop.synth();
            shop.bootstrap();
            EditsOnTheEmulator edits = new EditsOnTheEmulator(shop, false);
            for (Edit edit : List.of(
                    Edit.of("a new environment"),
                    Edit.of("a tag on everything").replacing("  Team: shop\n", "  Team: shop\n  CostCenter: \"42\"\n"),
                    Edit.of("the certificate's name").replacing("domain_name: api.dev", "domain_name: shop.dev"),
                    Edit.of("a zone with its subnets added").replacing("zones: [a, b]", "zones: [a, b, c]"),
                    Edit.of("a zone with its subnets removed").replacing("zones: [a, b, c]", "zones: [a, b]"),
                    Edit.of("a key that is tainted").tainting("us-east-1/kms", "aws_kms_key.data"),
                    Edit.of("a repository renamed").replacing("api: {force", "web: {force"),
                    Edit.of("a unit removed")
                            .replacing(
                                    "  certificate:\n    dns: dns\n    domain_name: shop.dev.shop.example.com\n", ""),
                    Edit.of("a bucket that is copied to a second region")
                            .replacing("  state:\n", "  state:\n" + STORAGE),
                    Edit.of("a unit removed that has a second region").replacing(STORAGE, ""),
                    Edit.of("the network's address range").replacing("cidr: 10.0.0.0/16", "cidr: 10.1.0.0/16"))) {
                edits.make(edit, folder.resolve("plan.json"));
            }
            assertEquals(List.of(), edits.lies(), engine.title());
            return edits.actions();
        }
    }
}
