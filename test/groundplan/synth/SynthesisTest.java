package groundplan.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.testing.GroundplanProcess;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Documents are made by CDKTF once, and the same every time. */
class SynthesisTest {
    private static final String TASK =
            """
              ecr:
                repositories: {api: {}}
              cluster:
                kind: ecs-cluster
              db:
                kind: ecs-task
                name: db
                cluster: cluster
                image: {repository: api, tag: "1"}
                units: {ecr: ecr}
            """;

    private static final String ZONES = "  dns:\n    zone_name: example.com\n";

    @TempDir
    static Path seed;

    @TempDir
    Path folder;

    private TempProject shop;

    @BeforeAll
    static void synthesizedOnce() {
        TempProject.shop(seed).run("synth").exits(0);
    }

    @BeforeEach
    void aCopy() throws IOException {
        TestFiles.copy(seed, folder);
        shop = new TempProject(folder);
    }

    @Test
    void withNothingChangedNoDocumentIsBuilt() throws IOException {
        assertEquals(List.of(), built(false));
    }

    @Test
    void onlyTheUnitThatChangedIsBuilt() throws IOException {
        shop.with(TempProject.DEV, "units:\n  network:\n    nat_gateways: single\n");
        assertEquals(List.of("shop/dev/us-east-1/network"), built(false));
    }

    @Test
    void whatHoldsForTheWholeEnvironmentRebuildsAllOfIt() throws IOException {
        shop.with(TempProject.DEV, "tags:\n  Owner: shop-team\n");
        assertEquals(List.of("shop/dev/us-east-1/kms", "shop/dev/us-east-1/network"), built(false));
    }

    @Test
    void otherVersionsOfTheProviderAreInEveryUnitOfTheEnvironmentAndInNoOther() {
        shop.with("environments/shop/prod/environment.yaml", "state: {bucket: shop-prod-state}\n")
                .run("synth")
                .exits(0);
        shop.with(TempProject.DEV, "aws_provider_version: \">= 5.100, < 7.0\"\n")
                .run("synth")
                .exits(0);
        SortedMap<String, String> found = new TreeMap<>();
        shop.files("terragrunt").forEach((path, text) -> {
            if (path.endsWith("main.tf.json")) {
                found.put(
                        path.replaceFirst(".*shop/", "").replaceFirst("/main.*", ""),
                        TerraformJson.read(text)
                                .at("/terraform/required_providers/aws/version")
                                .asText());
            }
        });
        assertEquals(
                Map.of(
                        "dev/us-east-1/kms", ">= 5.100, < 7.0",
                        "dev/us-east-1/network", ">= 5.100, < 7.0",
                        "prod/us-east-1/kms", "~> 5.100.0",
                        "prod/us-east-1/network", "~> 5.100.0"),
                found);
    }

    /** Both read alike in the text of a list or a map that quotes nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "units: {db: {container: {environment: {OWNER: ops, TEAM: core}}}};"
                        + "units: {db: {container: {environment: {OWNER: 'ops, TEAM=core'}}}}",
                "units: {db: {container: {command: [sh, -c, exit]}}};units: {db: {container: {command: ['sh, -c, exit']}}}"
            })
    void settingsThatReadAlikeAreDifferentOnes(String one, String other) {
        shop.with(TempProject.SYSTEM, shop.text(TempProject.SYSTEM) + TASK);
        shop.with(TempProject.DEV, one + "\n").run("synth").exits(0);
        SortedMap<String, String> before = shop.files("terragrunt");
        shop.with(TempProject.DEV, other + "\n")
                .run("synth", "--check")
                .exits(1)
                .prints("stale     terragrunt/shop/dev/");
        shop.run("synth").exits(0);
        assertNotEquals(before, shop.files("terragrunt"), "the live tree of other settings");
        shop.run("synth", "--check").exits(0);
    }

    /** A reader looks up a state of another environment by that environment's role. */
    @Test
    void theRoleByWhichAStateOfAnotherEnvironmentIsReadIsPartOfTheReader() {
        shop.with(TempProject.SYSTEM, shop.text(TempProject.SYSTEM) + ZONES);
        shop.with(
                "environments/shop/prod/environment.yaml",
                "units: {dns: {zone_name: example.org, delegations: {dev: dev/_global/dns}}}\nstate: {bucket: shop-prod-state}\n"
                        + roles("plan"));
        shop.with(TempProject.DEV, roles("plan")).run("synth").exits(0);
        shop.with(TempProject.DEV, roles("look")).run("synth").exits(0);
        shop.run("synth", "--force", "--json").exits(0).prints("\"written\": []");
    }

    @Test
    void forceBuildsEveryDocument() throws IOException {
        assertEquals(List.of("shop/dev/us-east-1/kms", "shop/dev/us-east-1/network"), built(true));
    }

    /** What can happen to the documents in the cache. */
    enum Damage {
        CUT_SHORT {
            @Override
            void to(List<Path> documents) throws IOException {
                for (Path document : documents) {
                    Files.writeString(document, Files.readString(document).substring(0, 100));
                }
            }
        },
        VALUES_EDITED {
            @Override
            void to(List<Path> documents) throws IOException {
                for (Path document : documents) {
                    String text = Files.readString(document);
                    assertTrue(text.contains("us-east-1"), () -> "the region in " + text);
                    Files.writeString(document, text.replace("us-east-1", "us-east-2"));
                }
            }
        },
        NAMES_EXCHANGED {
            @Override
            void to(List<Path> documents) throws IOException {
                String first = Files.readString(documents.get(0));
                Files.writeString(documents.get(0), Files.readString(documents.get(1)));
                Files.writeString(documents.get(1), first);
            }
        },
        NOT_TEXT {
            @Override
            void to(List<Path> documents) throws IOException {
                for (Path document : documents) {
                    Files.write(document, new byte[] {(byte) 0xff, 0, (byte) 0xfe});
                }
            }
        },
        FOLDERS_IN_THEIR_PLACE {
            @Override
            void to(List<Path> documents) throws IOException {
                for (Path document : documents) {
                    Files.delete(document);
                    Files.createDirectories(document.resolve("of somebody"));
                }
            }
        },
        A_FILE_IN_PLACE_OF_THE_CACHE {
            @Override
            void to(List<Path> documents) throws IOException {
                for (Path document : documents) {
                    Files.delete(document);
                }
                Files.delete(documents.get(0).getParent());
                Files.writeString(documents.get(0).getParent(), "of somebody");
            }
        };

        abstract void to(List<Path> documents) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentThatIsNotAsItWasKeptIsBuiltAnew(Damage damage) throws IOException {
        List<Path> documents;
        try (Stream<Path> kept = Files.list(shop.home().resolve("cache/units"))) {
            documents = kept.toList();
        }
        assertEquals(2, documents.size(), () -> "documents in the cache: " + documents);
        damage.to(documents);
        shop.run("synth", "--check").exits(0);
        if (damage.compareTo(Damage.FOLDERS_IN_THEIR_PLACE) < 0) {
            assertEquals(List.of(), built(false), "documents built once more, after they were kept again");
        }
    }

    @Test
    void withNothingChangedNodeIsNotNeeded() {
        Outcome second = withoutNode().run("synth").exits(0);
        assertTrue(second.out().contains("0 files written"), () -> "nothing to write: " + second);
    }

    @Test
    void withSomethingChangedNodeIsNeededAndItsLackIsSaidWithoutATrace() {
        SortedMap<String, String> before = shop.files("terragrunt");
        shop.with(TempProject.DEV, "units:\n  network:\n    nat_gateways: single\n");
        Outcome failed = withoutNode().run("synth").exits(1);
        assertOneLine(failed, "Node.js is not on the PATH, or does not start; install Node.js 20 or later");
        assertEquals(before, shop.files("terragrunt"), "the tree after a synth without node");
    }

    @Test
    void aNodeThatIsTooOldIsSaid() throws IOException {
        Path node = Files.writeString(
                Files.createDirectory(folder.resolve("old")).resolve("node"),
                "#!/bin/sh\n[ \"$1\" != --version ] || { echo v12.22.9; exit 0; }\nexit 1\n");
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rwxr-xr-x"));
        Outcome failed = process(Map.of("PATH", node.getParent().toString()))
                .run("synth", "--force")
                .exits(1);
        assertOneLine(failed, "Node.js v12.22.9 is too old; install Node.js 20 or later");
    }

    @Test
    void aTemporaryFolderThatDoesNotExistIsSaid() {
        String missing = folder.resolve("missing").toString();
        Outcome failed = process(Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + missing))
                .run("synth", "--force")
                .exits(1);
        assertOneLine(failed, "the temporary folder " + missing + " cannot be used: it does not exist; ");
        failed = process(Map.of("TMPDIR", missing)).run("synth", "--force").exits(1);
        assertOneLine(failed, "Node.js cannot write its files: no such file or directory, mkdtemp '" + missing);
    }

    private static void assertOneLine(Outcome failed, String error) {
        List<String> lines = failed.err()
                .lines()
                // What Java says of its options, and jsii of the age of Node.
                .filter(line -> !line.startsWith("NOTE: Picked up") && !line.startsWith("!!") && !line.isBlank())
                .toList();
        assertTrue(
                lines.size() == 1 && lines.get(0).startsWith("Error: " + error),
                () -> "one line expected of " + failed);
    }

    @Test
    void twoForcedRunsWriteTheSameBytes() {
        SortedMap<String, String> first = new TreeMap<>(shop.files("terragrunt"));
        SortedMap<String, String> firstOut = shop.files("cdktf.out");
        Outcome second = shop.run("synth", "--force", "--json").exits(0);
        assertEquals("[]", second.json().path("written").toString(), "files that a second, forced run wrote");
        assertEquals(first, shop.files("terragrunt"), "the live tree");
        assertEquals(firstOut, shop.files("cdktf.out"), "cdktf.out");
    }

    @Test
    void aFilterWritesOnlyWhatItSelects() {
        shop.with(
                        TempProject.SYSTEM,
                        shop.text(TempProject.SYSTEM).replace("kms:\n", "kms:\n    rotation_period_in_days: 90\n"))
                .with(TempProject.DEV, "units:\n  network:\n    nat_gateways: single\n");
        List<String> written = new ArrayList<>();
        shop.run("synth", "shop/dev/us-east-1/network", "--json")
                .exits(0)
                .json()
                .path("written")
                .forEach(file -> written.add(file.asText()));
        assertEquals(
                List.of(
                        "terragrunt/shop/dev/us-east-1/network/main.tf.json",
                        "terragrunt/shop/dev/us-east-1/network/terragrunt.hcl",
                        "cdktf.out/stacks/shop--dev--us-east-1--network/cdk.tf.json"),
                written);
    }

    @Test
    void aFilterThatSelectsNothingSaysSo() {
        shop.run("synth", "shop/prod").exits(2).complains("no unit matches 'shop/prod'");
    }

    @Test
    void theManifestListsEveryStackWithWhatItDependsOn() {
        JsonNode manifest = TerraformJson.read(shop.text("cdktf.out/manifest.json"));
        Map<String, String> dependencies = new TreeMap<>();
        manifest.path("stacks").properties().forEach(stack -> {
            dependencies.put(
                    stack.getKey(), stack.getValue().path("dependencies").toString());
            assertTrue(
                    Files.exists(folder.resolve("cdktf.out")
                            .resolve(stack.getValue()
                                    .path("synthesizedStackPath")
                                    .asText())),
                    () -> "the document of " + stack.getKey() + " is missing: " + stack.getValue());
        });
        assertEquals(
                Map.of(
                        "shop--dev--us-east-1--kms",
                        "[]",
                        "shop--dev--us-east-1--network",
                        "[\"shop--dev--us-east-1--kms\"]"),
                dependencies);
    }

    @Test
    void aStackKeepsItsStateWhereTheLiveTreeKeepsIt() {
        JsonNode backend = TerraformJson.read(shop.text("cdktf.out/stacks/shop--dev--us-east-1--network/cdk.tf.json"))
                .at("/terraform/backend/s3");
        assertEquals(
                "shop-terraform-state dev/us-east-1/network/terraform.tfstate shop-terraform-locks true",
                backend.path("bucket").asText() + " " + backend.path("key").asText() + " "
                        + backend.path("dynamodb_table").asText() + " "
                        + backend.path("encrypt").asText());
    }

    @Test
    void aStackLooksUpTheStateOfWhatItReads() {
        JsonNode lookup = TerraformJson.read(shop.text("cdktf.out/stacks/shop--dev--us-east-1--network/cdk.tf.json"))
                .at("/data/terraform_remote_state/kms/config");
        assertEquals(
                "dev/us-east-1/kms/terraform.tfstate", lookup.path("key").asText(), () -> "lookup of kms: " + lookup);
    }

    private static String roles(String name) {
        String role = "arn:aws:iam::123456789012:role/";
        return "assume_role: {plan_role_arn: '" + role + name + "', apply_role_arn: '" + role + "apply'}\n";
    }

    private List<String> built(boolean force) throws IOException {
        List<String> built = new ArrayList<>();
        new Synthesis(
                        shop.home().resolve("cache/units"),
                        force,
                        unit -> built.add(unit.path().toString()))
                .of(shop.units());
        return built;
    }

    private GroundplanProcess withoutNode() {
        return process(Map.of("PATH", folder.toString()));
    }

    private GroundplanProcess process(Map<String, String> changed) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.putAll(changed);
        return new GroundplanProcess(shop, variables, 0);
    }
}
